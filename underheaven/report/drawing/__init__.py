"""Specifications drawn as SVG: the part of Vega-Lite that our pictures use, and nothing else."""
