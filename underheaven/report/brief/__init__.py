"""A run on two pages: what was asked, what was found, how sure it is, and what was assumed.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
