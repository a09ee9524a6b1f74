"""Places: a good of which there is a fixed number, given by rank of the family.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
