"""News and announcements: what is heard of the scheme frightens, less and less.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
