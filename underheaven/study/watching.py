"""Who follows a run: what is called as it goes on, and when it is asked to end or to keep its state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from underheaven.engine.records import StepRecord, YearRecord

CHECKPOINT_SECONDS = 600.0
"""Seconds between checkpoints, unless told otherwise."""


@dataclass(frozen=True)
class Watch:
    """Who follows a run, and may end it early."""

    on_begin: Callable[[], None] = lambda: None
    """Called once, before anything is written."""
    on_step: Callable[[int, int], None] = lambda _done, _of: None
    """Told the steps done and their number."""
    stop: Callable[[], bool] = lambda: False
    """Asked after every step whether to end there."""
    checkpoint_seconds: float = CHECKPOINT_SECONDS
    """From one checkpoint to the next within a year, at least."""
    until_settled: bool = False
    """Whether the run ends with the first calendar year at whose end it has settled (`settling.py`)."""
    on_record: Callable[[StepRecord | YearRecord], None] = lambda _record: None
    """Handed each record, once it is kept; its arrays are the engine's no more."""


UNWATCHED = Watch()
