"""Places: a good of which there is a fixed number, given by rank of the family."""
