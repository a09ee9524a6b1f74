"""Specifications drawn as SVG: the part of Vega-Lite that our pictures use, and nothing else.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
