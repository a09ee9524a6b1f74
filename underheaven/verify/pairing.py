"""Pairs of worlds that must not differ: a reform that changes nothing, and a nation that grows by one.

All draws are functions of the seed and of what is drawn, so nothing that one citizen draws hangs on another.
Communities touch each other through what everybody knows alone: with that held, a community more leaves every
life in the others as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from underheaven.engine.cpu import Engine, Result, simulate
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.run import measure_records
from underheaven.policy.loading import policy_from_text
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import exact
from underheaven.verify.shipped import THREADS, Setting, edited, one_region, society_of

SETTING = Setting(citizens=10_000, days=182)
NOTHINGS = {
    "a new name, and a number written again": """
        reform_of: article-2019
        policy: the-same
        rules: {jaywalking: {points: -5}}
        """,
    "numbers that change on a Wednesday to what they were": """
        reform_of: article-2019
        rules: {late_payment: {points: {dated: {2014-01-01: -20, 2020-03-11: -20}}}}
        consequences: {no_loan: {below: {dated: {2014-01-01: 500, 2020-03-11: 500}}}}
        association: {alpha: {dated: {2014-01-01: 0.15, 2020-03-11: 0.15}}}
        secrecy: {dated: {2014-01-01: 1, 2020-03-11: 1}}
        """,
    "news that nobody hears, a silent announcement, a second wave of nobody": """
        reform_of: article-2019
        news: {silence: {title: Silence, day: 2020-03-11, per_day: 0, half_life_days: 9, dread: 90}}
        announcements: {murmur: {title: Murmur, on: [alcohol], dread: 0, since: 2020-03-11}}
        rollout: {nobody: {since: 2020-03-11, share: 0}}
        """,
}
COMMUNITY, COMMUNITIES = 256, 8
THRESHOLDS = [{"share": Decimal("0.125"), "climate": Decimal(i) / 100} for i in range(10, 50, 5)]
FEARFUL = {
    "behaviour.dread.record": 60,
    "behaviour.climate.alone": 4,
    "behaviour.climate.crowd": 0,
    "behaviour.speech_thresholds": THRESHOLDS,
}
"""Much depends on the opinion climate, however little it moves, so that it would show if it were not held."""
ROOMY = {"hospital.visits_per_person_year": 100}
"""Nobody is refused for lack of room."""


def reformed(text: str) -> Policy:
    """The policy of a reform."""
    return policy_from_text(text, "a reform")[0]


def compare_reform(about: str, reform: Policy) -> list[Finding]:
    """The findings about a reform of article-2019 that is said to change nothing."""
    world = SETTING.world()
    before, after = simulate(world, THREADS), simulate(replace(world, policy=reform), THREADS)
    return [
        exact(f"{about}: digest", before.digests["run"], after.digests["run"]),
        exact(f"{about}: largest difference of a count", 0, _largest_difference(before, after)),
        exact(f"{about}: measures that differ", 0, _measures_that_differ(world, before, after)),
    ]


def _largest_difference(before: Result, after: Result) -> int:
    return max(
        int(np.abs(a - b).max())
        for one, other in zip(before.steps, after.steps, strict=True)
        for a, b in (
            (one.tallies, other.tallies),
            (one.histogram, other.histogram),
            (one.public, other.public),
            (one.known, other.known),
        )
    )


def _measures_that_differ(world: World, before: Result, after: Result) -> int:
    frame = Frame.of(world)
    one, other = (measure_records(frame, result.years, result.steps) for result in (before, after))
    return sum(one[name].to_dict() != other[name].to_dict() for name in one)


def run_null() -> Sequence[Finding]:
    """Three reforms that change nothing."""
    return [finding for about, text in NOTHINGS.items() for finding in compare_reform(about, reformed(text))]


def fearful() -> Society:
    """Riverton, where people fear more, and less in a crowd."""
    return edited(society_of("riverton"), FEARFUL)


def deaf(society: Society) -> dict[str, int]:
    """Nobody hears of the records of others; where nobody reckons with them, nothing has to be changed."""
    return {"behaviour.deterrence.chance.by_others": 0} if society.behaviour.deterrence is not None else {}


def grown(society: Society, citizens: int) -> World:
    """One district of so many citizens, in small communities."""
    world = Setting(days=182, citizens=citizens, community_size=COMMUNITY).world()
    return replace(world, society=one_region(society, "harbour"))


def lived(world: World, known: Sequence[Int64] | None) -> tuple[Engine, list[StepRecord], list[YearRecord]]:
    """A finished engine with its records; `known`, where given, is put in place after each step."""
    engine = Engine(world, THREADS)
    steps, years = [], []
    for record in engine.records():
        if isinstance(record, StepRecord):
            steps.append(record)
            if known is not None:
                engine.known = known[record.step]
        else:
            years.append(record)
    return engine, steps, years


def changed_lives(first: Engine, second: Engine) -> int:
    """Citizens and firms of the first world whose state, in any column, is another in the second."""
    n = first.world.citizens
    changed = np.zeros(n, np.bool_)
    for name, column in first.state._asdict().items():
        if len(column) == n and name != "firm":
            changed |= column != getattr(second.state, name)[:n]
    firms = first.state.firm
    return int(changed.sum()) + int((firms != second.state.firm[: len(firms)]).sum())


def changed_considering(first: Sequence[YearRecord], second: Sequence[YearRecord], world: World) -> int:
    """Acts considered by the people of the first world that are more or fewer in the second.

    There are fewer communities than blocks, so each block of the yearly tally is one community.
    """
    frame = Frame.of(world)
    columns = [frame.columns[f"act.{kind}.considered"] for kind in world.society.acts]
    return sum(
        int(np.abs(one.tallies[:COMMUNITIES][..., columns] - other.tallies[:COMMUNITIES][..., columns]).sum())
        for one, other in zip(first, second, strict=True)
    )


def run_growth() -> Sequence[Finding]:
    """One citizen more, and a whole community more; with all that communities share, and without."""
    society = fearful()
    mute = edited(society, {f"acts.{kind}.speech": "none" for kind in society.acts} | ROOMY | deaf(society))
    base = COMMUNITY * COMMUNITIES
    first, steps, years = lived(grown(society, base), None)
    known = [step.known for step in steps]
    silent = lived(grown(mute, base), None)[0]
    findings = []
    for more, about in ((1, "one citizen more"), (COMMUNITY, "one community more")):
        held = lived(grown(society, base + more), known)[0]
        free, _, free_years = lived(grown(society, base + more), None)
        findings += [
            exact(f"{about}, no speech, no word of others, room in the hospital: lives that changed", 0,
                  changed_lives(silent, lived(grown(mute, base + more), None)[0])),
            exact(f"{about}, what everybody knows held: lives that changed", 0, changed_lives(first, held)),
            exact(f"{about}, nothing held: acts considered that changed", 0,
                  changed_considering(years, free_years, free.world)),
        ]  # fmt: skip
    return findings


CASES = (
    Case(
        name="null-reform",
        title="A reform that changes nothing",
        checks="pairing: the draws depend on nothing that a policy can change",
        kind="engine",
        label="input",
        source="construction (specification, section 1)",
        tolerance="exact: the same digest, every difference zero",
        false_alarm=0.0,
        run=run_null,
    ),
    Case(
        name="one-more-citizen",
        title="One more citizen",
        checks="independence of communities but for the public state",
        kind="engine",
        label="input",
        source="construction (specification, section 1)",
        tolerance="exact: no life differs in any column of the state",
        false_alarm=0.0,
        run=run_growth,
    ),
)
