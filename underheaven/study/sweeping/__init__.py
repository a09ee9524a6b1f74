"""Many worlds that differ in a few numbers: which, where, and how they are lived.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
