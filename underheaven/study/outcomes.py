"""Winners and losers: what changes for each person, the same under two policies, and how it is spread.

A person is better off in an outcome where less of a harm befell them, or their score ended higher; nothing is
weighed against anything else. Counted are those whom either policy scores by age.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Life, labels
from underheaven.engine.compiling.people import people_tables
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import QUINTILES
from underheaven.study.lived import Lived
from underheaven.study.seeds import Estimate, over_seeds

WEEK = 10_080
SIXTEENTHS = 16
WEEKS = (1, 4, 13, 26, 52, 104)
TIMES = (1, 2, 5, 10, 20, 50)
POINTS = (1, 5, 10, 25, 50, 100)
BETTER, SAME, WORSE = "better", "same", "worse"
EMPTY = "nobody of the kind lives there"
OTHER_SCALE = "the two policies score on different scales"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Kind:
    """One thing that happens to people: a harm counted in their lives, or their score at the end."""

    name: str
    title: str
    unit: str
    upper: tuple[int, ...]
    """Upper ends of the classes into which differences fall, by size; the last class has none."""
    harm: bool = True


KINDS = (
    Kind("sanctioned", "Weeks under any consequence", "weeks", WEEKS),
    Kind("in_error", "Weeks under a consequence in error", "weeks", WEEKS),
    Kind("by_ties", "Weeks under a consequence by ties alone", "weeks", WEEKS),
    Kind("confined", "Weeks confined to the home", "weeks", WEEKS),
    Kind("denied", "Acts denied", "acts", TIMES),
    Kind("refused", "Visits to the hospital refused for lack of room", "visits", TIMES),
    Kind("prevented", "Acts prevented by confinement", "acts", TIMES),
    Kind("silenced", "Posts held back out of fear", "posts", TIMES),
    Kind("wrong_records", "Wrong records about the person", "records", TIMES),
    Kind("score", "Shown score at the end", "points", POINTS, harm=False),
)


@dataclass(frozen=True)
class Shares:
    """Shares of a category's people, over seeds, and how many they are (mean of the seeds)."""

    better: Estimate
    same: Estimate
    worse: Estimate
    mean: Estimate
    """Mean difference a person."""
    persons: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = ("better", "same", "worse", "mean")
        return {**{part: getattr(self, part).to_dict() for part in parts}, "persons": self.persons}


@dataclass(frozen=True)
class Bin:
    """Differences above `low` and up to `high` in size, to one side of 0, and how many people have one."""

    low: float | None
    high: float | None
    label: str
    share: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"low": self.low, "high": self.high, "label": self.label, "share": self.share.to_dict()}


@dataclass(frozen=True)
class Outcome:
    """One thing that happens to people, under the second policy against the first."""

    kind: Kind
    everyone: Shares
    breakdown: dict[str, dict[str, Shares]]
    distribution: tuple[Bin, ...]
    """From what falls most to what rises most; empty where the outcome cannot be compared."""

    def rows(self) -> Iterator[tuple[str, str, Shares]]:
        """Everyone and each category: dimension, category, shares."""
        yield "all", "everyone", self.everyone
        for dimension, values in self.breakdown.items():
            for category, shares in values.items():
                yield dimension, category, shares

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = {
            f"by_{dimension}": {category: shares.to_dict() for category, shares in values.items()}
            for dimension, values in self.breakdown.items()
        }
        head = {"title": self.kind.title, "unit": self.kind.unit, "less_is_better": self.kind.harm}
        bins = [each.to_dict() for each in self.distribution]
        return {**head, "all": self.everyone.to_dict(), **parts, "distribution": bins}


@dataclass(frozen=True)
class Split:
    """Of one seed: by kind of outcome, what is left of the people once they are counted."""

    sides: dict[str, Floats]
    """[categories, 4]: people better off, the same, worse off, and the sum of differences."""
    bins: dict[str, Floats]
    """[classes] people by class of difference."""


def split(a: Lived, b: Lived) -> Split:
    """Count the people of a pair of runs by what changes for them. Raises ValueError if they are others."""
    if not np.array_equal(a.archetype, b.archetype):
        raise ValueError("the runs are of different people")
    scored, group, quintile = _codes(a.world, b.world, a)
    cells, wide = group * len(QUINTILES) + quintile, len(a.world.society.groups) * len(QUINTILES)
    sides, bins = {}, {}
    for kind in KINDS:
        difference = difference_of(kind, a, b)[scored]
        loss = np.sign(difference if kind.harm else -difference).astype(np.int64)
        columns = [np.bincount(cells[loss == side], minlength=wide) for side in (-1, 0, 1)]
        columns.append(np.bincount(cells, weights=difference, minlength=wide))
        of_cells = np.array(columns, np.float64).reshape(len(columns), -1, len(QUINTILES))
        parts = [of_cells.sum(axis=(1, 2))[:, None], of_cells.sum(axis=2), of_cells.sum(axis=1)]
        sides[kind.name] = np.concatenate(parts, axis=1).T
        size = np.searchsorted(kind.upper, np.abs(difference)) + 1
        classes = np.sign(difference).astype(np.int64) * size + len(kind.upper) + 1
        bins[kind.name] = np.bincount(classes, minlength=2 * len(kind.upper) + 3).astype(np.float64)
    return Split(sides, bins)


