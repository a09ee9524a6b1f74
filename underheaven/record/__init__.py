"""What a run keeps: the run folder, its provenance, its checkpoint, and questions put to it.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
