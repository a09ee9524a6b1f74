"""The commands of the command line, one file each.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
