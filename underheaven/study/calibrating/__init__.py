"""Fitting what people do to observed totals, by sequential approximate Bayesian computation.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
