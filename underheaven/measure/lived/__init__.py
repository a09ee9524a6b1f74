"""Measures that no tally holds: they need people week by week, so that communities of a run are lived again.

`cohorts` follows those under a consequence on a day and those who come under one in a year, `sides` tells
who is spared beside who is hit, `margins` measures by opinion, sex and age; `lived` does all of it at once.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
