"""Consequences: what follows for those whose score is low.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
