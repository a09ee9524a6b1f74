"""The mechanisms of a society under a scheme: a folder each, with all that belongs to it.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
