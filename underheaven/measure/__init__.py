"""What a run's counts mean: standing, denial, error, chill, ties and spiral, with intervals.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
