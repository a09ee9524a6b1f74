"""Records whose points wait, may come back, or will (specification, 23.3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Entry:
    """One record of the ledger.

    `at` is its minute of the run; `points` and what they moved are in sixteenths; `decide` is the step in
    which an appeal is decided, 0 where there was none.
    """

    slot: int
    at: int
    points: int
    true: bool
    counts: bool
    counts_clean: bool
    applied: bool
    appealed: bool
    upheld: bool
    decide: int
    moved_own: int
    moved_clean: int

    @property
    def flags(self) -> int:
        """The flags as the state holds them."""
        marks = (self.true, self.counts, self.counts_clean, self.applied, self.appealed, self.upheld)
        return sum(1 << bit for bit, mark in enumerate(marks) if mark)
