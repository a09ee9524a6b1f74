"""People who differ for life: mixed Poisson counts of records, against their closed forms.

With a lasting factor F of mean 1 on a rate, the records of a person in a time in which the mean person has m
are Poisson with mean m F. So their variance over their mean is 1 + m Var(F), whatever the classes; their
chances are those of the classes, mixed; and where F is a gamma variable of shape k they are negative
binomial (Greenwood and Yule 1920). Eight classes at the nodes of Gauss and Laguerre, with their weights as
shares, have the moments of the gamma distribution up to the fifteenth.

The spread of the factor moves how many of the records lie on the twentieth of people with most of them. It
moves nothing else: not what is considered, of which kind and by which group, nor how much is recorded.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from scipy.special import gammaln, roots_genlaguerre

from underheaven.counted.columns import Life
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.measure.concentration import WORST, concentration
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, chi_square, exact, normal, poisson

CITIZENS, WEEKS = 20_000, 52
RATE, CATCH = Decimal(12), Decimal("0.25")
"""Times a year that the mean person considers the act, always done; and how many are recorded."""
SHAPE, NODES = 1.5, 8
DIGITS = 25
"""Of shares and factors in the file."""
MOST = 80
"""Records of a person in a year, of which there are never more."""
Classes = tuple[tuple[Decimal, Decimal], ...]
"""Share and factor of each."""


@dataclass(frozen=True)
class Spread:
    """Classes of a lasting factor, and what they are called."""

    name: str
    classes: Classes

    @property
    def variance(self) -> float:
        """Of the factor, whose mean is 1."""
        return float(sum(share * factor**2 for share, factor in self.classes)) - 1


def gamma_classes(shape: float = SHAPE, nodes: int = NODES) -> Classes:
    """Share and factor of classes with the moments of a gamma variable of mean 1.

    The last digits are put right so that shares sum to 1 and the mean factor is 1.
    """
    at, weight = roots_genlaguerre(nodes, shape - 1)
    shares = [round(Decimal(each), DIGITS) for each in (weight / weight.sum()).tolist()]
    shares[0] += 1 - sum(shares)
    factors = [round(Decimal(each), DIGITS) for each in (at / shape).tolist()]
    factors[0] += (1 - sum(s * f for s, f in zip(shares, factors, strict=True))) / shares[0]
    return tuple(zip(shares, factors, strict=True))


def of(*classes: tuple[str, str]) -> Classes:
    """Classes as they are written."""
    return tuple((Decimal(share), Decimal(factor)) for share, factor in classes)


NONE = Spread("no differences", of(("1", "1")))
TWO = Spread("two classes", of(("0.9", "0.5"), ("0.1", "5.5")))
GAMMA = Spread("gamma", gamma_classes())
SPREADS = (NONE, Spread("a small spread", of(("0.5", "0.7"), ("0.5", "1.3"))), TWO, GAMMA)
"""From all alike to a tenth that does most of it."""


def world_of(spread: Spread, on: str = "considering", seed: int = small.SEED) -> World:
    """People of two groups, an act that is recorded and one in which nobody differs."""
    factor: dict[str, Any] = {
        "kinds": ["offence"],
        "on": on,
        "classes": [{"share": share, "factor": factor} for share, factor in spread.classes],
    }
    chance = Decimal(1) if on == "considering" else Decimal("0.18")
    acts = {"offence": small.act(RATE / chance, chance), "visit": small.act(RATE)}
    among = small.society(
        acts, {"first": Decimal("0.5"), "second": Decimal("0.5")}, behaviour={"lasting": {"debt": factor}}
    )
    ruled = small.policy({"patrol": small.source({"offence": CATCH})}, {"offence": -1})
    return small.world(ruled, among, CITIZENS, 7 * WEEKS, seed)


@dataclass(frozen=True)
class Run:
    """What was counted: records of each person, int64 [n], and columns of the tallies, int64 [groups, M]."""

    world: World
    records: Int64
    tallies: Int64

    def of(self, column: str) -> Int64:
        """A column of the tallies by group."""
        return np.asarray(self.tallies[:, layout_of(self.world).column(column)], np.int64)


def lived(world: World) -> Run:
    """Live a world in which half of the people are of each group."""
    people = np.where(np.arange(CITIZENS) % 2 == 0, small.archetype(0), small.archetype(1))
    engine = Engine(world, archetypes=small.columns(world, people), lives=True)
    tallies = sum(step.tallies.sum(axis=0) for step in small.run(engine))
    return Run(world, engine.lives[Life.COSTLY_RECORDS].astype(np.int64), np.asarray(tallies))


def mean_of(weeks: int = WEEKS) -> float:
    """Records of the mean person."""
    return small.in_step(RATE * CATCH) * weeks


def mixed(spread: Spread, mean: float) -> Floats:
    """Chances of 0, 1, … records, float64[MOST + 1]."""
    parts = [float(share) * poisson(mean * float(factor), MOST) for share, factor in spread.classes]
    return np.asarray(np.sum(parts, axis=0))


def negative_binomial(mean: float, shape: float = SHAPE) -> Floats:
    """The same where the factor is a gamma variable of mean 1 and this shape."""
    k = np.arange(MOST + 1)
    logs = gammaln(k + shape) - gammaln(shape) - gammaln(k + 1)
    logs += shape * math.log(shape / (shape + mean)) + k * math.log(mean / (shape + mean))
    chances = np.exp(logs)
    chances[-1] = 1 - chances[:-1].sum()
    return np.asarray(chances)


def dispersion_error(spread: Spread, mean: float) -> float:
    """The standard deviation of variance over mean of so many people's counts, by their fourth moment."""
    chances, k = mixed(spread, mean), np.arange(MOST + 1)
    variance, fourth = ((((k - mean) ** power) * chances).sum() for power in (2, 4))
    third = (((k - mean) ** 3) * chances).sum()
    # The delta method on (variance, mean): their covariance is the third moment.
    slope = variance / mean
    found = (fourth - variance**2 - 2 * slope * third + slope**2 * variance) / mean**2
    return math.sqrt(float(found) / CITIZENS)


