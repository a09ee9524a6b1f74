"""The command line itself: what each command is asked with. What it does is in the modules above.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
