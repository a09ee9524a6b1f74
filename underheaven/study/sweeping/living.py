"""Living the points of a design: first all points with the first seed, then all with the second.

A study that is stopped has therefore lived every point about equally often. Runs go on side by side in a
pool, each an engine of one thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping.design import Design
from underheaven.study.sweeping.kept import Kept, Row
from underheaven.study.sweeping.keys import Key, with_values
from underheaven.study.sweeping.outcomes import Outcome, Reading, Values

OnRun = Callable[[int, int], None]
Check = Callable[[], None]
"""Called now and then in a run; it ends one that nobody waits for any more."""


def unheard(_done: int, _of: int) -> None:
    """Takes runs done and their number, and tells nobody."""


@dataclass(frozen=True)
class Ended:
    """What came of one run: the hash and the digest of its world, and its outcomes."""

    world: str
    digest: str
    values: Values


Model = Callable[[dict[Key, Decimal], int, Check], Ended]
"""What is computed at a point, of its values and a seed: a world that is lived, or a function as a check."""


@dataclass(frozen=True)
class Lived:
    """The model that lives a world with other numbers and reads its outcomes."""

    world: World
    outcomes: tuple[Outcome, ...]

    def __call__(self, values: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        """The world with these values and this seed."""
        made = replace(with_values(self.world, values), seed=seed)
        engine = Engine(made)
        try:
            reading = Reading(engine, self.outcomes)
            for record in engine.records():
                check()
                reading.take(record)
            return Ended(made.hash, engine.digests()["run"], reading.values())
        finally:
            engine.close()


def order(points: int, seeds: Sequence[int]) -> list[tuple[int, int]]:
    """(point, seed) in the order in which they are lived: round-robin, in the order of the design."""
    return [(point, seed) for seed in seeds for point in range(points)]


def live_design(
    design: Design,
    seeds: Sequence[int],
    model: Model,
    kept: Kept,
    pool: Pool = ALONE,
    on_run: OnRun = unheard,
) -> list[Row]:
    """Live what is not kept yet; all rows, in the order of the design and then of the seeds.

    `on_run` is told the runs done and their number. KeyboardInterrupt, when it is interrupted, comes after
    what has ended is kept.
    """
    every = order(len(design.points), seeds)
    todo = [job for job in every if job not in kept.rows]
    on_run(len(kept.rows), len(every))

    def take(number: int, ended: Ended) -> None:
        kept.add(_row(*todo[number], ended))
        on_run(len(kept.rows), len(every))

    pool.compute(model, [(design.values(point), seed) for point, seed in todo], take)
    return [kept.rows[point, seed] for point in range(len(design.points)) for seed in seeds]


def seconds_of_a_run(design: Design, seeds: Sequence[int], model: Model, kept: Kept) -> float:
    """Live the first run that is not kept yet, keep it, and say how long it took; 0 where all are kept."""
    for point, seed in order(len(design.points), seeds):
        if (point, seed) not in kept.rows:
            begun = time.perf_counter()
            kept.add(_row(point, seed, model(design.values(point), seed, lambda: None)))
            return time.perf_counter() - begun
    return 0.0


def _row(point: int, seed: int, ended: Ended) -> Row:
    return Row(point, seed, ended.world, ended.digest, ended.values)
