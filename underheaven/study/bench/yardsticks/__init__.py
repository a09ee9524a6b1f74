"""Yardsticks: fixed files that share no code with the engine; their hashes stand in SHA256SUMS.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
