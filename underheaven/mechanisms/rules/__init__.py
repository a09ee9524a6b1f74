"""Rules: what a record does to the score."""
