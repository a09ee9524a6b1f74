"""What is measured with notice, appeal and expiry, and without."""

from __future__ import annotations

from underheaven.study.bench.changes import as_it_is, guarded

NAME, PLACE = "notice, appeal, expiry", 140


without, having = as_it_is, guarded("notice", "appeal", "expiry")
