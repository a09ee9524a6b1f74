"""Deterrence: people weigh what an act gains against the chance of a record and what it would cost.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
