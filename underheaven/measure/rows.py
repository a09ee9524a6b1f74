"""A line of an audit: one number, of whom, how sure, and why it may not be had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import pyarrow as pa

from underheaven.measure.holm import adjusted
from underheaven.measure.results import Value

FEWEST_PEOPLE, FEWEST_EVENTS = 30, 5
"""Below these a cell is small. 30 people are the least that the US National Center for Health Statistics
shows a proportion of (Parker and others 2017); 5 of either outcome are the usual least for tests that
approximate (Cochran 1954)."""
EVERYONE = "everyone"


@dataclass(frozen=True)
class Row:
    """One number of an audit.

    `by` says what `category` is one of; `against` is the category that it is held against, if any.
    `basis` says by which conduct: `expected` of the archetype, or `done` in the year; or which outcome.
    `people` are those the number is about, `events` those of them with the outcome, at any one time.
    `p` is the chance of a ratio at least as far from 1 if nothing differed; `p_holm` takes into account how
    many ratios of the subject were looked at.
    """

    subject: str
    measure: str
    title: str
    unit: str
    basis: str
    by: str
    category: str
    against: str
    value: float | None
    low: float | None
    high: float | None
    reason: str | None
    people: float | None = None
    events: float | None = None
    small: bool = False
    p: float | None = None
    p_holm: float | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What the same line of another run has alike."""
        return (self.subject, self.measure, self.basis, self.by, self.category)

    @property
    def bounded(self) -> bool:
        """Whether the value can be no less than 0 and, if it is a share, no more than 1."""
        counted = self.unit in ("share", "times") and not self.measure.endswith("_difference")
        return (
            counted
            and self.value is not None
            and self.value >= 0
            and (self.unit != "share" or self.value <= 1)
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


class About(NamedTuple):
    """What a line is about: its subject, the number, and how the number is written."""

    subject: str
    measure: str
    title: str
    unit: str


class Whom(NamedTuple):
    """Of whom a line is, as `Row` says."""

    by: str = EVERYONE
    category: str = EVERYONE
    basis: str = ""
    against: str = ""


class Behind(NamedTuple):
    """What a number rests on: people, those of them with the outcome, and the chance of a ratio."""

    people: float | None = None
    events: float | None = None
    p: float | None = None


EVERYBODY, NOT_TOLD = Whom(), Behind()


def row(about: About, value: Value, whom: Whom = EVERYBODY, behind: Behind = NOT_TOLD) -> Row:
    """A line with its smallness looked up."""
    return Row(
        *about, whom.basis, whom.by, whom.category, whom.against,
        value.value, value.low, value.high, value.reason,
        behind.people, behind.events, is_small(behind.people, behind.events), behind.p,
    )  # fmt: skip


def is_small(people: float | None, events: float | None) -> bool:
    """Whether a cell has too few people, or too few of either outcome, to say much."""
    if people is None:
        return False
    few = events is not None and min(events, people - events) < FEWEST_EVENTS
    return people < FEWEST_PEOPLE or few


def holm(rows: Sequence[Row]) -> list[Row]:
    """Rows with `p_holm`: of each subject all ratios that have a `p` are one family (Holm 1979)."""
    families = dict[str, list[int]]()
    for number, each in enumerate(rows):
        if each.p is not None:
            families.setdefault(each.subject, []).append(number)
    out = list(rows)
    for family in families.values():
        for number, chance in zip(family, adjusted([rows[each].p or 0.0 for each in family]), strict=True):
            out[number] = replace(rows[number], p_holm=chance)
    return out


SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("subject", "measure", "title", "unit", "basis", "by", "category")),
        ("against", pa.string()),
        *((name, pa.float64()) for name in ("value", "low", "high")),
        ("reason", pa.string()),
        *((name, pa.float64()) for name in ("people", "events")),
        ("small", pa.bool_()),
        ("p", pa.float64()),
        ("p_holm", pa.float64()),
    ],
    metadata={"synthetic": "true"},
)


def frame(rows: Iterable[Row]) -> pa.Table:
    """Rows as a table; values are in the unit that stands beside them."""
    return pa.Table.from_pylist([row.to_dict() for row in rows], schema=SCHEMA)
