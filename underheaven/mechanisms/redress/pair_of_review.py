"""What is measured with review, and without."""

from __future__ import annotations

from underheaven.study.bench.changes import as_it_is, guarded

NAME, PLACE = "review", 130


without, having = as_it_is, guarded("review")
