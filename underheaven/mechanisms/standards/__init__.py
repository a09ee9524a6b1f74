"""Standards: thresholds that follow what came out of the last ones.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
