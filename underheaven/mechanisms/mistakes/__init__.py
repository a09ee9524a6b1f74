"""Mistakes: records about the wrong person, by false matches and slips of the pen.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
