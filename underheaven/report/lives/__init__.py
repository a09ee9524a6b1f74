"""One life as a table, as a picture and as a page, and beside its twin under another policy.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
