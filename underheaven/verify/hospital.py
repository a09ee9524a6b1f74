"""The hospital of a run: waits and refusals of both classes, and what the fast lane costs those not in it.

What a visit waits follows from the loads of the steps before. They are computed again here, in floats and
by Cobham's law, from the visits that each step wanted; the run must show the same waits. What the fast
class gains the others lose: all minutes waited together are those of one line, and the one line is that of
a run in which nobody is served first. Where more is wanted than there is room for, the rest is refused, and
nothing is denied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, exact, near, normal

CITIZENS, WEEKS, SETTLED = 18_000, 120, 60
"""People; weeks of a run; and those after which the loads have settled."""
SMOOTHED = small.WEEK / (small.WEEK + 80_640)
"""Weight of the last week's visits in the loads that people go by."""
STEADY, LONGEST = 0.95, 1_440.0
"""The largest load of a steady line, and the longest wait, in minutes."""
MINUTES, VARIATION = Decimal(20), Decimal("0.5")
FAST = 2 / 9
"""Share of people who are served first: with nine tenths of the capacity wanted, loads of 0.2 and 0.7."""


@dataclass(frozen=True)
class Lived:
    """By class (fast first) and week: visits wanted and made; sixteenths waited, and waited in one line."""

    wanted: Floats
    made: Floats
    waited: Floats
    in_one_line: Floats
    denied: int


def lived(load: Decimal, lane: bool) -> Lived:
    """A hospital of which so much of the capacity is wanted, with a fast lane or without."""
    visits = Decimal(26)
    hospital = {
        "kind": "visit",
        "visits_per_person_year": (visits / load).quantize(Decimal("1e-9")),
        "minutes_per_visit": MINUTES,
        "variation": VARIATION,
        "usual_load": min(load, Decimal(1)),
    }
    lanes = {"first": {"title": "Served first", "above": 10, "yuan_per_year": 1, "fast_lane": lane}}
    world = small.world(
        small.policy({}, {}, privileges=lanes),
        small.society({"visit": small.act(visits, kind="need")}, hospital=hospital),
        CITIZENS,
        7 * WEEKS,
    )
    engine = Engine(world, archetypes=small.columns(world, np.full(CITIZENS, small.archetype())))
    score = np.where(np.arange(CITIZENS) < FAST * CITIZENS, 20, 0) * small.SIXTEENTHS
    small.begin(engine, score)
    steps = small.run(engine)
    columns = engine.layout.columns
    tallies: NDArray[np.int64] = np.array([step.tallies.sum(axis=(0, 1)) for step in steps])

    def column(name: str) -> Floats:
        return np.asarray(tallies[:, columns.index(name)], float)

    public = np.array([step.public[0] for step in steps], float)
    wanted = [engine.layout.public.index(f"visits_{name}") for name in ("fast", "slow")]
    made, waited, in_one_line = (
        np.array([column(f"person.{name}_{what}") for name in ("fast", "slow")])
        for what in ("visits", "minutes", "minutes_one_line")
    )
    denied = int(tallies[:, columns.index("act.visit.denied")].sum())
    return Lived(public[:, wanted].T, made, waited, in_one_line, denied)


def loads(of: Lived, load: Decimal) -> Floats:
    """Loads that each week goes by, float64[2, weeks], from the visits of those before."""
    capacity = CITIZENS * small.in_step(26) / float(load)
    now = np.array([0.0, min(float(load), 1.0)])
    out = np.zeros_like(of.wanted)
    for week in range(out.shape[1]):
        out[:, week] = now
        now = now + (of.wanted[:, week] / capacity - now) * SMOOTHED
    return out


def cobham(load: Floats) -> tuple[Floats, Floats]:
    """Waits of both classes, float64[2, weeks], and of one line, in minutes."""
    first, both = np.minimum(load[0], STEADY), np.minimum(load.sum(axis=0), STEADY)
    work = both * float(MINUTES) * (1 + float(VARIATION) ** 2) / 2
    waits = np.array([work / (1 - first), work / ((1 - first) * (1 - both))])
    return np.minimum(waits, LONGEST), np.minimum(work / (1 - both), LONGEST)


