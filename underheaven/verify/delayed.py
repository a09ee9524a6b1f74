"""Whom fair lending harms later: score changes by group, Liu et al. 2018.

A loan paid back raises a score by 75, one that is not lowers it by 150; a bank gains 1 by the one and loses
4, or 10, by the other. Thresholds may be the best for the bank, or the best under equal shares of loans in
both groups (demographic parity), or under equal shares among those who would pay (equal opportunity). How
far the mean score of the worse-off group then moves is the published result: parity can make it fall.

Thresholds are found here, from the published table of scores (`published/scores.csv`). The engine lends by
them: one loan a person counts, as a day's first one alone is recorded. It holds each score within 300 to
850, where the paper holds the expected one; so the engine's expectation is its own, by people placed at
their scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import RARE, Floats, near, normal

TABLE = Path(__file__).parent / "published" / "scores.csv"
PEOPLE = {"black": 18_274, "white": 133_165}
"""Of whom the published shares are, by group; the first is the worse off."""
LOW, HIGH, UP, DOWN = 300, 850, 75, -150
CITIZENS, ASKED, STRATA = 300_000, 4, 40
"""Simulated people of each group, loans asked for on the day on average, and strata of score."""
ASKING = float(-np.expm1(-ASKED))
"""Share of people who ask for one at least."""
PUBLISHED = {4: {"gain": 8.40, "parity": -17.1, "opportunity": 6.0},
             10: {"gain": 4.40, "parity": 6.83, "opportunity": 9.37}}  # fmt: skip
"""Loss by a default over the gain by a loan paid back -> rule -> change of the worse-off mean score."""
RULES = {
    "gain": "best for the bank",
    "parity": "equal shares of loans",
    "opportunity": "equal shares of payers",
}


@dataclass(frozen=True)
class Scores:
    """Rows of a score each: share of a group that has it and its chance to pay; float64[2, rows]."""

    score: Floats
    share: Floats
    pays: Floats


@cache
def scores() -> Scores:
    """The published table."""
    rows = np.loadtxt(TABLE, delimiter=",", comments="#", skiprows=6)
    below = np.vstack([np.zeros(2), rows[:, 1:3] / 100])
    return Scores(rows[:, 0], np.diff(below, axis=0).T, 1 - rows[:, 3:5].T / 100)


def granted(share: Floats, rate: float) -> Floats:
    """Chance of a loan at each score where the best `rate` of these shares get one; float64[rows]."""
    above = np.append(np.cumsum(share[::-1])[::-1][1:], 0.0)
    return np.clip((rate - above) / np.where(share > 0, share, 1.0), 0, 1)


def loans(of: Scores, loss: int, rule: str) -> Floats:
    """Chance of a loan by group and score, float64[2, rows], under a rule."""
    even = loss / (loss + 1)
    if rule == "gain":
        return np.asarray(of.pays >= even, float)
    weights = of.share if rule == "parity" else of.share * of.pays
    weights = weights / weights.sum(axis=1, keepdims=True)
    people = np.array(list(PEOPLE.values())) / sum(PEOPLE.values())

    def lent(rate: float) -> Floats:
        return np.array([granted(of_group, rate) for of_group in weights])

    def gain(rate: float) -> float:
        return float(people @ ((of.pays - even) * of.share * lent(rate)).sum(axis=1))

    return lent(highest(gain))


def highest(value: Callable[[float], float]) -> float:
    """Where a function on 0 to 1 that rises and then falls is highest, on ever finer grids."""
    low, high = 0.0, 1.0
    for _ in range(5):
        grid = np.linspace(low, high, 41)
        best = int(np.argmax([value(float(point)) for point in grid]))
        low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, 40)])
    return (low + high) / 2


def published_change(of: Scores, lent: Floats) -> Floats:
    """Change of the mean score of each group as the paper has it: the expected score is held on the scale."""
    expected = of.score + UP * of.pays + DOWN * (1 - of.pays)
    return np.asarray((of.share * lent * (np.clip(expected, LOW, HIGH) - of.score)).sum(axis=1))


@dataclass(frozen=True)
class Placed:
    """People of a group: score in sixteenths, stratum, its chance to pay, and the lowest score of loans."""

    score: NDArray[np.int64]
    stratum: NDArray[np.int64]
    pays: list[Decimal]
    below: int


def placed(of: Scores, lent: Floats, group: int) -> Placed:
    """`CITIZENS` people of a group at the quantiles of its scores.

    Those of a row lie within a point of each other, so that a threshold may cut it. A stratum is a few rows;
    the first row of loans is one of its own, lest those with and those without mix.
    """
    share, rows = of.share[group], len(of.score)
    ranks = (np.arange(CITIZENS) + 0.5) / CITIZENS
    upto = np.cumsum(share)
    row = np.minimum(np.searchsorted(upto, ranks), rows - 1)
    within = np.clip((ranks - (upto - share)[row]) / share[row], 0, 0.999)
    begin = np.floor(of.score * small.SIXTEENTHS).astype(np.int64)
    score = np.minimum(begin[row] + (within * small.SIXTEENTHS).astype(np.int64), HIGH * small.SIXTEENTHS)
    first = int(np.argmax(lent[group] > 0))
    cuts = np.unique([*np.linspace(0, rows, STRATA - 1).astype(int)[1:-1], first, first + 1])
    stratum = np.searchsorted(cuts, row, side="right")
    people = np.bincount(stratum, minlength=STRATA)
    paying = np.bincount(stratum, of.pays[group][row], minlength=STRATA) / np.maximum(people, 1)
    return Placed(
        score,
        stratum,
        [Decimal(pays).quantize(Decimal("1e-6")) for pays in paying.tolist()],
        int(begin[first] + round((1 - lent[group][first]) * small.SIXTEENTHS)),
    )


def law(of: Placed) -> tuple[float, float]:
    """Expected change of the mean score per person who asks, in points, and its standard deviation."""
    up = np.minimum(HIGH * small.SIXTEENTHS, of.score + UP * small.SIXTEENTHS) - of.score
    down = np.maximum(LOW * small.SIXTEENTHS, of.score + DOWN * small.SIXTEENTHS) - of.score
    pays = np.array([float(pays) for pays in of.pays])[of.stratum]
    asked = (of.score >= of.below) * ASKING
    mean, square = asked * (pays * up + (1 - pays) * down), asked * (pays * up**2 + (1 - pays) * down**2)
    deviation = float(np.sqrt((square - mean**2).sum()))
    unit = small.SIXTEENTHS * ASKING * len(of.score)
    return float(mean.sum()) / unit, deviation / unit


def lived(groups: Sequence[Placed]) -> list[float]:
    """Change of the mean score of each group per person who asks, in points, by the engine."""
    names = list(PEOPLE)
    bands = {f"s{number}": {"first": 18 + number, "last": 18 + number} for number in range(STRATA)}
    acts, rules = {}, {}
    for name, of in zip(names, groups, strict=True):
        others = {other: Decimal(0) for other in names if other != name}
        by_stratum = dict(zip(bands, of.pays, strict=True))
        acts[f"loan-{name}"] = small.act(
            Decimal(ASKED * small.YEAR) / small.DAY, kind="credit", rate_by={"group": others}, repayment=1,
            repayment_by={"age": by_stratum},
        )  # fmt: skip
        rules[f"loan-{name}"] = {"repaid": UP, "defaulted": DOWN, "per_day": 1}
    below = {name: Decimal(of.below) / small.SIXTEENTHS for name, of in zip(names, groups, strict=True)}
    closed: dict[str, Any] = {
        "title": "No loans",
        "below": LOW,
        "below_of_group": below,
        "denies": tuple(acts),
    }
    world = small.world(
        small.policy(
            {"bureau": small.source(dict.fromkeys(acts, 1))},
            {},
            {"minimum": LOW, "maximum": HIGH, "start": LOW},
            {"closed": closed},
            rules=rules,
        ),
        small.society(acts, dict.fromkeys(names, Decimal("0.5")), 10 * CITIZENS, age_bands=bands),
        len(names) * CITIZENS,
        1,
        step_minutes=small.DAY,
    )
    people = [
        small.archetype(group=group, bands=STRATA) + of.stratum * (small.archetype(age=1) - small.archetype())
        for group, of in enumerate(groups)
    ]
    begun = np.concatenate([of.score for of in groups])
    engine = Engine(world, archetypes=small.columns(world, np.concatenate(people)))
    small.begin(engine, begun)
    small.run(engine)
    moved = (engine.state.own - begun) / small.SIXTEENTHS
    return [float(part.mean()) / ASKING for part in np.split(moved, len(names))]


def compare(loss: int, rule: str, lent: Floats) -> list[Finding]:
    """The findings about one rule: the paper's result, and the engine's by its own law."""
    about = f"loss of {loss}, {RULES[rule]}"
    by_table = float(published_change(scores(), lent)[0])
    groups = [placed(scores(), lent, group) for group in range(len(PEOPLE))]
    expected = [law(of) for of in groups]
    return [
        near(f"{about}: mean score of the worse off, as published", PUBLISHED[loss][rule], by_table, 0.2),
        near(f"{about}: the same, with each score held on the scale", by_table, expected[0][0], 0.2),
        *(
            normal(f"{about}: mean score of group {name} in the engine", mean, found, deviation)
            for name, found, (mean, deviation) in zip(PEOPLE, lived(groups), expected, strict=True)
        ),
    ]


def run() -> Sequence[Finding]:
    """Three rules at two losses."""
    return [
        finding
        for loss, rules in PUBLISHED.items()
        for rule in rules
        for finding in compare(loss, rule, loans(scores(), loss, rule))
    ]


CASES = (
    Case(
        name="delayed-impact",
        title="What a loan does to a score",
        checks="credit, its outcome by archetype, thresholds that differ by group, one record a day",
        kind="engine",
        label="input",
        source="Liu et al. 2018; Board of Governors of the Federal Reserve System 2007",
        tolerance="0.2 points of the published change; normal limits of independent people",
        false_alarm=RARE,
        run=run,
    ),
)
