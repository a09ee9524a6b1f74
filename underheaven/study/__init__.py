"""Worlds that are run: one at a time, measured, recorded."""
