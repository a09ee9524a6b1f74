"""Considered acts against Poisson's law: how many, of which kind, done and seen how often, and when.

Nothing outside an engine sees one citizen's acts. Scores do: with points that are powers of a base, the
score of a person who began at the bottom of the scale holds the number of records of each kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import simulate
from underheaven.engine.layout import Layout
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import chi_square, normal, poisson

CITIZENS, WEEKS, BASE, MOST = 40_000, 4, 40, 24
RATES = {"often": Decimal(62), "at-times": Decimal(31), "seldom": Decimal(47)}
"""Times a year that each kind is considered."""
PROPENSITY, COVERAGE, CATCH = Decimal("0.6"), Decimal("0.75"), Decimal("0.5")
"""How often the third kind is done, and how often an act of it is covered and caught."""
DAYS = tuple(small.FIRST_DAY + dt.timedelta(days=day) for day in range(7))


def counted(rates: Mapping[str, Decimal]) -> NDArray[np.int64]:
    """Records of each kind about each citizen, int64[citizens, 3], of the engine."""
    acts = {kind: small.act(rate) for kind, rate in rates.items()}
    acts["seldom"] = small.act(rates["seldom"], PROPENSITY)
    points = {kind: Decimal(BASE**i) / 16 for i, kind in enumerate(rates)}
    sources = {
        "all": small.source({"often": 1, "at-times": 1}),
        "some": small.source({"seldom": CATCH}, COVERAGE, COVERAGE),
    }
    world = small.world(
        small.policy(sources, points, {"start": small.LOWEST}), small.society(acts), CITIZENS, 7 * WEEKS
    )
    people = np.full(CITIZENS, small.archetype())
    result = simulate(world, archetypes=small.columns(world, people))
    gained = result.state.own.astype(np.int64) - int(small.LOWEST * small.SIXTEENTHS)
    return np.stack([gained // BASE**i % BASE for i in range(3)], axis=1)


def compare(counts: NDArray[np.int64], rates: Mapping[str, Decimal]) -> list[Finding]:
    """The findings about records of each citizen, expected at these rates."""
    thinned = {**rates, "seldom": rates["seldom"] * PROPENSITY * COVERAGE * CATCH}
    means = [small.in_step(rate, WEEKS * small.WEEK) for rate in thinned.values()]
    laws = [poisson(mean, MOST) for mean in means]
    findings = [
        chi_square(f"records of a kind {about}", _bins(counts[:, i]), laws[i])
        for i, about in enumerate(
            ("always done and seen", "half as often", "done, covered and caught at times alone")
        )
    ]
    together = counts.sum(axis=1)
    joint = _bins(counts[:, 0] * (MOST + 1) + np.minimum(counts[:, 1], MOST), (MOST + 1) ** 2 - 1)
    findings += [
        chi_square("records of all kinds", _bins(together, 2 * MOST), poisson(sum(means), 2 * MOST)),
        chi_square("first and second kind, as independent", joint, np.outer(laws[0], laws[1]).ravel()),
        chi_square("kinds against their shares", counts.sum(axis=0), np.array(means) / sum(means)),
    ]
    return findings


def _bins(counts: NDArray[np.int64], most: int = MOST) -> NDArray[np.int64]:
    """How many citizens have each count; the last bin holds `most` and more."""
    return np.bincount(np.minimum(counts, most), minlength=most + 1)


def days_of_the_week() -> NDArray[np.int64]:
    """Acts on each day of one week, int64[7], by rules of which each holds on one day alone."""
    kinds = [f"day{day}" for day in range(7)]
    points = {
        kind: {"dated": {day: Decimal(1), day + dt.timedelta(days=1): Decimal(0)}}
        for kind, day in zip(kinds, DAYS, strict=True)
    }
    world = small.world(
        small.policy({"watch": small.source(dict.fromkeys(kinds, 1))}, points),
        small.society({kind: small.act(80) for kind in kinds}),
        CITIZENS,
        7,
    )
    people = np.full(world.citizens, small.archetype())
    tallies = simulate(world, archetypes=small.columns(world, people)).steps[0].tallies.sum(axis=(0, 1))
    layout = Layout(tuple(kinds), ("watch",), ())
    return np.array([tallies[layout.column(f"act.{kind}.recorded")] for kind in kinds])


def compare_days(acts: NDArray[np.int64], chances: Sequence[float]) -> list[Finding]:
    """The finding about acts on each day, expected with these chances."""
    return [chi_square("acts on each day of a step of a week", acts, chances)]


def refused(fall: Decimal, need: Decimal) -> int:
    """Needs denied in one week to people whose first fall, of rate `fall` a year, closes them."""
    world = small.world(
        small.policy(
            {"watch": small.source({"fall": 1})},
            {"fall": -1},
            consequences={"closed": {"title": "Closed", "below": 0, "denies": ("need",)}},
        ),
        small.society({"fall": small.act(fall), "need": small.act(need)}),
        CITIZENS,
        7,
    )
    people = np.full(CITIZENS, small.archetype())
    tallies = simulate(world, archetypes=small.columns(world, people)).steps[0].tallies.sum(axis=(0, 1))
    return int(tallies[Layout(("fall", "need"), ("watch",), ("closed",)).column("act.need.denied")])


def compare_order(denied: int, fall: Decimal, need: Decimal) -> list[Finding]:
    """The finding about needs denied.

    With T the time of the first fall in weeks, they are Poisson(n(1 − T)⁺), and P(T > u) = exp(−fu). So the
    mean is n ∫ (1 − exp(−fu)) du, and E[((1 − T)⁺)²] is ∫ 2(1 − u)(1 − exp(−fu)) du, from 0 to 1.
    """
    f, n = small.in_step(fall), small.in_step(need)
    first = 1 - (1 - np.exp(-f)) / f
    second = 1 - 2 / f + 2 * (1 - np.exp(-f)) / f**2
    variance = n * first + n**2 * (second - first**2)
    return [
        normal(
            "needs denied in the week of the first fall",
            CITIZENS * n * first,
            float(denied),
            float(np.sqrt(CITIZENS * variance)),
        )
    ]


def run() -> Sequence[Finding]:
    """Counts over four weeks, days within a week, and the order of minutes."""
    fall, need = Decimal(40), Decimal(60)
    return [
        *compare(counted(RATES), RATES),
        *compare_days(days_of_the_week(), [1 / 7] * 7),
        *compare_order(refused(fall, need), fall, need),
    ]


CASES = (
    Case(
        name="poisson",
        title="Acts considered, done and seen",
        checks="counts, kinds, chances of doing and of seeing, minutes and their order",
        kind="engine",
        label="input",
        source="Poisson's law and its thinning",
        tolerance="chi-square of 40,000 independent people; normal limits of a sum over them",
        false_alarm=1e-6,
        run=run,
    ),
)
