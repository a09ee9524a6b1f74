"""Yardsticks: fixed files that share no code with the engine; their hashes stand in SHA256SUMS."""
