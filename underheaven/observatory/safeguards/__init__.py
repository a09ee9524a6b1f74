"""What `/safeguards/` shows: the sets of safeguards that `tools/safeguard_figures.py` lived.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
