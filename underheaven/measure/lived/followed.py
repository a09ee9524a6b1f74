"""Following people from a step on: when they leave a consequence, whether they come back, what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.lived.categories import Categories
from underheaven.record.weekly import Flags

Add = Callable[[Flags, Int64], None]
"""Counts each of those flagged in the column that stands beside them."""

PEOPLE, FOLLOWED, FREE, FREE_LAST, HEAD = 0, 1, 2, 3, 4
"""The first columns: members; those of them about whom it is known how they stand after the year; those of
these who are free then, and those who are free throughout its last weeks. Then counts by duration."""


@dataclass(frozen=True)
class Horizon:
    """For how many steps people are followed: a `year`, the `soon` weeks at its end or after leaving, and at
    most, to the end of the run, `steps`."""

    year: int
    soon: int
    steps: int

    @property
    def width(self) -> int:
        """Columns of what is counted."""
        return HEAD + 2 * self.steps + 4 * self.year

    @property
    def spells(self) -> slice:
        """Spells that ended (first half) or of which no more is known (all), by duration."""
        return slice(HEAD, HEAD + 2 * self.steps)

    @property
    def in_year(self) -> slice:
        """The same of those who could be followed for a year, up to a year."""
        return slice(self.spells.stop, self.spells.stop + 2 * self.year)

    @property
    def returns(self) -> slice:
        """The same of the time from leaving within the year to coming back, up to a year."""
        return slice(self.in_year.stop, self.in_year.stop + 2 * self.year)


class Followed:
    """Steps of n people, bool[T, n]: whether they are under something, and whether they end with it.

    They are numbered from 0; the first is step `since` of the run.
    """

    def __init__(self, under: Flags, replaced: Flags, since: int = 0) -> None:
        self.under, self.since = under, since
        steps = len(under)
        self._free_from = _next(~under)
        self._under_from = _next(under)
        self._known_to = np.minimum(_next(replaced), steps - 1)[:steps]
        self._been_under = np.concatenate([np.zeros((1, under.shape[1]), np.int64), under.cumsum(axis=0)])
        self._others = np.concatenate([np.zeros((1, under.shape[1]), bool), replaced[:-1]])

    def entered(self, first: int, last: int) -> tuple[Int64, Int64]:
        """Who come under it in the steps from `first` to `last`, each once, and in which step first."""
        before = np.concatenate([np.zeros((1, self.under.shape[1]), bool), self.under[:-1]])
        enters = (self.under & ~(before & ~self._others))[first : last + 1]
        who = np.flatnonzero(enters.any(axis=0))
        return who, first + enters[:, who].argmax(axis=0)

    def count(
        self, to: Int64, categories: Categories, codes: Int64, members: tuple[Int64, Int64], of: Horizon
    ) -> None:
        """Add what becomes of people who are under it, each from a step on, to int64[categories, K]."""
        who, start = members
        steps = len(self.under)
        end = self._known_to[start, who]
        leave = self._free_from[start + 1, who]
        left = leave <= end

        def add(which: Flags, column: Int64) -> None:
            categories.add(to, codes, who[which], column[which])

        def add_in(which: Flags, column: int) -> None:
            add(which, np.full(len(who), column))

        every = np.ones(len(who), bool)
        add_in(every, PEOPLE)
        duration = np.where(left, leave, end) - start
        _add_durations(add, of.spells, left, duration, every, duration > 0)
        followed = start + of.year < steps
        capped = np.minimum(duration, of.year)
        _add_durations(add, of.in_year, left & (duration <= of.year), capped, followed, capped > 0)
        known = followed & (end >= start + of.year)
        at_end = np.minimum(start + of.year, steps - 1)
        add_in(known, FOLLOWED)
        add_in(known & ~self.under[at_end, who], FREE)
        last = self._been_under[at_end + 1, who] - self._been_under[np.maximum(at_end + 1 - of.soon, 0), who]
        add_in(known & (last == 0), FREE_LAST)
        gone = left & (duration <= of.year)
        back = self._under_from[np.minimum(leave + 1, steps), who]
        came = gone & (back <= end)
        gap = np.where(came, back, end) - leave
        capped = np.minimum(gap, of.year)
        _add_durations(add, of.returns, came & (gap <= of.year), capped, gone, capped > 0)


def _add_durations(
    add: Add, columns: slice, happened: Flags, duration: Int64, among: Flags, lasting: Flags
) -> None:
    """Count durations, from 1 on, of those to whom it happened, and of all."""
    half = (columns.stop - columns.start) // 2
    place = columns.start + np.maximum(duration, 1) - 1
    add(happened & among & lasting, place)
    add(among & lasting, place + half)


def _next(flags: Flags) -> Int64:
    """The first step from each step on in which it is so, int64[T + 1, n]; T where there is none."""
    steps, many = flags.shape
    at = np.where(flags, np.arange(steps)[:, None], steps)
    at = np.concatenate([at, np.full((1, many), steps)])
    found: Int64 = np.flip(np.minimum.accumulate(np.flip(at, 0), axis=0), 0)
    return found
