"""Loans that move the score that decides on loans: D'Amour et al. 2020.

Seven levels of credit; whoever pays back moves up one, whoever does not moves down one. A lender who looks
at the next loan alone lends from the fourth level on, where paying back is likelier than not, and whoever
falls below is never seen again: in the end everybody is shut out. A lender to all would meet the chain's
stationary law. In the paper a loan moves a hundredth of a group's people, of two groups, so that its 20,000
steps are a hundred applications a person; the law is exp(Qt), with Q the chain of one application.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import RARE, Floats, chi_square, near, normal

CITIZENS, WEEKLY = 20_000, 5
"""People, half of them of each group, and applications of each in a week."""
REPAYMENT = (0.1, 0.2, 0.45, 0.6, 0.65, 0.7, 0.7)
FIRST = {"one": (0, 0.1, 0.1, 0.2, 0.3, 0.3, 0), "two": (0.1, 0.1, 0.2, 0.3, 0.3, 0, 0)}
LOWEST = 3
"""The first level at which a loan pays on average."""
PUBLISHED = {"one": (0.590, 0.4639, 0.0086), "two": (0.495, 0.4138, 0.0073)}
"""Chance to pay back: of the paper's people at first; after 20,000 steps; its deviation over 40 seeds."""
LIMIT = {"one": 0.425, "two": 0.390}
ACCEPTED = (0.5148, 0.0644, 0.0234, 0.0263, 0.0451, 0.0978, 0.2282)
SHORT, LONG, SETTLED = 10, 100, 1_000
"""Applications of a person after 2,000 and 20,000 of the paper's steps, and after all has settled."""
Levels = dict[int, NDArray[np.int64]]
"""Applications -> the level of everybody, people of group one first."""


def chain(lowest: int) -> Floats:
    """Q of one application where loans are granted from a level on; float64[7, 7]."""
    levels = len(REPAYMENT)
    out = np.zeros((levels, levels))
    for level in range(lowest, levels):
        paid = REPAYMENT[level]
        out[level, min(level + 1, levels - 1)] += paid
        out[level, max(level - 1, 0)] += 1 - paid
        out[level, level] -= 1
    return out


def stationary(lowest: int) -> Floats:
    """The law that lending from a level on leaves as it is, where there is one alone."""
    generator = chain(lowest)
    system = np.vstack([generator.T, np.ones(len(generator))])
    return np.asarray(np.linalg.lstsq(system, np.append(np.zeros(len(generator)), 1.0))[0])


def lived(lowest: int, readings: Sequence[int]) -> Levels:
    """Everybody's level after so many applications a person on average, of the engine."""
    last = len(REPAYMENT) - 1
    weekly = (Decimal(WEEKLY) * small.YEAR / small.WEEK).quantize(Decimal("1e-9"))
    loan = small.act(
        weekly, kind="credit", repayment=1, repayment_by_band=[Decimal(str(p)) for p in REPAYMENT]
    )
    closed = {"closed": {"title": "No loans", "below": lowest, "denies": ("loan",)}}
    world = small.world(
        small.policy(
            {"bureau": small.source({"loan": 1})},
            {},
            {"minimum": 0, "maximum": last},
            closed if lowest else {},
            rules={"loan": {"repaid": 1, "defaulted": -1}},
        ),
        small.society({"loan": loan}, dict.fromkeys(FIRST, Decimal("0.5"))),
        CITIZENS,
        7 * max(readings) // WEEKLY,
    )
    half = CITIZENS // 2
    people = np.repeat([small.archetype(group=group) for group in range(2)], half)
    begun = [
        np.repeat(np.arange(last + 1), np.round(np.array(law) * half).astype(int)) for law in FIRST.values()
    ]
    engine = Engine(world, archetypes=small.columns(world, people))
    small.begin(engine, np.concatenate(begun) * small.SIXTEENTHS)
    out: Levels = {}
    for _ in engine.records():
        if engine.step * WEEKLY in readings:
            out[engine.step * WEEKLY] = engine.state.own.astype(np.int64) // small.SIXTEENTHS
    engine.close()
    return out


def chance(levels: NDArray[np.int64]) -> float:
    """Mean chance to pay back a loan, whether one is granted or not."""
    return float(np.array(REPAYMENT)[levels].mean())


def compare(found: Levels, lowest: int, readings: Sequence[int]) -> list[Finding]:
    """The findings about levels after some applications, expected to be exp(Qt) of this lender."""
    half, paid = CITIZENS // 2, np.array(REPAYMENT)
    findings = []
    for number, (group, first) in enumerate(FIRST.items()):
        for reading in readings:
            law = np.array(first) @ expm(chain(lowest) * reading)
            levels = found[reading][number * half : (number + 1) * half]
            mean = float(law @ paid)
            spread = float(np.sqrt((law @ (paid - mean) ** 2) / half))
            about = f"group {group}, {reading:,} applications, lent to from level {lowest}"
            findings += [
                normal(f"{about}: chance to pay back", mean, chance(levels), spread),
                chi_square(f"{about}: levels", np.bincount(levels, minlength=len(paid)), law),
            ]
    return findings


def compare_published(found: Levels) -> list[Finding]:
    """The findings about the paper's own numbers, where loans are granted if they pay."""
    half = CITIZENS // 2
    findings = []
    for number, (group, (first, later, deviation)) in enumerate(PUBLISHED.items()):
        of_group = {t: levels[number * half : (number + 1) * half] for t, levels in found.items()}
        start = float(np.array(FIRST[group]) @ np.array(REPAYMENT))
        findings += [
            near(f"group {group}, at first: chance to pay back", first, start, 5e-4),
            near(f"group {group}, 20,000 steps of the paper", later, chance(of_group[LONG]), deviation),
            near(f"group {group}, when all has settled", LIMIT[group], chance(of_group[SETTLED]), 5e-4),
        ]
    return findings


def compare_accepted(found: Levels) -> list[Finding]:
    """The findings about lending to all."""
    law, levels = stationary(0), found[SETTLED]
    counts = np.bincount(levels, minlength=len(law))
    return [
        *(
            near(f"lent to all: share at level {i}, by its law", ACCEPTED[i], law[i], 5e-5)
            for i in range(len(law))
        ),
        chi_square("lent to all: levels when all has settled", counts, law),
    ]


def run() -> Sequence[Finding]:
    """A lender who lends where it pays, and one who lends to all."""
    readings = (SHORT, LONG, SETTLED)
    careful = lived(LOWEST, readings)
    return [
        *compare(careful, LOWEST, readings[:2]),
        *compare_published(careful),
        *compare_accepted(lived(0, (SETTLED,))),
    ]


CASES = (
    Case(
        name="lending",
        title="Shut out for good",
        checks="credit, what becomes of it by band of the score, standing that denies it",
        kind="engine",
        label="emergent",
        source="D'Amour et al. 2020",
        tolerance="chi-square and normal limits of independent people; the paper's spread over its seeds",
        false_alarm=RARE,
        run=run,
    ),
)
