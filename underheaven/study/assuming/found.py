"""The range of every main measure by what is assumed, as it is found and as it is kept in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from underheaven.engine.world import MODEL_VERSION, World
from underheaven.study.assuming.effects import Share
from underheaven.study.assuming.told import kind_of_run, numbers_told

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
        """The range of a measure in a year, or in the last before it; None where it was not read."""
        return self.years.get(self.year_for(year) or 0, {}).get(name)

    def year_for(self, year: int) -> int | None:
        """The year that tells most of a year: itself, or the last before it; None where there is none."""
        return max((each for each in self.years if each <= year), default=None)

    def drivers(self, name: str) -> list[Share]:
        """The groups whose part in what the measure varies can be told from 0, those of most part first.

        Of each the closer look, where there was one, and else the screening.
        """
        screened, closer = (
            {each.group: each for each in of.get(name, ())} for of in (self.groups, self.closer)
        )
        told = [each for each in {**screened, **closer}.values() if each.total_low > 0]
        return sorted(told, key=lambda each: -each.total)

    def most_by(self, name: str) -> Share | None:
        """The group that has most part in what the measure varies; None where none can be told from 0."""
        return next(iter(self.drivers(name)), None)

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
            "world": numbers_told(world),
            **kind_of_run(world),
            "seed": world.seed,
            "citizens": world.citizens,
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
        """What `to_dict` gave, of a world as this one but for its seed, people and last day, which it says.

        KeyError, TypeError or ValueError for what is no such thing, InputError for such a world that cannot
        be; whether it is of this world says `numbers_told`.
        """
        if data["format"] != FORMAT:
            raise ValueError("it is in another format")
        end = dt.date.fromisoformat(data["to"])
        many, closer = data["pairs"]
        return cls(
            replace(world, seed=data["seed"], citizens=data["citizens"], end=end),
            data["numbers"], data["draws"], data["seeds"], (many, closer), data["brought_back"],
            {
                int(year): {name: Range(**each) for name, each in found.items()}
                for year, found in data["years"].items()
            },
            {name: tuple(Share(**each) for each in found) for name, found in data["groups"].items()},
            {name: tuple(Share(**each) for each in found) for name, found in data["closer"].items()},
            tuple(data["digests"]), data["inputs"], dt.date.fromisoformat(data["date"]),
        )  # fmt: skip


@dataclass(frozen=True)
class Unknown:
    """That no range is known of a run, and why: the rest of a sentence that begins so."""

    why: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"missing": self.why}