def difference_of(kind: Kind, a: Lived, b: Lived) -> Floats:
    """What changes for each citizen, float64[N], in the unit of the kind: b − a."""
    if kind.name == "score":
        return (b.shown.astype(np.float64) - a.shown) / SIXTEENTHS
    row = labels(Life).index(kind.name)
    steps: Floats = b.lives[row].astype(np.float64) - a.lives[row]
    return steps * a.world.step_minutes / WEEK if kind.unit == "weeks" else steps


def categories_of(world: World) -> list[tuple[str, str]]:
    """Everyone, then each group and each income quintile: dimension and category."""
    groups = [("group", name) for name in world.society.groups]
    return [("all", "everyone"), *groups, *(("quintile", name) for name in QUINTILES)]


def _codes(a: World, b: World, lived: Lived) -> tuple[NDArray[np.int64], ...]:
    """Who is scored by age under either policy, as numbers of citizens, and their groups and quintiles."""
    archetypes = Archetypes(a.society)
    codes = archetypes.of(lived.archetype)
    one, other = (np.array(people_tables(world)["adult"].numbers) for world in (a, b))
    scored = np.flatnonzero((one | other)[codes])
    of_scored = codes[scored]
    return scored, *(archetypes.codes(attribute)[of_scored] for attribute in ("group", "quintile"))


def outcomes_of(a: World, b: World, splits: Sequence[Split]) -> tuple[Outcome, ...]:
    """Every kind of outcome over the seeds, whose counts are `splits`."""
    found, other_scale = [], scale_of(a.policy) != scale_of(b.policy)
    for kind in KINDS:
        why = OTHER_SCALE if kind.name == "score" and other_scale else None
        counts = np.array([each.sides[kind.name] for each in splits])
        named = dict(zip(categories_of(a), np.moveaxis(counts, 1, 0), strict=True))
        shares = {key: _shares(of_seeds, why) for key, of_seeds in named.items()}
        breakdown = {
            dimension: {category: each for (of, category), each in shares.items() if of == dimension}
            for dimension in ("group", "quintile")
        }
        bins = () if why else tuple(_bins(kind, np.array([each.bins[kind.name] for each in splits])))
        found.append(Outcome(kind, shares["all", "everyone"], breakdown, bins))
    return tuple(found)


def scale_of(policy: Policy) -> tuple[Decimal, Decimal, Decimal]:
    """Lowest, highest and first score."""
    return policy.score.minimum.value, policy.score.maximum.value, policy.score.start.value


def _shares(counts: Floats, why: str | None) -> Shares:
    """From counts [seeds, 4] as in `Split`."""
    persons = counts[:, :3].sum(axis=1)

    def share(column: Floats) -> Estimate:
        found = [
            None if why or not of else number / of
            for number, of in zip(column.tolist(), persons.tolist(), strict=True)
        ]
        return over_seeds(found, why or EMPTY)

    better, same, worse, mean = (share(counts[:, part]) for part in range(4))
    return Shares(better, same, worse, mean, float(persons.mean()))


def _bins(kind: Kind, counts: Floats) -> Iterator[Bin]:
    """From counts [seeds, classes]."""
    persons = counts.sum(axis=1)
    ends = [0, *kind.upper]
    for number, column in enumerate(counts.T.tolist()):
        share = over_seeds(
            [found / of if of else None for found, of in zip(column, persons, strict=True)], EMPTY
        )
        place = number - len(kind.upper) - 1
        if place == 0:
            yield Bin(0.0, 0.0, "no difference", share)
            continue
        low = ends[abs(place) - 1]
        high = ends[abs(place)] if abs(place) < len(ends) else None
        sign = 1 if place > 0 else -1
        near, far = float(sign * low), None if high is None else float(sign * high)
        least, most = (near, far) if place > 0 else (far, near)
        yield Bin(least, most, _label(kind, low, high, place > 0), share)


def _label(kind: Kind, low: int, high: int | None, more: bool) -> str:
    """Such as `5 to 13 weeks fewer`; points, of which there are parts, are `over 5 to 10 points lower`."""
    way = ("higher" if more else "lower") if kind.name == "score" else ("more" if more else "fewer")
    if high is None:
        return f"over {low} {kind.unit} {way}"
    if kind.name == "score":
        return f"up to 1 point {way}" if low == 0 else f"over {low} to {high} {kind.unit} {way}"
    first = low + 1
    return f"1 {kind.unit[:-1]} {way}" if high == 1 else f"{_span(first, high)} {kind.unit} {way}"


def _span(first: int, last: int) -> str:
    return str(last) if first == last else f"{first} to {last}"
