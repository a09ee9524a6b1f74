"""How often 95 % intervals hold what they should, on synthesised peoples: the command that measures it."""
