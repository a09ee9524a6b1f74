"""How often 95 % intervals hold the truth: many runs of a world whose every expected value is known.

Two regions and two groups differ; within them people are alike. Slips come at a rate and are seen by lenses
or, of what those miss, by clerks, who also write down slips that nobody made; frauds are rare. Whoever has
a record is listed and is denied visits. With true records at a rate λ and wrong ones at μ, a person is
listed at time t with chance 1 − exp(−(λ + μ)t), in error with chance exp(−λt)(1 − exp(−μt)); all other
values follow from the rates alone. Each run goes through engine and measures as any other does, and gives
an interval of each value from its own 32 blocks of communities; a run that gives none counts as one that
misses.

How many of n runs have an interval that holds the truth is binomial. With a chance of 95 %, the share of 400
runs leaves 0.91 to 0.98 once in 1,100 times. The same runs, taken five at a time, give means over seeds with
the interval of Student's distribution that comparisons use.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.results import Measures, Value
from underheaven.measure.run import measure_records
from underheaven.society.schema import QUINTILES, SEXES
from underheaven.study.seeds import over_seeds
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats

FEW, MANY, TOGETHER = 100, 400, 5
"""Runs when quick and otherwise, and seeds of one mean."""
LOW, HIGH = 0.91, 0.98
"""Shares of `MANY` runs whose intervals may hold the truth."""
LEVEL, FALSE_ALARM = 0.95, 1e-3
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
    """A measure of everyone, or of a category of a dimension."""

    name: str
    dimension: str = ""
    category: str = ""

    def of(self, measures: Measures) -> Value:
        """Its value with its interval."""
        measure = measures[self.name]
        return measure.by(self.dimension)[self.category] if self.dimension else measure.all

    def __str__(self) -> str:
        return f"{self.name}, {self.category}" if self.dimension else self.name


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
        Quantity("records_of_source.auditors"): 1000 * audited,
        Quantity("wrong_records"): 1000 * wrong,
        Quantity("points_lost"): share(lost, 1.0),
        Quantity("mean_score"): -share(lost, 1.0) * float(closes.mean()),
        Quantity("precision"): share(true, rate),
        Quantity("precision", "group", "few"): share(true, rate, few),
        Quantity("recall"): share(true, done),
        Quantity("recall", "region", "south"): share(true, done, south),
        Quantity("watch.lenses", "region", "north"): share(by_lenses, slips, north) / share(by_lenses, slips),
        Quantity("under"): share(listed, 1.0),
        Quantity("under", "group", "few"): share(listed, 1.0, few),
        Quantity("error_share"): share(in_error, listed),
        Quantity("denied"): share(denied, 1.0),
        Quantity("denied", "region", "south"): share(denied, 1.0, south),
    }


@cache
def values(seed: int) -> Mapping[Quantity, Value]:
    """What the run of a seed says of each quantity."""
    world = world_of(seed)
    result = simulate(world, archetypes=small.columns(world, people_of(world)))
    measures = measure_records(Frame.of(world), result.years, result.steps)
    return {quantity: quantity.of(measures) for quantity in truths()}


def compare(about: str, held: Sequence[bool]) -> Finding:
    """The finding about intervals of which each held the truth or did not."""
    number, expected = len(held), LEVEL
    low, high = (LOW, HIGH) if number == MANY else (_least(number) / number, 1.0)
    chance = bdtr(np.ceil(low * number) - 1, number, expected) + bdtrc(
        np.floor(high * number), number, expected
    )
    found = float(np.mean(held))
    return Finding(
        about, expected, found, f"{low:.2f} to {high:.2f} of {number}", float(chance), low <= found <= high
    )


def _least(number: int) -> int:
    """The most of so many intervals that hold the truth with a chance of a false alarm that is small."""
    return int(np.flatnonzero(bdtr(np.arange(number), number, LEVEL) > FALSE_ALARM)[0])


def _holds(low: float | None, high: float | None, truth: float) -> bool:
    return low is not None and high is not None and low <= truth <= high


def run(number: int) -> Sequence[Finding]:
    """So many seeds, each by itself and five together."""
    runs = [values(small.SEED + seed) for seed in range(number)]
    findings = []
    for quantity, truth in truths().items():
        found = [run[quantity] for run in runs]
        findings.append(compare(f"one run: {quantity}", [_holds(one.low, one.high, truth) for one in found]))
    for quantity, truth in truths().items():
        alone = [run[quantity].value for run in runs]
        means = [over_seeds(alone[first : first + TOGETHER]) for first in range(0, number, TOGETHER)]
        held = [_holds(mean.low, mean.high, truth) for mean in means]
        findings.append(compare(f"{TOGETHER} seeds: {quantity}", held))
    return findings


CASES = tuple(
    Case(
        name=name,
        title=f"Intervals that hold the truth, {number} runs",
        checks="intervals of one run and over seeds, of rates, shares, times and few events",
        kind="engine",
        label="input",
        source="Poisson processes; the binomial law of coverage; Student 1908",
        tolerance=tolerance,
        false_alarm=FALSE_ALARM,
        run=partial(run, number),
        quick=number == FEW,
    )
    for name, number, tolerance in (
        ("coverage", FEW, "the lower limit of a binomial share"),
        (
            "coverage-long",
            MANY,
            f"{LOW:g} to {HIGH:g} of the runs; the lower limit of a binomial share of the means",
        ),
    )
)
