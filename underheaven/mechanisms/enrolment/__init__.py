"""Enrolment: where and when a scheme begins, and who joins it.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
