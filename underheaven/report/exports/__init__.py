"""What a report shows, as files and as objects that show themselves; each says where it is from.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
