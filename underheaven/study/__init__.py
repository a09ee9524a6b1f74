"""Worlds that are run: one at a time, measured, recorded.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
