"""The engine: a world, the tables it is compiled to, the kernel that lives it, and its digest.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
