"""Functions of counts with intervals from blocks: of one category, and of one held against another.

The intervals are those of every measure (interval.py, replicates.py). A ratio's interval is taken on its
logarithm, so that it never reaches below 0 and is the same whichever way the ratio is turned.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.measure.counts import Floats, Numbers
from underheaven.measure.few import Base, steadied
from underheaven.measure.interval import GIVEN, WHY, half_width, limits, p_values
from underheaven.measure.replicates import Design, Strata, design_of
from underheaven.measure.results import Value

Statistic = Callable[[Numbers], Floats]
"""From counts [..., of one category] to a value [...]; NaN where it is undefined."""
Found = TypeVar("Found")
ITSELF = "it is what others are held against"
OF_NOTHING = "it is 0 in what it is held against"
OF_ZERO = "no interval: a ratio of 0 has none"


class Ratio(NamedTuple):
    """A ratio with its interval, and the chance of one at least as far from 1 if nothing differed.

    Both are of one t statistic, the logarithm over its standard error: the interval leaves out 1 exactly
    where `p` is below 0.05. Without an interval there is no `p`.
    """

    value: Value
    p: float | None


@dataclass(frozen=True)
class Sample:
    """Counts of C categories with blocks left out; trailing axes are whatever was counted."""

    whole: Numbers
    """[C, ...]"""
    replicates: Floats
    """[C, B, ...] with the others standing for a block."""
    without: Numbers
    """[C, B, ...] without a block."""
    people: Int64
    """[C, G, R, B] people of each category by group, region and block."""
    strata: Strata
    _designs: dict[int | None, Design] = field(default_factory=dict, init=False, repr=False, compare=False)

    def design(self, against: int | None = None) -> Design:
        """How the people of each category, with those of `against`, lie over the blocks."""
        if against not in self._designs:
            people = self.people if against is None else self.people + self.people[against]
            self._designs[against] = design_of(people, self.strata)
        return self._designs[against]


def evaluated_once(statistic: Callable[[Numbers], Found]) -> Callable[[Numbers], Found]:
    """The same function, evaluated once of each table; nobody may change a table, or what comes of it."""
    known = dict[int, tuple[Numbers, Found]]()

    def found(counts: Numbers) -> Found:
        # The table is kept too: no other can be at its place meanwhile.
        if id(counts) not in known:
            known[id(counts)] = counts, statistic(counts)
        return known[id(counts)][1]

    return found


def by_group(counts: Int64, people: Int64, strata: Strata) -> Sample:
    """Everyone and each group, from counts int64[G, R, B, ...] and people int64[G, R, B]."""
    return by_cell(counts[:, :, :, None], people[..., None], strata)


def by_cell(counts: Int64, people: Int64, strata: Strata) -> Sample:
    """K cells of everyone and of each group in order, from counts int64[G, R, B, K, ...] and people [..., K].

    Categories are the K cells of everyone, then those of the first group, and so on.
    """
    groups, _, blocks, cells = counts.shape[:4]
    flat = counts.reshape(*counts.shape[:3], -1)
    change = np.einsum("grt,grb->gbt", flat.sum(axis=2), strata.share * strata.stretch, optimize=True)
    change -= np.einsum("grbt,grb->gbt", flat, strata.stretch, optimize=True)
    rest = counts.shape[4:]

    def ordered(of_blocks: Numbers) -> Numbers:
        """From [G, B, ...] to [(1 + G) K, B, ...]."""
        whole = np.concatenate([of_blocks.sum(axis=0)[None], of_blocks]).reshape(-1, blocks, cells, *rest)
        return np.moveaxis(whole, 2, 1).reshape(-1, blocks, *rest)

    block = ordered(flat.sum(axis=1))
    total = block.sum(axis=1)
    own = np.concatenate([np.ones((1, groups), np.int64), np.eye(groups, dtype=np.int64)])
    lived = np.einsum("cg,grbk->ckgrb", own, people).reshape(-1, *people.shape[:3])
    return Sample(total, total[:, None] + ordered(change), total[:, None] - block, lived, strata)


def values(
    sample: Sample,
    statistic: Statistic,
    undefined: str,
    lowest: float = 0.0,
    highest: float = math.inf,
    design: Design | None = None,
    against_all: bool = False,
    base: Base | None = None,
) -> list[Value]:
    """A statistic of each category; missing with the reason `undefined`.

    `against_all` where it holds a category against everyone, `design` where it is of more people than one;
    `base` what it rests on, where everyone is the first category and few events are to be made sure of.
    """
    found = statistic(sample.whole)
    half, why = _half(
        found,
        statistic(sample.replicates),
        statistic(sample.without),
        design or sample.design(),
        against_all,
    )
    unit = None
    if base is not None:
        half, why, unit = steadied(found, half, why, base, lowest, highest)
    ends = (end.tolist() for end in limits(found, half, lowest, highest, unit))
    return [
        _value(value, low, high, code, undefined)
        for value, low, high, code in zip(found.tolist(), *ends, why.tolist(), strict=True)
    ]


def differences(sample: Sample, statistic: Statistic, against: int, undefined: str) -> list[Value]:
    """A statistic of each category less that of another."""

    def less(counts: Numbers) -> Floats:
        found = statistic(counts)
        return np.asarray(found - found[against])

    out = values(sample, less, undefined, -math.inf, design=sample.design(against))
    out[against] = Value(None, None, None, ITSELF)
    return out


def ratios(sample: Sample, statistic: Statistic, against: int, undefined: str) -> list[Ratio]:
    """A statistic of each category over that of another; the statistic is never below 0."""

    def logs(counts: Numbers) -> Floats:
        found = statistic(counts)
        # A replicate of a small count may fall below 0: then there is no interval either.
        positive = np.where(found > 0, found, np.nan)
        return np.asarray(np.log(positive) - np.log(positive[against]))

    found, log = statistic(sample.whole), logs(sample.whole)
    design = sample.design(against)
    half, why = _half(log, logs(sample.replicates), logs(sample.without), design)
    chances = p_values(log, half, design)
    out = []
    for category, value in enumerate(found.tolist()):
        base = float(found[against])
        if category == against:
            out.append(Ratio(Value(None, None, None, ITSELF), None))
        elif base == 0:
            out.append(Ratio(Value(None, None, None, OF_NOTHING), None))
        elif value == 0:
            out.append(Ratio(Value(0.0, None, None, OF_ZERO), None))
        else:
            middle, width = float(log[category]), float(half[category])
            low, high = (math.exp(each) for each in (middle - width, middle + width))
            ratio = math.exp(middle)
            known = _value(ratio, low, high, int(why[category]), undefined)
            out.append(Ratio(known, None if known.low is None else float(chances[category])))
    return out


def _half(
    found: Floats, replicates: Floats, without: Floats, design: Design, against_all: bool = False
) -> tuple[Floats, NDArray[np.int64]]:
    defined = ~(np.isnan(without) | np.isnan(replicates))
    # Where it is undefined without a block, no interval is given: the number only has to be a number.
    filled = np.where(np.isnan(replicates), found[:, None], replicates)
    return half_width(found, filled, defined, design, against_all)


def _value(value: float, low: float, high: float, why: int, undefined: str) -> Value:
    if math.isnan(value):
        return Value(None, None, None, undefined)
    if why != GIVEN:
        return Value(value, None, None, WHY[why])
    return Value(value, low, high, None)
