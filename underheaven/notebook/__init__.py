"""Underheaven in Python and in notebooks: what the commands do, as objects that show themselves.

Nothing is imported here; `underheaven` itself names what is in this room and loads it when it is asked for.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
