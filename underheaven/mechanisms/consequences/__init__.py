"""Consequences: what follows for those whose score is low."""
