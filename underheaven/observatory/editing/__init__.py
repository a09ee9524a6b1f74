"""A policy that is being edited: checked as the command does it, and its difference to the one it began as.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
Nothing here needs NumPy, Numba or the terminal, so that a page can do it where none of them is.
"""
