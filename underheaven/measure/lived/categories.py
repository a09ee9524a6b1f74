"""What people who are lived again are told apart by, and counting them so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.measure.results import Value
from underheaven.record.weekly import Weekly
from underheaven.society.archetypes import Archetypes

Split = tuple[Value, dict[str, dict[str, Value]]]
"""A value of everyone, and those of the categories of each dimension."""
DIMENSIONS = ("group", "region", "place", "quintile", "opinion", "sex", "age")


@dataclass(frozen=True)
class Categories:
    """Everyone, then the categories of each dimension; of ages those that are scored."""

    names: dict[str, tuple[str, ...]]

    @staticmethod
    def of(world: World) -> Categories:
        """Those of a world."""
        known = {"region": tuple(world.society.regions), **Archetypes(world.society).categories}
        scored, bands = world.policy.score.scored_from_age.value, world.society.age_bands
        known["age"] = tuple(name for name in known["age"] if bands[name].first >= scored)
        return Categories({name: known[name] for name in DIMENSIONS})

    @property
    def many(self) -> int:
        """Everyone and all others."""
        return 1 + sum(map(len, self.names.values()))

    def codes(self, found: Weekly, world: World) -> Int64:
        """The number of each citizen's category, int64[1 + dimensions, n]: 0 of everyone, then in each.

        Who is too young to be scored is of the first age that is: nothing is counted of them.
        """
        first, out = 1, [np.zeros_like(found.codes["group"])]
        bands = list(world.society.age_bands)
        for name, categories in self.names.items():
            code = found.codes[name]
            if name == "age":
                number = {band: place for place, band in enumerate(categories)}
                code = np.array([number.get(band, 0) for band in bands])[code]
            out.append(first + code)
            first += len(categories)
        return np.stack(out)

    def add(self, to: Int64, codes: Int64, who: Int64, column: Int64) -> None:
        """Add 1 at [category, column] of int64[categories, K], for each of `who` int64[m] and its column."""
        np.add.at(to.reshape(-1), (codes[:, who] * to.shape[1] + column).ravel(), 1)

    def summed(self, codes: Int64, who: Int64, values: Int64) -> Int64:
        """The sums of values int64[m, K] of each of `who`, int64[categories, K]; all below 2^53."""
        width, places = values.shape[1], np.arange(values.shape[1])
        found = np.zeros(self.many * width)
        for of in codes:
            place = (of[who, None] * width + places).ravel()
            found += np.bincount(place, values.ravel(), self.many * width)
        return np.rint(found).astype(np.int64).reshape(self.many, width)

    def split(self, values: list[Value]) -> Split:
        """Values in the order of the categories as that of everyone and those of each dimension."""
        rest = iter(values[1:])
        return values[0], {
            name: {category: next(rest) for category in categories} for name, categories in self.names.items()
        }
