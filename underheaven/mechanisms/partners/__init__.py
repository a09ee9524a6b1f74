"""Partners: who is shown to whom, and when two make a match.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
