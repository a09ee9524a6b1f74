"""Living a world at places of its assumed numbers: the main measures of every whole year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.records import YearRecord
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import headlines
from underheaven.measure.named import measure_named
from underheaven.measure.yearly import Yearly, is_whole
from underheaven.study.assuming.drawing import drawn_world
from underheaven.study.assuming.numbers import Assumed
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping.design import Design
from underheaven.study.sweeping.kept import Kept, Row
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended, OnRun, unheard
from underheaven.study.sweeping.outcomes import Values

BROUGHT_BACK = "brought back"
"""How many numbers of a draw could not be together, and came half-way back."""


def measures_of(world: World) -> tuple[str, ...]:
    """The names of what is read: `2020 under`, of every whole year that the world lives."""
    frame = Frame.of(world)
    years = range(world.start.year, world.end.year + 1)
    return tuple(f"{year} {name}" for year in years if is_whole(frame, year) for name in headlines(world))


@dataclass(frozen=True)
class AssumedWorld:
    """The model that lives a world with its assumed numbers at given places of their ranges, 0 to 1.

    Drawing the numbers and making tables of them takes longer than living some thousands of people: it is
    done once for all `seeds` of a point.
    """

    world: World
    numbers: tuple[Assumed, ...]
    seeds: int

    def __call__(self, places: dict[Key, Decimal], first: int, check: Check) -> list[Ended]:
        """The world with its numbers at these places, with so many seeds from the `first` on."""
        made, back = drawn_world(self.world, self.numbers, [float(each) for each in places.values()])
        tables = compile_tables(made)
        worlds = (replace(made, seed=seed) for seed in seeds_from(first, self.seeds))
        return [_lived(world, tables, {BROUGHT_BACK: float(back)}, check) for world in worlds]


def seeds_from(first: int, many: int) -> tuple[int, ...]:
    """So many seeds, one after the other."""
    return tuple((first + number) % 2**64 for number in range(many))


def live_points(
    design: Design, model: AssumedWorld, kept: Kept, pool: Pool = ALONE, on_run: OnRun = unheard
) -> list[Row]:
    """Live what is not kept yet, point by point with all seeds; rows in the order of points and then seeds.

    `on_run` is told the runs done and their number. KeyboardInterrupt, when it is interrupted, comes after
    what has ended is kept.
    """
    seeds = seeds_from(model.world.seed, model.seeds)
    points = range(len(design.points))
    missing = [point for point in points if any((point, seed) not in kept.rows for seed in seeds)]
    runs = len(points) * len(seeds)
    on_run(len(kept.rows), runs)

    def take(number: int, found: list[Ended]) -> None:
        point = missing[number]
        for seed, ended in zip(seeds, found, strict=True):
            if (point, seed) not in kept.rows:
                kept.add(Row(point, seed, ended.world, ended.digest, ended.values))
        on_run(len(kept.rows), runs)

    pool.compute(model, [(design.values(point), seeds[0]) for point in missing], take)
    return [kept.rows[point, seed] for point in points for seed in seeds]


def _lived(world: World, tables: Tables, values: Values, check: Check) -> Ended:
    """A world lived to its end: what is known of it and the main measures of its whole years."""
    engine = Engine(world, tables=tables)
    try:
        frame, found = Frame.of(world), dict(values)
        yearly, measures = Yearly(frame), {name: measure_named(name, frame) for name in headlines(world)}
        for record in engine.records():
            check()
            if isinstance(record, YearRecord) and is_whole(frame, record.year):
                counts = yearly.of_record(record).counts
                for name, measure in measures.items():
                    value = float(measure(counts)[0])
                    found[f"{record.year} {name}"] = None if np.isnan(value) else value
        return Ended(world.hash, engine.digests()["run"], found)
    finally:
        engine.close()
