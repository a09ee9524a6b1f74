"""One citizen's week, as pure functions on integers.

Each file is one verb. The functions import nothing but `register_jitable`, take plain integers and
rows of tables, and hold no floats, strings or calls of NumPy: the same source runs as plain Python
and compiled.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
