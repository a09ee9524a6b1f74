"""Enrolment: where and when a scheme begins, and who joins it."""