def worst_of(spread: Spread, mean: float) -> tuple[float, float]:
    """The share of records on the worst twentieth of infinitely many people, and its standard deviation."""
    chances, k = mixed(spread, mean), np.arange(MOST + 1)
    left, total = float(WORST), 0.0
    edge = MOST
    for count in range(MOST, -1, -1):
        here = min(left, float(chances[count]))
        total += here * count
        left -= here
        if left <= 0:
            edge = count
            break
    share = total / mean
    # Influence of one person: what lies above the edge, and what all records are (Lorenz curves).
    influence = np.maximum(k - edge, 0) + float(WORST) * edge - share * k
    deviation = math.sqrt(float((influence**2 * chances).sum()) - float((influence * chances).sum()) ** 2)
    return share, deviation / mean / math.sqrt(CITIZENS)


def compare_counts(spread: Spread, on: str, records: Int64) -> list[Finding]:
    """Mean, variance over mean, share on the worst twentieth, and each number of records."""
    mean, about = mean_of(), f"{spread.name}, on {on}"
    found = concentration(records)
    spread_of_mean = math.sqrt((mean + mean**2 * spread.variance) / CITIZENS)
    worst, error = worst_of(spread, mean)
    counts = np.bincount(np.minimum(records, MOST), minlength=MOST + 1)
    return [
        normal(f"{about}: records a person", mean, found.mean or 0.0, spread_of_mean),
        normal(
            f"{about}: variance over mean of records", 1 + mean * spread.variance, found.dispersion or 0.0,
            dispersion_error(spread, mean),
        ),
        normal(f"{about}: share of records on the worst twentieth", worst, found.worst or 0.0, error),
        chi_square(f"{about}: people by records", counts, mixed(spread, mean)),
    ]  # fmt: skip


def compare_gamma(records: Int64) -> Finding:
    """People by records are those of the negative binomial distribution."""
    counts = np.bincount(np.minimum(records, MOST), minlength=MOST + 1)
    return chi_square("gamma: people by records, negative binomial", counts, negative_binomial(mean_of()))


def compare_rest(alike: Run, run: Run, spread: Spread) -> list[Finding]:
    """What the spread of the factor does not move: acts considered of each kind, by group."""
    findings = []
    for kind, differs in (("offence", spread.variance), ("visit", 0.0)):
        for number, group in enumerate(run.world.society.groups):
            column = f"act.{kind}.considered"
            expected = small.in_step(RATE) * WEEKS * CITIZENS / 2
            each = expected / (CITIZENS / 2)
            deviation = math.sqrt(expected + CITIZENS / 2 * each**2 * differs)
            findings.append(
                normal(
                    f"{spread.name}: {kind} considered by {group}", expected,
                    float(run.of(column)[number]), deviation,
                )
            )  # fmt: skip
    adults = "person.adults"
    findings.append(exact(f"{spread.name}: adults", int(alike.of(adults).sum()), int(run.of(adults).sum())))
    return findings


def compare_order(worst: Sequence[float]) -> Finding:
    """The share on the worst twentieth rises with the spread."""
    rises = all(one < other for one, other in itertools.pairwise(worst))
    said = ", ".join(f"{each:.3f}" for each in worst)
    return Finding("share on the worst twentieth, by rising spread", "rising", said, "direction", 1e-6, rises)


def compare_splitting(whole: Int64, split: Int64) -> Finding:
    """A class that is cut into two alike leaves everybody's records as they are."""
    same = bool((np.asarray(whole) == np.asarray(split)).all())
    return exact(
        "a class cut into two alike: everybody's records", "the same", "the same" if same else "others"
    )


def halved(spread: Spread) -> Spread:
    """Each class cut into two of half the share."""
    return Spread(
        f"{spread.name}, each cut in two",
        tuple((share / 2, factor) for share, factor in spread.classes for _ in range(2)),
    )


def run() -> Sequence[Finding]:
    """Spreads from none to that of a gamma variable, on considering, and two classes on propensity."""
    runs = [lived(world_of(spread)) for spread in SPREADS]
    findings = [
        finding
        for spread, each in zip(SPREADS, runs, strict=True)
        for finding in compare_counts(spread, "considering", each.records)
    ]
    findings += compare_counts(TWO, "propensity", lived(world_of(TWO, "propensity")).records)
    findings.append(compare_gamma(runs[-1].records))
    for spread, each in zip(SPREADS[1:], runs[1:], strict=True):
        findings += compare_rest(runs[0], each, spread)
    by_spread = sorted(zip(SPREADS, runs, strict=True), key=lambda pair: pair[0].variance)
    findings.append(compare_order([concentration(each.records).worst or 0.0 for _, each in by_spread]))
    findings.append(compare_splitting(runs[SPREADS.index(TWO)].records, lived(world_of(halved(TWO))).records))
    return findings


CASES = (
    Case(
        name="lasting",
        title="People who differ for life",
        checks="lasting factors on what is considered and on how readily it is done; concentration",
        kind="engine",
        label="input",
        source="Greenwood and Yule 1920 (accident proneness); mixed Poisson and negative binomial counts",
        tolerance="normal limits of mixed Poisson counts, chi-square of people by records",
        false_alarm=1e-6,
        run=run,
        quick=False,
        tested=True,
    ),
)
