"""Privileges: what a high score brings."""
