"""A world in shards: ranges of its communities, each lived by a worker that is told what everybody knows.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
