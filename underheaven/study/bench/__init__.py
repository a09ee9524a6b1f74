"""The engine's speed, as ratios over yardsticks that are fixed, and their base line.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
