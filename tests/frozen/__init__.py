"""Digests that no change of the engine may move: 108 worlds of model version 3."""
