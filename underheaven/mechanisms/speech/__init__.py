"""Speech: who speaks up, and what is held back.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
