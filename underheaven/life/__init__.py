"""One citizen's week, as pure functions on integers.

Each file is one verb. The functions import nothing but `register_jitable`, take plain integers and
rows of tables, and hold no floats, strings or calls of NumPy: the same source runs as plain Python
and compiled.
"""
