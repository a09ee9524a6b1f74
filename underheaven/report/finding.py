"""A sentence of an audit with how sure it is, and the words in which several rows are told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from underheaven.measure.rows import Row
from underheaven.report.said import (
    CLEAR,
    called,
    sure,
    with_interval,
)
from underheaven.report.words import listed


@dataclass(frozen=True)
class Finding:
    """A sentence, what it is about, and how sure it is."""

    subject: str
    text: str
    sure: str

    def to_dict(self) -> dict[str, str]:
        """Plain JSON values."""
        return {"subject": self.subject, "text": self.text, "sure": self.sure}


def one(rows: Iterable[Row]) -> Row | None:
    """The first of some rows; None where there is none."""
    return next(iter(rows), None)


MOST_TOLD = 4
"""Categories told one by one; of more, the first of the file."""


def over_the_same(ratios: Sequence[Row]) -> str:
    """Ratios that are held against one category, in the order of the file: none is chosen for its size."""
    known = [row for row in ratios if row.value is not None and not row.small]
    if not known:
        return ""
    told = [f"{with_interval(row)} times in {called(row.category)}" for row in known[:MOST_TOLD]]
    return f"{listed(told)} what it is in {called(known[0].against)}{left_untold(known, few_of(ratios))}"


def few_of(rows: Iterable[Row]) -> int:
    """How many have a value and a star: of too few people for it to count."""
    return sum(row.value is not None and row.small for row in rows)


def left_untold(rows: Sequence[Row], few: int = 0) -> str:
    """How many categories are not told one by one, and how many not at all."""
    more = [f"{len(rows) - MOST_TOLD} more in the table"] if len(rows) > MOST_TOLD else []
    more += [f"{few} with too few people left out"] if few else []
    return f" ({'; '.join(more)})" if more else ""


def how_many_are_clear(ratios: Sequence[Row]) -> str:
    """How sure ratios are, one or several: how many intervals leave out 1."""
    known = [row for row in ratios if row.value is not None and not row.small]
    if len(known) == 1:
        return sure(known[0], 1.0)
    with_one = [row for row in known if row.low is not None]
    if not with_one:
        return known[0].reason or "no interval"
    clear = sum(sure(row, 1.0) == CLEAR for row in with_one)
    if clear == len(with_one):
        return f"all {clear} {CLEAR}"
    return f"{clear or 'none'} of {len(with_one)} {CLEAR}"
