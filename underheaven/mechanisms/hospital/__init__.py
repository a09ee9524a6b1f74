"""The hospital: a line with a fast lane."""
