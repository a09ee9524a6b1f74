"""Gaming: acts done for the score alone."""
