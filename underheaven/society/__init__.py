"""Societies: margins and rates that were published or invented, and the people drawn from them.

`schema` is the language of a society file, `loading` reads and checks one; `fitting` turns margins into
cells, `synthesis` cells into communities of people in households; `fit` says how well they agree.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
