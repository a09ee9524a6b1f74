"""What a hit is worth: the chance of a false hit grows with the gallery, and Bayes gives the rest.

FPIR = 1 − (1 − FMR)^N. A search of an offender hits the right face with chance 1 − FNMR, and N others
with chance FMR each: of the records (1 − FNMR)/(1 − FNMR + N FMR) are true where every hit is acted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.run import measure_records
from underheaven.policy.matching import false_match_rates
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import near, normal

CITIZENS, DAYS = 40_000, 364
OFFENCES, COVERAGE, CATCH = Decimal(4), Decimal("0.8"), Decimal("0.25")
"""Offences a year, and the shares of them that are covered and caught: a search each."""


@dataclass(frozen=True)
class Camera:
    """A gallery of everybody in the region, and the two rates of error."""

    acted_on: str = "every_hit"
    people: int = 50_000
    false_match: Decimal = Decimal("0.00001")
    false_non_match: Decimal = Decimal("0.2")


def world_of(camera: Camera) -> World:
    """A world of offences that a camera sees, and of searches, one for each offence in view."""
    faces: dict[str, Any] = {
        "searches_per_person_year": OFFENCES * CATCH,
        "gallery": "region",
        "acted_on": camera.acted_on,
        "false_match_rate": camera.false_match,
        "false_non_match_rate": camera.false_non_match,
        "records": {"offence": 1},
    }
    cameras = small.source({"offence": CATCH}, COVERAGE, COVERAGE, faces=faces)
    return small.world(
        small.policy({"cameras": cameras}, {"offence": -1}),
        small.society({"offence": small.act(OFFENCES)}, population=camera.people),
        min(CITIZENS, camera.people),
        DAYS,
    )


def false_hits(camera: Camera) -> float:
    """Wrong records of one search."""
    mean = camera.people * float(camera.false_match)
    if camera.acted_on == "every_hit":
        return mean
    return float(-np.expm1(camera.people * np.log1p(-float(camera.false_match))))


def bayes(camera: Camera) -> float:
    """The share of true records."""
    right = 1 - float(camera.false_non_match)
    return right / (right + false_hits(camera))


def compare_precision(camera: Camera, expected: float) -> list[Finding]:
    """The finding about the measured precision of a camera, expected to be `expected`."""
    world = world_of(camera)
    people = np.full(world.citizens, small.archetype())
    result = simulate(world, archetypes=small.columns(world, people))
    frame = Frame.of(world)
    found = measure_records(frame, result.years, result.steps)["precision"].all.value
    tallies = np.sum([step.tallies for step in result.steps], axis=(0, 1, 2))
    records = tallies[frame.columns["act.offence.recorded"]] + tallies[frame.columns["act.offence.wrong"]]
    deviation = float(np.sqrt(expected * (1 - expected) / records))
    about = f"{camera.acted_on.replace('_', ' ')}, gallery of {camera.people:,}: precision"
    return [normal(about, expected, found if found is not None else float("nan"), deviation)]


def compare_rate(people: int, rate: Decimal, expected: float) -> list[Finding]:
    """The finding about the chance that one search hits anybody wrongly."""
    camera = Camera("best_hit", people, rate)
    world = world_of(camera)
    source, region = world.policy.sources["cameras"], world.society.regions["plain"]
    rate_of_all = false_match_rates(world, source, region, world.start)["all"]
    found = float(rate_of_all / (OFFENCES * CATCH * COVERAGE))
    return [near(f"false hit of a search: FMR {rate:f}, gallery of {people:,}", expected, found, 1e-12)]


def run_rate() -> Sequence[Finding]:
    """Three galleries; the expected values by exact powers, not by logarithms."""
    return [
        finding
        for people, rate in ((1_000_000, "0.000001"), (1_000, "0.001"), (20_000, "0.00001"))
        for finding in compare_rate(people, Decimal(rate), float(1 - (1 - Decimal(rate)) ** people))
    ]


def run_precision() -> Sequence[Finding]:
    """Galleries in which a third, and nine in ten, of the records are wrong."""
    cameras = (
        Camera(),
        Camera(people=500_000, false_match=Decimal("0.00002")),
        Camera("best_hit"),
        Camera("best_hit", 500_000),
    )
    return [finding for camera in cameras for finding in compare_precision(camera, bayes(camera))]


CASES = (
    Case(
        name="false-hit",
        title="Chance of a false hit",
        checks="FPIR, as compiled from the false-match rate and the gallery",
        kind="unit",
        label="input",
        source="Grother, Ngan and Hanaoka 2019 (NISTIR 8280)",
        tolerance="1e-12",
        false_alarm=0.0,
        run=run_rate,
    ),
    Case(
        name="precision",
        title="Precision of face search",
        checks="true and wrong records side by side, misses, the measure of precision",
        kind="engine",
        label="input",
        source="Bayes's rule",
        tolerance="normal limits of a share of the records",
        false_alarm=1e-6,
        run=run_precision,
    ),
)
