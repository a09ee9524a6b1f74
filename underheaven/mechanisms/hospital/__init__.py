"""The hospital: a line with a fast lane.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
