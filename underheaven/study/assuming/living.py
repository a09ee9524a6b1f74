"""Living a world at places of its assumed numbers: the main measures of every whole year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from underheaven.engine.cpu import Engine
from underheaven.engine.records import YearRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import headlines
from underheaven.measure.named import measure_named
from underheaven.measure.yearly import Yearly, is_whole
from underheaven.study.assuming.drawing import drawn_world
from underheaven.study.assuming.numbers import Assumed
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended
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
    """The model that lives a world with its assumed numbers at given places of their ranges, 0 to 1."""

    world: World
    numbers: tuple[Assumed, ...]

    def __call__(self, places: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        """The world with its numbers at these places and this seed."""
        made, brought_back = drawn_world(self.world, self.numbers, [float(each) for each in places.values()])
        engine = Engine(replace(made, seed=seed))
        try:
            values: Values = {BROUGHT_BACK: float(brought_back)}
            yearly = Yearly(Frame.of(engine.world))
            for record in engine.records():
                check()
                if isinstance(record, YearRecord) and is_whole(yearly.frame, record.year):
                    values |= _values(record, yearly)
            return Ended(engine.world.hash, engine.digests()["run"], values)
        finally:
            engine.close()


def _values(record: YearRecord, yearly: Yearly) -> Values:
    counts = yearly.of_record(record).counts
    found = {}
    for name in headlines(yearly.frame.world):
        value = float(measure_named(name, yearly.frame)(counts)[0])
        found[f"{record.year} {name}"] = None if np.isnan(value) else value
    return found
