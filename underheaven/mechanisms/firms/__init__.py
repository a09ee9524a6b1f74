"""Firms: what they do, what they are scored for, and what their people feel of it."""
