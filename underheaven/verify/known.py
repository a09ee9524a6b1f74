"""A small world of which every expected value is known: rates, shares, times, differences and ratios.

Two regions and two groups differ; within them people are alike. The law is told in coverage.py, whose runs
it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.world import World
from underheaven.measure.results import Measures, Value
from underheaven.society.schema import QUINTILES, SEXES
from underheaven.verify import small
from underheaven.verify.laws import Floats

COMMUNITY, CITIZENS, WEEKS = 256, 10_240, 26
GROUPS = {"most": Decimal("0.7"), "few": Decimal("0.3")}
REGIONS = {"north": (60_000, 64, Decimal(1)), "south": (40_000, 96, Decimal("0.5"))}
"""Region -> real people, those of `few` in a community, density of lenses."""
SLIPS, VISITS, FRAUDS = Decimal(1), Decimal("1.6"), Decimal("0.008")
"""Done a year by one of `most`; `few` slip by the factor `OF_FEW` more often."""
OF_FEW = Decimal("1.5")
LENSES, CLERKS, AUDITORS = Decimal("0.4"), Decimal("0.1"), Decimal("0.5")
"""Shares seen: of slips where lenses are densest, of what these miss, of frauds."""
MISTAKES = Decimal("0.05")
"""Wrong records of a person a year."""
POINTS = {"slip": -1, "fraud": -3}


@dataclass(frozen=True)
class Quantity:
    """A measure of everyone, or of a category of a dimension, or of one category held against another."""

    name: str
    dimension: str = ""
    category: str = ""
    held: str = ""

    def of(self, measures: Measures) -> Value:
        """Its value with its interval, if nothing is held against anything."""
        measure = measures[self.name]
        return measure.by(self.dimension)[self.category] if self.dimension else measure.all

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.category) if part) + self.held


LESS, OVER = " less the other", " over the other"
"""What is said of a quantity that is held against the same of the other group or region."""


def world_of(seed: int) -> World:
    """The world of a seed."""
    acts = {
        "slip": small.act(2 * SLIPS, Decimal("0.5"), propensity_by={"group": {"few": OF_FEW}}),
        "fraud": small.act(FRAUDS),
        "visit": small.act(2 * VISITS, Decimal("0.5"), kind="need"),
    }
    mistakes = {"per_person_year": MISTAKES, "records": {"slip": 1}}
    sources = {
        "lenses": small.source({"slip": LENSES}, density="lenses"),
        "clerks": small.source({"slip": CLERKS}, mistakes=mistakes),
        "auditors": small.source({"fraud": AUDITORS}),
    }
    listed = {"title": "Listed", "below": 0, "denies": ("visit",)}
    regions = {name: _region(place, name) for place, name in enumerate(REGIONS)}
    return small.world(
        small.policy(sources, POINTS, consequences={"list": listed}),
        small.society(acts, GROUPS, regions=regions),
        CITIZENS,
        7 * WEEKS,
        seed,
        community_size=COMMUNITY,
    )


def _region(place: int, name: str) -> dict[str, object]:
    people, few, density = REGIONS[name]
    share, one = Decimal(few) / COMMUNITY, {"values": dict.fromkeys(QUINTILES, 1)}
    return {
        "title": name.capitalize(),
        "tile": (0, place),
        "population": people,
        "age_sex": {"values": {f"{band}/{sex}": 1 for band in ("working", "old") for sex in SEXES}},
        "groups": {"values": {"most": 1 - share, "few": share}},
        "urban": 1,
        "quintiles_urban": one,
        "quintiles_rural": one,
        "opinions": {"values": {"none": 1}},
        "household_sizes": {"values": {"1": 1}},
        "densities": {"lenses": density},
    }


def people_of(world: World) -> NDArray[np.int64]:
    """The archetype of each citizen, the regions one after the other; every community of one is the same."""
    columns = []
    for citizens, (_, few, _) in zip(world.citizens_of_regions, REGIONS.values(), strict=True):
        of_few = np.arange(citizens) % COMMUNITY < few
        columns.append(np.where(of_few, small.archetype(group=1), small.archetype(group=0)))
    return np.concatenate(columns)


@cache
def truths() -> Mapping[Quantity, float]:
    """The expected value of each quantity."""
    group, region = (np.array(names) for names in zip(*itertools.product(GROUPS, REGIONS), strict=True))
    few, north, south = group == "few", region == "north", region == "south"
    of_few = np.array([REGIONS[name][1] for name in region])
    real = np.array([REGIONS[name][0] for name in region])
    people = real * np.where(few, of_few, COMMUNITY - of_few)
    slips = float(SLIPS) * np.where(few, float(OF_FEW), 1.0)
    by_lenses = slips * float(LENSES) * np.array([float(REGIONS[name][2]) for name in region])
    audited, done = float(FRAUDS * AUDITORS), slips + float(FRAUDS)
    true = by_lenses + (slips - by_lenses) * float(CLERKS) + audited
    wrong = float(MISTAKES)
    rate, lost = true + wrong, true + wrong + (POINTS["slip"] - POINTS["fraud"]) * audited
    closes = small.in_step(1) * np.arange(1, WEEKS + 1)
    listed = np.mean([1 - np.exp(-rate * close) for close in closes], axis=0)
    in_error = np.mean([np.exp(-true * close) - np.exp(-rate * close) for close in closes], axis=0)
    length = closes[-1]
    denied = 1000 * float(VISITS) * (1 - (1 - np.exp(-rate * length)) / (rate * length))

    def share(part: Floats | float, whole: Floats | float, who: NDArray[np.bool_] | bool = True) -> float:
        return float((people * who * part).sum() / (people * who * whole).sum())

    return {
        Quantity("records"): share(rate, 1.0),
        Quantity("records", "group", "few"): share(rate, 1.0, few),
        Quantity("records", "group", "few", LESS): share(rate, 1.0, few) - share(rate, 1.0, ~few),
        Quantity("records", "group", "few", OVER): share(rate, 1.0, few) / share(rate, 1.0, ~few),
        Quantity("records_of_source.auditors"): 1000 * audited,
        Quantity("wrong_records"): 1000 * wrong,
        Quantity("points_lost"): share(lost, 1.0),
        Quantity("mean_score"): -share(lost, 1.0) * float(closes.mean()),
        Quantity("precision"): share(true, rate),
        Quantity("precision", "group", "few"): share(true, rate, few),
        Quantity("recall"): share(true, done),
        Quantity("recall", "region", "south"): share(true, done, south),
        Quantity("recall", "region", "south", OVER): share(true, done, south) / share(true, done, north),
        Quantity("watch.lenses", "region", "north"): share(by_lenses, slips, north) / share(by_lenses, slips),
        Quantity("under"): share(listed, 1.0),
        Quantity("under", "group", "few"): share(listed, 1.0, few),
        Quantity("under", "group", "few", OVER): share(listed, 1.0, few) / share(listed, 1.0, ~few),
        Quantity("error_share"): share(in_error, listed),
        Quantity("denied"): share(denied, 1.0),
        Quantity("denied", "region", "south"): share(denied, 1.0, south),
    }
