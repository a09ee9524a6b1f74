"""Lasting differences: some people do more of something than others, year after year.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
