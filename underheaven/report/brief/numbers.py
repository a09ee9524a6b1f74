"""Measures in words: how many of how many, and between what and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.measure.lived.lived import Lived
from underheaven.measure.results import Measures, Value
from underheaven.report.words import per_thousand, short

UNDEFINED, NOT_THERE = "undefined", "not there"
IN_SCHEME = "adults in the scheme"


ITEMS = {
    "under": ("Under a consequence at any one time", IN_SCHEME),
    "in_error": ("Under a consequence only because of a wrong record", IN_SCHEME),
    "under_by_ties": ("Under a consequence only because of the scores of others", IN_SCHEME),
    "denied": ("Acts denied because of a score", IN_SCHEME),
    "prevented": ("Acts prevented by confinement", IN_SCHEME),
    "chill_critical": ("Critical speech held back by dread", "critical posts and petitions"),
    "held_back_lawful": ("Other lawful acts held back by dread", "such acts"),
    "deterred": ("Unlawful acts held back by dread", "such acts"),
    "precision": ("Records about the wrong person", "records"),
}
"""What a brief tells, where the world has it, and of what: people always of adults in the scheme."""
FOLLOWED = {
    "free_within_year": "Free at some week's end within a year",
    "free_after_year": "Free at the end of a year",
    "back_soon": "Back within four weeks, of those who left",
}
"""Figures of those under a consequence on a day that a brief tells."""
SPARED = (
    "Spared by the scores of others what people's own records would bring",
    "adults whose own record is below",
)
COMPLEMENTS = ("precision",)
"""Told as what is missing to one: of many, a few are told more exactly than nearly all."""


@dataclass(frozen=True)
class Told:
    """A number in words, and its 95 % interval in words; where one is missing, why."""

    text: str
    sure: str
    missing: str


@dataclass(frozen=True)
class Line:
    """A line of the findings: what is counted, of how many, and the number of each run."""

    what: str
    unit: str
    told: tuple[Told, ...]


def lines(runs: Sequence[Measures]) -> list[Line]:
    """A line for each item that the first of the `runs` has; the others may lack it."""
    return [_line(name, what, of, runs) for name, (what, of) in ITEMS.items() if name in runs[0]]


def lines_of_lived(runs: Sequence[Lived | None]) -> list[Line]:
    """Lines of those under a consequence on a day, and of whom ties spare; None of a run without any."""
    found = [None if run is None else run.cohort("under") for run in runs]
    if found[0] is None or not found[0].everyone:
        return []
    of = f"adults under a consequence {found[0].cohort.when}"
    lines_ = []
    for name, what in FOLLOWED.items():
        values = [None if each is None else each.of(name) for each in found]
        unit = f"of every 1,000 {'who left' if name == 'back_soon' else of}"
        lines_.append(Line(what, unit, tuple(_told(value, share=True) for value in values)))
    spared = [None if run is None else run.sides["spared_by_ties", ""][0] for run in runs]
    if any(value is not None and value.value for value in spared):
        lines_.append(
            Line(
                SPARED[0], f"of every 1,000 {SPARED[1]}", tuple(_told(value, share=True) for value in spared)
            )
        )
    return lines_


def _line(name: str, what: str, of: str, runs: Sequence[Measures]) -> Line:
    values = [run[name].all if name in run else None for run in runs]
    if name in COMPLEMENTS:
        values = [None if value is None else rest_of(value) for value in values]
    share = runs[0][name].unit == "share"
    unit = f"of every 1,000 {of}" if share else f"a year per 1,000 {of}"
    return Line(what, unit, tuple(_told(value, share) for value in values))


def rest_of(value: Value) -> Value:
    """What is missing of a share to one."""

    def rest(share: float | None) -> float | None:
        return None if share is None else 1 - share

    return Value(rest(value.value), rest(value.high), rest(value.low), value.reason)


def _told(value: Value | None, share: bool) -> Told:
    if value is None:
        return Told(NOT_THERE, "", "this policy has nothing of the kind")
    if value.value is None:
        return Told(UNDEFINED, "", value.reason or "")
    said = per_thousand if share else short
    if value.low is None or value.high is None:
        return Told(said(value.value), "", value.reason or "")
    return Told(said(value.value), f"between {said(value.low)} and {said(value.high)}", "")
