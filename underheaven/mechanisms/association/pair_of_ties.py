"""What is measured with ties, and without."""

from __future__ import annotations

from underheaven.study.bench.changes import guarded

NAME, PLACE = "ties", 10


without = guarded("no_association")
