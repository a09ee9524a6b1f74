"""The range of every main measure by what is assumed, as it is found and as it is kept in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from underheaven.engine.world import MODEL_VERSION, World
from underheaven.study.assuming.effects import Share
from underheaven.study.assuming.told import told

FORMAT = 1


@dataclass(frozen=True)
class Range:
    """One measure of everyone in one year: 5th and 95th percentile over the draws.

    `share` is the part of the variance of single runs that is assumption; None where nothing varies. `low`
    and `high` are None where the measure is undefined in most draws; `defined` is in how many it is not.
    """

    low: float | None
    high: float | None
    share: float | None
    defined: int


@dataclass(frozen=True)
class Ranges:
    """What was found of a world. `years` are year -> measure -> range.

    `groups` is the screening, measure -> a share for each group of numbers, of the last year, and `closer`
    the same of the few groups that were looked at more closely. `brought_back` is in how many draws some
    numbers could not be together and came half-way back to what is given.
    """

    world: World
    numbers: int
    draws: int
    seeds: int
    pairs: tuple[int, int]
    brought_back: int
    years: Mapping[int, Mapping[str, Range]]
    groups: Mapping[str, tuple[Share, ...]]
    closer: Mapping[str, tuple[Share, ...]]
    digests: tuple[str, ...]
    """Of the run of each draw with the first seed: what a draw that is lived again must come to."""
    inputs: str
    date: dt.date

    def of(self, year: int, name: str) -> Range | None:
        """The range of a measure in a year; None where it was not read."""
        return self.years.get(year, {}).get(name)

    def most_by(self, name: str) -> Share | None:
        """The group that has most part in what the measure varies; None where none can be told from 0."""
        told = [each for each in self.closer.get(name, ()) or self.groups.get(name, ()) if each.total_low > 0]
        return max(told, key=lambda each: each.total, default=None)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; the world by its names and numbers."""
        world = self.world
        return {
            "format": FORMAT,
            "date": self.date.isoformat(),
            "inputs": self.inputs,
            "model_version": MODEL_VERSION,
            "synthetic": True,
            "policy": world.policy.policy,
            "society": world.society.society,
            "world": told(world),
            "seed": world.seed,
            "citizens": world.citizens,
            "from": world.start.isoformat(),
            "to": world.end.isoformat(),
            "numbers": self.numbers,
            "draws": self.draws,
            "seeds": self.seeds,
            "pairs": list(self.pairs),
            "brought_back": self.brought_back,
            "years": {
                str(year): {name: asdict(each) for name, each in found.items()}
                for year, found in self.years.items()
            },
            "digests": list(self.digests),
            "groups": {name: [asdict(each) for each in found] for name, found in self.groups.items()},
            "closer": {name: [asdict(each) for each in found] for name, found in self.closer.items()},
        }

    @classmethod
    def of_dict(cls, data: Mapping[str, Any], world: World) -> Ranges:
        """What `to_dict` gave of a world. KeyError, TypeError or ValueError for anything else."""
        if data["format"] != FORMAT or data["world"] != told(world):
            raise ValueError("it is of another world")
        many, closer = data["pairs"]
        return cls(
            world, data["numbers"], data["draws"], data["seeds"], (many, closer), data["brought_back"],
            {
                int(year): {name: Range(**each) for name, each in found.items()}
                for year, found in data["years"].items()
            },
            {name: tuple(Share(**each) for each in found) for name, found in data["groups"].items()},
            {name: tuple(Share(**each) for each in found) for name, found in data["closer"].items()},
            tuple(data["digests"]), data["inputs"], dt.date.fromisoformat(data["date"]),
        )  # fmt: skip
