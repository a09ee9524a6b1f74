"""The story of the site: seven scenes as plain HTML and SVG, with numbers that were found by running worlds.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
