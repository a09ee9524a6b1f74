"""What the site has to read: where numbers come from, and the shipped policies. Nothing of it is lived.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
