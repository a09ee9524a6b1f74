"""Credit: what becomes of a loan."""
