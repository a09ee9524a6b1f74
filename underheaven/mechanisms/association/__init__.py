"""Ties: the scores of household, employer and friends pull on a score, and what happens to them frightens.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
