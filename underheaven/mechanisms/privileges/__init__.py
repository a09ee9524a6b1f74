"""Privileges: what a high score brings.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
