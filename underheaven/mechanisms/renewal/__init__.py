"""Renewal: births, deaths and moves."""
