"""Partners: who is shown to whom, and when two make a match."""
