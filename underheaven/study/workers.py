"""Pieces of work on several threads, the lowest number first; a piece may add others."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

Work = Callable[[], None]
WAKES = 0.5
"""Seconds after which whoever waits is woken: a wait without end cannot be interrupted everywhere."""


class GivenUpError(Exception):
    """Work was given up, since other work failed or nobody waits for it any more."""


class Workers:
    """Threads that take the piece of work with the lowest number.

    Runs are engines of one thread each: several side by side keep processors busier than one engine on
    several threads, which waits at the end of each step.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._heap: list[tuple[int, int, Work]] = []
        self._order = itertools.count()
        self._change = threading.Condition()
        self._at_work = 0
        self._given_up = False

    def add(self, number: int, work: Work) -> None:
        """Add a piece of work; those of lower numbers come first."""
        with self._change:
            heapq.heappush(self._heap, (number, next(self._order), work))
            self._change.notify()

    def check(self) -> None:
        """Raises `GivenUpError` in work that nobody waits for any more; to be called now and then."""
        if self._given_up:
            raise GivenUpError

    def run(self) -> None:
        """Do everything; raises what a piece that failed raised, once all threads have ended."""
        with ThreadPoolExecutor(self._threads) as pool:
            ends = [pool.submit(self._work) for _ in range(self._threads)]
            try:
                while wait(ends, WAKES).not_done:
                    pass
            finally:
                self._give_up_unless(all(end.done() for end in ends))
        failures = [failure for end in ends if (failure := end.exception()) is not None]
        for failure in sorted(failures, key=lambda failure: isinstance(failure, GivenUpError)):
            raise failure

    def _work(self) -> None:
        while (work := self._next()) is not None:
            well = False
            try:
                work()
                well = True
            finally:
                self._give_up_unless(well)
                with self._change:
                    self._at_work -= 1
                    self._change.notify_all()

    def _next(self) -> Work | None:
        """The next piece of work; None when nothing is left, or will be."""
        with self._change:
            while not self._given_up and not self._heap and self._at_work:
                self._change.wait()
            if self._given_up or not self._heap:
                return None
            self._at_work += 1
            return heapq.heappop(self._heap)[2]

    def _give_up_unless(self, well: bool) -> None:
        with self._change:
            self._given_up |= not well
            self._change.notify_all()
