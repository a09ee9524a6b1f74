"""The engine, with what the page shows of each step counted beside it: who stands where, and who in error.

Who is in the scheme is known only to the kernel where people join of their own accord, and the room in which
it marks them is the next community's soon. So each community is counted as soon as it is lived.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.pieces import Piece
from underheaven.engine.records import Int64, StepRecord
from underheaven.engine.world import World

ARCHETYPE = 0x0FFF
SCORES = 1 << 16
"""All that a score of 16 bits can be."""


class StoppedError(Exception):
    """Living was to stop; the world is left in the middle of a step."""


class CountingEngine(Engine):
    """Lives a world and counts bars; `edges` are the bins (`telling.edges`).

    Once `stops` says so, `StoppedError` is raised before the next community.
    """

    def __init__(
        self,
        world: World,
        edges: Mapping[str, Any],
        threads: int = 1,
        stops: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(world, threads)
        scores = np.arange(SCORES).astype(np.uint16).view(np.int16)
        self._bin = np.searchsorted(edges["begin"], scores, side="right")
        self._bars = np.zeros((threads, 2, len(edges["begin"]) + 1), np.int64)
        self._stops = stops

    @property
    def bars(self) -> Int64:
        """Of the step just lived, int64 [2, bins]: adults in the scheme by the score shown, and those of
        them who are under a consequence only in error."""
        total: Int64 = self._bars.sum(axis=0)
        return total

    @property
    def begins(self) -> int:
        """The first step in which anybody is in the scheme; 0 where nobody ever is."""
        c = self.communities
        first = int(min(c.enrolled_from.min(), c.joined_from.min()))
        return first if first < self.world.steps else 0

    @property
    def is_to_stop(self) -> bool:
        """Whether nothing more is to be lived."""
        return self._stops()

    def _live(self) -> StepRecord:
        self._bars.fill(0)
        return super()._live()

    def _run(self, thread: int, piece: Piece) -> int:
        if piece.first == piece.last:
            return super()._run(thread, piece)
        for number in range(*piece):
            if self.is_to_stop:
                raise StoppedError
            if super()._run(thread, Piece(number, number + 1, 1)) == number:
                return number
            self._count(thread, number)
        return piece.last

    def _count(self, thread: int, number: int) -> None:
        """Count the people of a community that was just lived."""
        t, s, c = self.tables, self.state, self.communities
        n, first = int(c.size[number]), int(c.begin[number])
        member = self._scratch[thread].slots.member[:n] == 1
        if not member.any():
            return
        here = slice(first, first + n)
        shown, clean, archetype = (each[here][member] for each in (s.shown, s.clean, s.archetype))
        in_error = self._is_below(shown, clean, archetype & ARCHETYPE, np.asarray(t.class_of))
        bins, bars = self._bin[shown.view(np.uint16)], self._bars[thread]
        bars[0] += np.bincount(bins, minlength=bars.shape[1])
        bars[1] += np.bincount(bins[in_error], minlength=bars.shape[1])

    def _is_below(
        self,
        shown: NDArray[np.int16],
        clean: NDArray[np.int16],
        archetype: NDArray[Any],
        class_of: NDArray[Any],
    ) -> NDArray[np.bool_]:
        """Who is under a consequence, and would be under none without wrong records; the thresholds are the
        groups'."""
        t = self.tables
        below = np.asarray(t.below)[int(t.last_segment[self.step])]
        top = below.max(axis=1, initial=t.low)[class_of[archetype] >> 1]
        found: NDArray[np.bool_] = (shown < top) & (clean >= top)
        return found
