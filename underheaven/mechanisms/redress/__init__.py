"""Redress: review, notice, appeal and expiry of records.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
