"""Mistakes: records about the wrong person, by false matches and slips of the pen."""
