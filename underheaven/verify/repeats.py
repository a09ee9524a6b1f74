"""Synthesised peoples lived again and again, to see how often 95 % intervals hold what they should.

Three settings, each under the policy of the article in 2020, when it scores everybody: Riverton as it is
shipped, with few large communities; Riverton in small, with few people to whom little happens; and every
fourth region of China by population, the largest first, as a society of their own. A repeat is one seed,
which draws another people and another life. What a cell is held against is a quantity of the society, in
expectation over peoples and lives: the mean over the repeats.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from underheaven.engine.world import World
from underheaven.measure.counts import Floats
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, Value, measures_of
from underheaven.society.schema import Society
from underheaven.verify import shipped
from underheaven.verify.shipped import policy_of, society_of

POLICY = "article-2019"
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
EVERY = 4
FIRST_SEED = 1_000
ROUNDING = 2e-5
"""What marks of one repeat may be apart on other machines."""
ROWS = Path(__file__).with_name("repeats.json")
"""What a command of the repository has kept of each repeat."""


@dataclass(frozen=True)
class Repeated:
    """A society, how many of it are simulated, and in communities of what size; `every` region in order."""

    society: str
    citizens: int
    community_size: int
    every: int = 1

    def regions(self) -> list[str]:
        """Its regions: all, or each `every`-th by population, the largest first; in the society's order."""
        regions = society_of(self.society).regions
        by_size = sorted(regions, key=lambda name: (-regions[name].population.value, name))
        chosen = set(by_size[:: self.every])
        return [name for name in regions if name in chosen]

    def people(self) -> Society:
        """The society of these regions alone."""
        whole = society_of(self.society)
        return whole.model_copy(update={"regions": {name: whole.regions[name] for name in self.regions()}})

    def world(self, seed: int) -> World:
        """The world of a seed."""
        return World(
            policy_of(POLICY), self.people(), seed, FIRST, LAST, self.citizens,
            community_size=self.community_size,
        )  # fmt: skip


SETTINGS = {
    "riverton": Repeated("riverton", 120_000, 4_096),
    "riverton-small": Repeated("riverton", 16_384, 256),
    "china-eight": Repeated("china-2019", 131_072, 256, EVERY),
}


class Cell(NamedTuple):
    """A measure of everyone (`by` and `category` empty) or of a category of a breakdown."""

    measure: str
    by: str
    category: str


def cells_of(measures: Measures) -> Iterator[tuple[Cell, Value]]:
    """Every cell of every measure with its value, in the order of the tables."""
    for name, measure in measures.items():
        yield Cell(name, "", ""), measure.all
        for by, values in measure.breakdown.items():
            for category, value in values.items():
                yield Cell(name, by, category), value


@cache
def cells(name: str) -> tuple[Cell, ...]:
    """The cells of a setting."""
    return tuple(cell for cell, _ in cells_of(measures_of(Pool(Frame.of(SETTINGS[name].world(FIRST_SEED))))))


def ends_of(measures: Measures) -> Floats:
    """Value and ends of each cell's interval, float64[cells, 3], NaN where missing."""
    found = [(value.value, value.low, value.high) for _, value in cells_of(measures)]
    return np.array(found, dtype=np.float64)


def lived(name: str, number: int) -> Floats:
    """A repeat of a setting, as `ends_of`."""
    return ends_of(shipped.measures_of(SETTINGS[name].world(FIRST_SEED + number)))


def mark(repeat: Floats) -> list[float]:
    """What tells a repeat from another, of values and of both ends: weighed sums of their logarithms."""
    weights = np.cos(np.arange(len(repeat)))[:, None]
    return [round(float(one), 6) for one in np.nansum(weights * np.log1p(np.abs(repeat)), axis=0)]


def kept() -> Mapping[str, Any]:
    """The file of repeats: by setting the marks of each, in order, with its date and inputs."""
    found: dict[str, Any] = json.loads(ROWS.read_text(encoding="utf-8"))
    return found


def apart(one: Sequence[float], other: Sequence[float]) -> float:
    """How far two marks are apart, over how far those of one repeat may be on other machines."""
    return float(np.abs(np.array(one) - np.array(other)).max() / ROUNDING)
