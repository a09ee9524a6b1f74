"""A form in the shape of Article 27 of the EU AI Act, filled from a run as far as a run can fill it.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
