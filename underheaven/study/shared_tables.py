"""Tables of worlds that differ in their seeds alone: made once, and let go with the last that needs them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace

from underheaven.engine.compiling import compile_tables
from underheaven.engine.world import World
from underheaven.life.tables import Tables


class SharedTables:
    """The tables of each of some worlds; threads may ask at once, and each world may be asked for once."""

    def __init__(self, worlds: Iterable[World]) -> None:
        self._left = Counter(map(_seedless, worlds))
        self._made: dict[str, Future[Tables]] = {}
        self._lock = threading.Lock()

    def of(self, world: World) -> Tables:
        """The tables of one of the worlds. InputError where its policy does not fit its society."""
        name = _seedless(world)
        with self._lock:
            first = name not in self._made
            made = self._made.setdefault(name, Future())
            self._left[name] -= 1
            if not self._left[name]:
                del self._made[name]
        if first:
            try:
                made.set_result(compile_tables(world))
            except BaseException as problem:
                made.set_exception(problem)
                raise
        return made.result()


def _seedless(world: World) -> str:
    return replace(world, seed=0).hash
