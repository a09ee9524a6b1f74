"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from underheaven.documents.quantity import Quantity
from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Firms", 40


def rows(society: Society) -> Iterator[Row]:
    """The sizes and sectors of firms, and a row for each act of theirs."""
    if (firms := society.firms) is not None:
        yield "jobs in a firm", "share of jobs", _shares(firms.sizes.items())
        yield "sectors", "share of firms", _shares(firms.sectors.items())
        for name, act in firms.acts.items():
            sectors = "".join(f"; {sector} x {value(each)}" for sector, each in act.rate_by_sector.items())
            done = f"considered {value(act.per_year)} times a year, done in {percent(act.propensity)}"
            yield name, act.title, f"{done}; {percent(act.dread_response)} less at full dread{sectors}"


def _shares(shares: Iterable[tuple[str, Quantity]]) -> str:
    return ", ".join(f"{name} {percent(share)}" for name, share in shares)
