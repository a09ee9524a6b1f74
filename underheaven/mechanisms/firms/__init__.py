"""Firms: what they do, what they are scored for, and what their people feel of it.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
