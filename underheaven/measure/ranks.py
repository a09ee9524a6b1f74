"""Where a citizen stands among all adults in the scheme: rank and percentile, in region and nation.

Rank 1 is the highest score. Those with equal scores share the mean of the ranks that they take up (mid-rank),
and the percentile is the share of people below, those with equal scores counted half. A run keeps the scores
of each step in 64 bins: they say exactly how many are in higher bins and in lower ones, and so between what
and what the rank lies. In a nation of few communities all are lived again, and the rank is counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.run import histograms
from underheaven.record.lives.life import Life
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Reliving
from underheaven.record.sampling import communities_of
from underheaven.record.weekly import LIVED, in_threads, scores_of


@dataclass(frozen=True)
class Rank:
    """A rank among `people`: between `least` and `most`, which are the same where it was counted."""

    people: int
    least: float
    most: float

    @staticmethod
    def counted(above: int, tied: int, people: int) -> Rank:
        """Of so many who stand above, and so many with the same score, oneself among them."""
        middle = above + (tied + 1) / 2
        return Rank(people, middle, middle)

    @staticmethod
    def within(bins: Int64, at: int) -> Rank:
        """Of somebody in a bin of int64[64]: whoever shares it may stand above or below."""
        above, mine = int(bins[at + 1 :].sum()), int(bins[at])
        return Rank(int(bins.sum()), above + 1.0, float(above + mine))

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most

    @property
    def percentiles(self) -> tuple[float, float]:
        """Between what and what the percentile lies, 0 to 100; 100 would be above everybody."""
        low, high = (100 * (self.people - rank + 0.5) / self.people for rank in (self.most, self.least))
        return low, high

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        low, high = self.percentiles
        return {
            "people": self.people,
            "rank_least": self.least,
            "rank_most": self.most,
            "percentile_least": low,
            "percentile_most": high,
            "exact": self.exact,
        }


@dataclass(frozen=True)
class Stood:
    """Where a citizen stood as a step ended; `day` is the step's first."""

    step: int
    day: dt.date
    score: float
    region: Rank
    nation: Rank

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "step": self.step,
            "day": self.day.isoformat(),
            "score": self.score,
            "region": self.region.to_dict(),
            "nation": self.nation.to_dict(),
        }


@dataclass(frozen=True)
class Ranks:
    """Where a citizen stood in each step in the scheme; to count it `communities` were lived again, or 0."""

    stood: tuple[Stood, ...]
    communities: int

    @property
    def last(self) -> Stood | None:
        """The last step in the scheme; None of who never was in it."""
        return self.stood[-1] if self.stood else None

    @property
    def lowest(self) -> Stood | None:
        """Where the percentile in the nation was lowest, the first such step."""
        return min(self.stood, key=lambda each: sum(each.nation.percentiles), default=None)

    def on(self, day: dt.date) -> Stood | None:
        """The last step that began on or before a day, if the citizen was in the scheme in it."""
        found = [each for each in self.stood if each.day <= day]
        return found[-1] if found else None

    def table(self, world: str) -> pa.Table:
        """A row for each step, for region and nation side by side."""
        rows = [
            {
                "step": each.step,
                "day": each.day,
                "score": each.score,
                **{
                    f"{place}_{name}": value
                    for place, rank in (("region", each.region), ("nation", each.nation))
                    for name, value in rank.to_dict().items()
                },
            }
            for each in self.stood
        ]
        parts = ("people", "rank_least", "rank_most", "percentile_least", "percentile_most", "exact")
        types = dict(zip(parts, (pa.int64(), *[pa.float64()] * 4, pa.bool_()), strict=True))
        schema = pa.schema(
            [
                ("step", pa.int32()),
                ("day", pa.date32()),
                ("score", pa.float64()),
                *((f"{place}_{name}", types[name]) for place in ("region", "nation") for name in parts),
            ],
            metadata={"synthetic": "true", "world": world},
        )
        return pa.Table.from_pylist(rows, schema=schema)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "communities_lived": self.communities,
            "weeks": [each.to_dict() for each in self.stood],
        }


def ranks_of(folder: RunFolder, life: Life, most: int = LIVED) -> Ranks:
    """Where a citizen of a run stood in each step; counted where there are at most so many communities.

    InputError if the run is not as it was left.
    """
    weeks = [week for week in life.weeks if week.enrolled]
    region = list(folder.world.society.regions).index(life.region)
    places = communities_of(folder.world)
    if len(places) <= most and weeks:
        steps = [week.step for week in weeks]
        scores = np.array([round(week.shown * SIXTEENTHS) for week in weeks])
        ranks = _counted(folder, places, region, steps, scores)
        lived = len(places)
    else:
        ranks, lived = _bounded(folder, region, {week.step: week.shown for week in weeks}), 0
    return Ranks(
        tuple(Stood(week.step, week.day, week.shown, *each) for week, each in zip(weeks, ranks, strict=True)),
        lived,
    )


def _counted(
    folder: RunFolder,
    places: Sequence[tuple[int, int]],
    region: int,
    steps: Sequence[int],
    scores: Int64,
) -> Iterator[tuple[Rank, Rank]]:
    """Ranks in region and nation, in each of some steps, of scores int64[steps] in sixteenths."""

    def compare(lived: Reliving) -> Int64:
        """How many stand above, are tied, and are there, int64[steps, 3]."""
        found, at = np.zeros((len(steps), 3), np.int64), {step: place for place, step in enumerate(steps)}
        for step in lived.steps():
            if (place := at.get(step)) is not None:
                shown, member = scores_of(lived)
                here = shown[member]
                found[place] = (here > scores[place]).sum(), (here == scores[place]).sum(), len(here)
        return found

    nation, mine = (np.zeros((len(steps), 3), np.int64) for _ in range(2))
    for (where, _), found in zip(places, in_threads(folder, places, compare), strict=True):
        nation += found
        if where == region:
            mine += found
    for there, everywhere in zip(mine.tolist(), nation.tolist(), strict=True):
        yield Rank.counted(*there), Rank.counted(*everywhere)


def _bounded(folder: RunFolder, region: int, scores: dict[int, float]) -> Iterator[tuple[Rank, Rank]]:
    """The same from the bins that the run kept; `scores` in points by step."""
    frame = Frame.of(folder.world)
    for step, regions, _, bins in histograms(folder, frame):
        if step in scores:
            at = bin_of(scores[step], frame)
            yield Rank.within(bins[regions == region].sum(axis=0), at), Rank.within(bins.sum(axis=0), at)


def bin_of(score: float, frame: Frame) -> int:
    """The bin of a score in points (specification, 12)."""
    return (round(score * SIXTEENTHS) - frame.minimum) * BINS // (frame.maximum - frame.minimum + 1)
