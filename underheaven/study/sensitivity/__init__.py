"""Which numbers move an outcome, and how much of what moves is chance between seeds.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
