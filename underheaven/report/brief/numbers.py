"""Measures in words: how many of how many, and between what and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.measure.results import Measures, Value
from underheaven.report.words import number

UNDEFINED, NOT_THERE = "undefined", "not there"
MANY = (100, 1_000, 10_000, 100_000, 1_000_000)


ITEMS = {
    "under": "Adults in the scheme under a consequence at any time",
    "error_share": "Of those: only for something false in their record",
    "by_ties": "Of those: only for the scores of others",
    "recovery": "Of those: out of every consequence within a year",
    "denied": "Acts denied because of standing",
    "prevented": "Acts prevented by confinement",
    "chill_critical": "Critical posts and petitions held back by dread",
    "held_back_lawful": "Other lawful acts held back by dread",
    "deterred": "Unlawful acts held back by dread",
    "precision": "Records about the wrong person",
}
"""What a brief tells, where the world has it."""
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
    return [_line(name, what, runs) for name, what in ITEMS.items() if name in runs[0]]


def short(amount: float) -> str:
    """A number of two digits, or of all digits before the point: 0.28, 4.3, 15, 1,240."""
    return f"{amount:,.0f}" if amount >= 9.5 or amount == 0 else number(float(f"{amount:.2g}"))


def scale(shares: Sequence[float]) -> int:
    """Of how many a share is told: 100, 1,000 and so on, so that the largest is at least ten of them."""
    highest = max(shares, default=0.0)
    return next((many for many in MANY if highest * many >= 9.5), 1_000 if highest == 0 else MANY[-1])


def _line(name: str, what: str, runs: Sequence[Measures]) -> Line:
    values = [run[name].all if name in run else None for run in runs]
    if name in COMPLEMENTS:
        values = [None if value is None else rest_of(value) for value in values]
    known = [value.value for value in values if value is not None and value.value is not None]
    share = runs[0][name].unit == "share"
    many = scale(known) if share else None
    unit = f"of every {many:,}" if share else "a year per 1,000 adults"
    return Line(what, unit, tuple(_told(value, many) for value in values))


def rest_of(value: Value) -> Value:
    """What is missing of a share to one."""

    def rest(share: float | None) -> float | None:
        return None if share is None else 1 - share

    return Value(rest(value.value), rest(value.high), rest(value.low), value.reason)


def _told(value: Value | None, many: int | None) -> Told:
    """`many` is the number of things of which a share is told; None where it is no share."""
    if value is None:
        return Told(NOT_THERE, "", "this policy has nothing of the kind")
    if value.value is None:
        return Told(UNDEFINED, "", value.reason or "")

    def said(amount: float) -> str:
        found = amount if many is None else amount * many
        return short(found)

    if value.low is None or value.high is None:
        return Told(said(value.value), "", value.reason or "")
    return Told(said(value.value), f"between {said(value.low)} and {said(value.high)}", "")