def refusals(load: Floats) -> Floats:
    """Chances to be refused for lack of room, float64[2, weeks]."""
    room = np.maximum(1 - load[0], 0)
    slow = np.where(load[1] > room, (load[1] - room) / np.maximum(load[1], 1e-9), 0)
    return np.array([np.where(load[0] > 1, 1 - 1 / np.maximum(load[0], 1), 0), slow])


def compare_waits(about: str, of: Lived, load: Decimal) -> list[Finding]:
    """The findings about waits of each week, by the loads of the weeks before."""
    law, one = cobham(loads(of, load))
    made = np.maximum(of.made, 1)
    waited, in_one = of.waited / made / small.SIXTEENTHS, of.in_one_line / made / small.SIXTEENTHS
    findings = []
    for number, name in enumerate(("fast", "slow")):
        there = of.made[number] > 0
        if not there.any():
            continue
        for what, found, expected in (
            ("wait", waited[number], law[number]),
            ("one line's", in_one[number], one),
        ):
            off = np.abs(found - expected)[there] / np.maximum(expected, 1)[there]
            findings.append(
                near(f"{about}, {name} class: {what}, largest relative difference", 0, off.max(), 0.02)
            )
    return findings


def compare_lane(lane: Lived, line: Lived) -> list[Finding]:
    """The findings about a hospital with a fast lane and one without, in weeks when both have settled."""
    after = slice(SETTLED, None)
    visits, waited = lane.made[:, after], lane.waited[:, after] / small.SIXTEENTHS
    one = lane.in_one_line[:, after] / small.SIXTEENTHS
    gained = (one - waited).sum(axis=1)
    # Visits of a week differ from their load by chance: each weighs what its class gains or loses.
    weight = gained / np.maximum(visits.sum(axis=1), 1)
    deviation = float(np.sqrt((visits.sum(axis=1) * weight**2).sum()))
    return [
        exact("visits with and without the lane", line.made.sum(), lane.made.sum()),
        near(
            "minutes of one line, with and without the lane, relative difference", 0,
            float(lane.in_one_line.sum() / line.in_one_line.sum()) - 1, 1e-3,
        ),
        Finding(
            "minutes gained by the fast class", "above 0", f"{gained[0]:,.0f}", "direction", 0.0,
            bool(gained[0] > 0),
        ),
        Finding(
            "minutes lost by the slow class", "above 0", f"{-gained[1]:,.0f}", "direction", 0.0,
            bool(gained[1] < 0),
        ),
        normal("minutes gained less minutes lost", 0.0, float(gained.sum()), deviation),
    ]  # fmt: skip


def compare_refused(of: Lived, load: Decimal) -> list[Finding]:
    """The findings about visits refused for lack of room."""
    chance = refusals(loads(of, load))
    findings = []
    for number, name in enumerate(("fast", "slow")):
        wanted = of.wanted[number]
        mean = float((wanted * chance[number]).sum())
        deviation = float(np.sqrt((wanted * chance[number] * (1 - chance[number])).sum()))
        refused = float((wanted - of.made[number]).sum())
        # Chances are cut to 2^-32nds, and loads to 65,536ths: a thousandth of the refusals at most.
        found = normal(f"{name} class: visits refused", mean, refused, deviation + 1e-3 * mean)
        findings.append(found if mean else exact(f"{name} class: visits refused", 0, refused))
    return [*findings, exact("visits denied because of standing", 0, of.denied)]


def run() -> Sequence[Finding]:
    """Nine tenths of the capacity wanted, with a fast lane and without; and five quarters of it."""
    usual, crowded = Decimal("0.9"), Decimal("1.25")
    lane, line = lived(usual, True), lived(usual, False)
    full = lived(crowded, True)
    return [
        *compare_waits("a fast lane", lane, usual),
        *compare_waits("one line", line, usual),
        *compare_lane(lane, line),
        *compare_refused(full, crowded),
    ]


CASES = (
    Case(
        name="hospital",
        title="The fast lane of a hospital",
        checks="visits, loads and their smoothing, waits, refusals, privileges with a fast lane",
        kind="engine",
        label="input",
        source="Cobham 1954; Kleinrock 1976 (conservation)",
        tolerance="rounding of loads and waits; normal limits of sums over visits",
        false_alarm=1e-6,
        run=run,
    ),
)
