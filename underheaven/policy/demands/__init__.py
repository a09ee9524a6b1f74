"""What a policy asks of a society: acts that people consider (`naming`), people, and few wrong records.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
