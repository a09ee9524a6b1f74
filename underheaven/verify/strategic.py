"""Gaming for a threshold: everybody within reach moves exactly to it, and nobody else moves.

Strategic classification (Hardt and others 2016): one threshold, one kind of act that brings a point for an
effort of 1, and a good above the threshold that is worth W. Who lacks fewer than W acts does all of them and
no more, so that people bunch at the threshold and a gap opens below it. People to whom an act costs twice as
much move half as far, and so pay more for as much, or go without (Milli and others 2019; Hu, Immorlica and
Vaughan 2019). Nothing here is left to chance but how soon somebody thinks of it: over the run each has far
more occasions than the longest way takes acts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.counted import Counted, counted
from underheaven.verify.shipped import Setting

CITIZENS, WEEKS, PER_YEAR = 3_000, 26, 400
"""Some 200 occasions for each of them."""
BEGIN, END, THRESHOLD = 0, 60, 50
"""Scores at the start lie evenly between these, in whole points."""
WORTH = Decimal("12.5")
FALSE_ALARM, DIRECTION = 1e-9, 1e-6
PARTS = 65_536
Scores = NDArray[np.int64]


@dataclass(frozen=True)
class Moved:
    """Where people began and ended, in points, and what their group spent."""

    before: Scores
    after: NDArray[np.float64]
    effort: dict[str, float]
    games: dict[str, int]


def world_of(
    worth: Decimal,
    deeds: Mapping[str, dict[str, Any]],
    points: Mapping[str, Any],
    groups: Sequence[str] = ("all",),
    **gaming: Any,
) -> World:
    """One privilege from the threshold on, worth so much, and deeds that nobody does but for the score."""
    among = small.society(
        {
            name: small.act(**{"per_year": 1, "propensity": 0, "effort": 1, **deed})
            for name, deed in deeds.items()
        },
        {group: Decimal(1) / len(groups) for group in groups},
        behaviour={
            "gaming": {
                "per_year": PER_YEAR,
                "aims": "thresholds",
                "goods": {"yuan": worth},
                "efforts": [{"share": 1, "factor": 1}],
                **gaming,
            }
        },
    )
    above = THRESHOLD - Decimal(1) / small.SIXTEENTHS
    of = small.policy(
        {"watch": small.source(dict.fromkeys(deeds, 1))},
        points,
        privileges={"prize": {"title": "A prize", "above": above, "yuan_per_year": 1}},
    )
    return small.world(of, among, CITIZENS, 7 * WEEKS)


def live(world: World) -> Moved:
    """Everybody begins at a whole number of points; groups alternate."""
    groups = world.society.groups
    number = np.arange(world.citizens)
    before = BEGIN + number // len(groups) % (END - BEGIN + 1)
    people = np.array([small.archetype(group) for group in range(len(groups))])[number % len(groups)]
    engine = Engine(world, archetypes=small.columns(world, people))
    small.begin(engine, small.SIXTEENTHS * before)
    steps = small.run(engine)
    tallies, layout = sum(step.tallies[0] for step in steps), layout_of(world)

    def total(what: str, group: int) -> int:
        columns = [layout.column(name) for name in layout.columns if name.endswith(f".{what}")]
        return int(tallies[group, columns].sum())

    return Moved(
        before,
        engine.state.own.astype(np.int64) / small.SIXTEENTHS,
        {name: total("effort", g) / PARTS for g, name in enumerate(groups)},
        {name: total("gamed", g) for g, name in enumerate(groups)},
    )


def reached(before: Scores, worth: Decimal, effort: Decimal, points: int = 1) -> Scores:
    """Where everybody ends: as far up as it takes, if all acts together cost less than what is gained."""
    needed = np.maximum(0, -(-(THRESHOLD - before) // points))
    return np.where(needed * float(effort) < float(worth), before + needed * points, before)


def compare(what: str, expected: NDArray[Any], found: NDArray[Any]) -> Finding:
    """Everybody is where they should be."""
    there = int((expected == found).sum())
    return Finding(what, float(len(found)), float(there), "exact", FALSE_ALARM, there == len(found))


def compare_spent(what: str, expected: float, found: float) -> Finding:
    """Effort by hand count: every act costs a number of 65,536ths."""
    return Finding(what, expected, found, "exact", FALSE_ALARM, math.isclose(expected, found, rel_tol=1e-9))


def run() -> Sequence[Finding]:
    """One kind, one cut in two, efforts that differ, three points at a time, and a worth that pays nobody."""
    one: dict[str, dict[str, Any]] = {"deed": {}}
    plain = live(world_of(WORTH, one, {"deed": 1}))
    expected = reached(plain.before, WORTH, Decimal(1))
    findings = [
        compare("people at the score that the model says: within reach at it, all others where they were",
                expected, plain.after),
        compare_spent("effort spent", float((expected - plain.before).sum()), plain.effort["all"]),
    ]  # fmt: skip
    half = {"per_year": Decimal("0.5")}
    halves = live(world_of(WORTH, {"left": half, "right": half}, {"left": 1, "right": 1}))
    findings.append(compare("one kind cut into two: people at the same score", plain.after, halves.after))
    findings.append(
        compare_spent("one kind cut into two: effort spent", plain.effort["all"], halves.effort["all"])
    )
    three = live(world_of(WORTH, one, {"deed": 3}))
    findings.append(
        compare("three points an act: people at the score that the model says",
                reached(three.before, WORTH, Decimal(1), 3), three.after)
    )  # fmt: skip
    by = {"deed": {"effort_by": {"group": {"dear": 2}}}}
    unequal = live(world_of(WORTH, by, {"deed": 1}, ("cheap", "dear")))
    for number, (group, effort) in enumerate((("cheap", 1), ("dear", 2))):
        mine = np.arange(len(unequal.before)) % 2 == number
        there = reached(unequal.before[mine], WORTH, Decimal(effort))
        acts = float((there - unequal.before[mine]).sum())
        findings.append(compare(f"effort of {effort}: people at the score that the model says",
                                there, unequal.after[mine]))  # fmt: skip
        findings.append(
            compare_spent(f"effort of {effort}: effort spent", effort * acts, unequal.effort[group])
        )
    # From nobody to all who lack one act: its effort is 1.
    for worth, share in ((Decimal(1), 0.0), (Decimal("1.001"), 1.0)):
        found = live(world_of(worth, one, {"deed": 1}))
        near = found.before == THRESHOLD - 1
        moved = float((found.after[near] > found.before[near]).mean())
        what = f"worth {worth} against an effort of 1: share of those one act below who move"
        findings.append(Finding(what, share, moved, "exact", FALSE_ALARM, moved == share))
    return findings


def _goods(worth: int) -> dict[str, Any]:
    """The second highest grade is worth so much effort a year; three acts of volunteering lead to it."""
    return {"goods": {"named": {"grade_aa": worth}}}


WELL, LITTLE = 40, 11
"""Worths above the effort of the three acts, and below that of one: volunteering takes 12."""
POINTS = {
    "per_year": 12,
    "worth": 2,
    "efforts": [{"share": 1, "factor": 1}],
    "count_effort": True,
}
YEARS, FIRST_YEAR = 2, 52


@dataclass(frozen=True)
class Changed:
    """What a shipped scheme changed: of all acts held back, brought on or gamed the share of each kind, and
    the acts gamed in the first year and in all."""

    shares: dict[str, float]
    first: int
    games: int


def changed(gaming: Mapping[str, Any]) -> Changed:
    """Two years of riverton under the score of Rongcheng, in which people game like this and do not reckon
    with records: what these change is told elsewhere."""
    world = Setting(
        policy="rongcheng-2016", citizens=8_000, days=7 * FIRST_YEAR * YEARS,
        society_changes={"behaviour.gaming": gaming, "behaviour.deterrence": None},
    ).world()  # fmt: skip
    run = counted(world)
    ways = ("held_back", "brought_on", "gamed")
    every = run.total(*(f"act.*.{way}" for way in ways))
    shares = {kind: run.total(*(f"act.{kind}.{way}" for way in ways)) / every for kind in world.society.acts}
    first = Counted(world, run.steps[:FIRST_YEAR]).total("act.*.gamed")
    return Changed(shares, first, run.total("act.*.gamed"))


def compare_changed(points: Changed, thresholds: Changed) -> Sequence[Finding]:
    """For points one kind is almost all that is changed, and it goes on; for a grade it ends."""
    findings = []
    for what, of in (("for points", points), ("for a grade", thresholds)):
        share = of.shares["volunteering"]
        said = f"{what}: share of changed behaviour that is volunteering"
        findings.append(Finding(said, "above 0.9", share, "range", DIRECTION, share > 0.9))
    for what, of, low, high in (
        ("for points: acts gamed in the second year for each of the first", points, 0.9, 1.1),
        ("for a grade: acts gamed in the second year for each of the first", thresholds, 0.0, 0.5),
    ):
        later = (of.games - of.first) / of.first
        findings.append(
            Finding(what, f"{low:g} to {high:g}", later, "range", DIRECTION, low <= later <= high)
        )
    return findings


def run_grades() -> Sequence[Finding]:
    """The score of Rongcheng, gamed for points and for a grade."""
    well, little = (changed({**POINTS, "aims": "thresholds", **_goods(worth)}) for worth in (WELL, LITTLE))
    what = "for a grade worth less than one act: acts gamed"
    return [
        *compare_changed(changed(POINTS), well),
        Finding(what, 0.0, float(little.games), "exact", 0.0, little.games == 0),
    ]


CASES = (
    Case(
        name="strategic",
        title="Gaming for a threshold",
        checks="what lies above against all acts still needed, and the effort that is spent",
        kind="engine",
        label="calibrated",
        source="Hardt and others 2016; Milli and others 2019; Hu, Immorlica and Vaughan 2019",
        tolerance="exact: where each person ends, and what each group spends",
        false_alarm=FALSE_ALARM,
        run=run,
    ),
    Case(
        name="grades",
        title="What a scheme of grades changes",
        checks="gaming for points and for a grade, in a shipped society under the score of Rongcheng",
        kind="engine",
        label="calibrated",
        source="construction; the form of gaming: Hardt and others 2016",
        tolerance="ranges of shares and of ratios of counts, far from their spread over seeds",
        false_alarm=DIRECTION,
        run=run_grades,
        quick=False,
    ),
)
