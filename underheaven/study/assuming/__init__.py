"""What follows from what is assumed: the range of every headline over the ranges of the assumed numbers.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
