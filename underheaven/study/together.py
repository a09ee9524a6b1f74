"""Worlds that share a past: it is lived once, up to the step at which they part (branch.py).

What the first world of a family has counted up to there is what another would have counted; the other goes
on from the first one's checkpoint. The engine checks this by living two communities again from the start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.nation import communities_of
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool as Counts
from underheaven.study.apart import Check
from underheaven.study.branch import Compiled, parting
from underheaven.study.lived import Lived, OnStep, Past, finished, unheard
from underheaven.study.pool import Pool
from underheaven.study.workers import Workers

Told = Callable[[tuple[Lived, ...]], Any]
"""What is kept of the runs of a family, in their order; none of it is of single people."""


@dataclass(frozen=True)
class Family:
    """Worlds that differ in nothing but their policies, and the step at which each parts from the first."""

    worlds: tuple[World, ...]
    tables: tuple[Tables, ...]
    partings: tuple[int, ...]
    """0 for the first; the number of steps for a world in which nothing that is read differs."""

    @property
    def steps(self) -> int:
        """Steps that have to be lived."""
        return sum(world.steps - step for world, step in zip(self.worlds, self.partings, strict=True))

    @property
    def saved(self) -> int:
        """Steps that need not be lived again."""
        return sum(self.partings)


def families_of(worlds: Sequence[World | Compiled], seeds: Sequence[int]) -> list[Family]:
    """The family of each seed; `InputError` where the worlds are no twins or a policy does not fit."""
    compiled = [each if isinstance(each, Compiled) else Compiled.of(each) for each in worlds]
    found = []
    for seed in seeds:
        of_seed = [_seeded(each, seed) for each in compiled]
        apart = [parting(of_seed[0], other) for other in of_seed[1:]]
        found.append(
            Family(tuple(each.world for each in of_seed), tuple(each.tables for each in of_seed), (0, *apart))
        )
    return found


def _seeded(compiled: Compiled, seed: int) -> Compiled:
    """The same with another seed: no table hangs on it, but who is enrolled when does."""
    world = replace(compiled.world, seed=seed)
    communities, rows = communities_of(world)
    return replace(compiled, world=world, communities=communities, rows=rows)


def live_families(
    families: Sequence[Family],
    pool: Pool,
    told: Told,
    take: Callable[[int, Any], None],
    on_step: OnStep = unheard,
    lives: bool = True,
) -> None:
    """Live every world of every family, side by side in a pool.

    On threads each world is a piece of work; elsewhere each family is, so that nobody of it has to travel.
    `take` is given the number of a family and what is `told` of its runs, as soon as all of them are there;
    never by two threads at once. `on_step` is told the steps done and their number, over all families.
    """
    if pool.here:
        _on_threads(families, pool.places, told, take, on_step, lives)
        return
    total, done = sum(family.steps for family in families), 0

    def taken(number: int, found: Any) -> None:
        nonlocal done
        done += families[number].steps
        take(number, found)
        on_step(done, total)

    pool.compute(WholeFamily(told, lives), [(family,) for family in families], taken)


@dataclass(frozen=True)
class WholeFamily:
    """The model that lives a family on one thread, and tells of its runs."""

    told: Told
    lives: bool

    def __call__(self, family: Family, check: Check) -> Any:
        """What is told of the family."""
        found: list[Any] = []

        def heard(_done: int, _of: int) -> None:
            check()

        _on_threads([family], 1, self.told, lambda _, told: found.append(told), heard, self.lives)
        return found[0]


def _on_threads(
    families: Sequence[Family],
    threads: int,
    told: Told,
    take: Callable[[int, Any], None],
    on_step: OnStep,
    lives: bool,
) -> None:
    """Live the families in this process, `threads` worlds at a time, each on a thread of its own."""
    workers, lock = Workers(threads), threading.Lock()
    total, done = sum(family.steps for family in families), 0

    def keep(number: int, runs: tuple[Lived, ...]) -> None:
        take(number, told(runs))

    def heard(_done: int, _of: int) -> None:
        nonlocal done
        workers.check()
        with lock:
            done += 1
            on_step(done, total)

    for number, family in enumerate(families):
        _Living(number, family, workers, heard, keep, lock, lives).begin()
    workers.run()


class _Living:
    """One family while it is lived."""

    def __init__(
        self,
        number: int,
        family: Family,
        workers: Workers,
        heard: OnStep,
        take: Callable[[int, tuple[Lived, ...]], None],
        lock: threading.Lock,
        lives: bool,
    ) -> None:
        self._number, self._family = number, family
        self._workers, self._heard, self._take, self._lock = workers, heard, take, lock
        self._lives = lives
        self._found: dict[int, Lived] = {}

    def begin(self) -> None:
        """Add what can be done at once: the first world, and those that share no past with it."""
        for each, step in enumerate(self._family.partings):
            if step == 0:
                self._workers.add(self._number, self._work(each, None, {}))

    def _work(
        self, each: int, past: Past | None, arrays: dict[str, NDArray[np.generic]]
    ) -> Callable[[], None]:
        return lambda: self._live(each, past, arrays)

    def _live(self, each: int, past: Past | None, arrays: dict[str, NDArray[np.generic]]) -> None:
        world = self._family.worlds[each]
        engine = Engine(world, lives=self._lives, tables=self._family.tables[each])
        try:
            if past is not None:
                engine.restore(past.step, arrays)
            else:
                past = Past(0, Counts(Frame.of(world)), 0, ())
            forks = set(self._family.partings[1:]) - {0} if each == 0 else set()
            lived = finished(engine, past, self._heard, forks, self._fork)
        finally:
            engine.close()
        self._keep(each, lived)

    def _fork(self, engine: Engine, past: Past) -> None:
        """Let those go on that part here from the first world."""
        arrays = {name: column.copy() for name, column in engine.checkpoint().items()}
        for each, step in enumerate(self._family.partings):
            if step == past.step:
                own = replace(past, pool=past.pool.under(Frame.of(self._family.worlds[each])))
                self._workers.add(self._number, self._work(each, own, arrays))

    def _keep(self, each: int, lived: Lived) -> None:
        with self._lock:
            self._found[each] = lived
            if len(self._found) == len(self._family.worlds):
                runs = tuple(self._found[place] for place in range(len(self._found)))
                self._found.clear()
                self._take(self._number, runs)
