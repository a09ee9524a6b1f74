"""Underheaven: a simulation laboratory for social credit systems over wholly synthetic people."""

__version__ = "0.1.0"
