"""Ties: the scores of household, employer and friends pull on a score, and what befalls them frightens."""
