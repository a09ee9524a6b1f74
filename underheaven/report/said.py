"""Numbers, categories and certainty of an audit in words."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.measure.rows import Row
from underheaven.report.words import SPACE, in_unit, plain

FIFTHS = {
    "q1": "poorest fifth",
    "q2": "second fifth",
    "q3": "third fifth",
    "q4": "fourth fifth",
    "q5": "richest fifth",
}
CLEAR, MAYBE, AS_SURE = "clear of chance", "may be chance", "as sure as the interval says"
FEW = "too few people to say"


def with_interval(row: Row) -> str:
    """A value with its interval, as in `12.5 % (11.6 to 13.3 %)`; `-` where there is none."""
    if row.value is None:
        return "-"
    value = in_unit(row.value, row.unit)
    return f"{value} ({between(row)})" if row.low is not None else value


def between(row: Row) -> str:
    """`low to high`, or nothing."""
    if row.low is None or row.high is None:
        return ""
    low = in_unit(row.low, row.unit)
    return f"{low.removesuffix(f'{SPACE}%')} to {in_unit(row.high, row.unit)}"


def called(category: str) -> str:
    """A category in words: fifths of incomes by their place, names of files plainly."""
    return ", ".join(FIFTHS.get(part, plain(part)) for part in category.split(", "))


def sure(row: Row, nothing: float) -> str:
    """How sure it is that a value is not `nothing`, which would mean that there is nothing to find."""
    if row.small:
        return FEW
    if row.low is None or row.high is None:
        return row.reason or "no interval"
    return MAYBE if row.low <= nothing <= row.high else CLEAR


def whom(category: str) -> str:
    """A category within a sentence: `the poorest fifth`, `urban`."""
    return f"the {called(category)}" if category in FIFTHS else called(category)


def lowest(rows: Iterable[Row]) -> list[Row]:
    """Of each outcome and breakdown the lowest ratio, in order; a small one only if there is no other."""
    found = dict[tuple[str, str], Row]()
    for row in sorted(rows, key=lambda row: (row.small, row.value or 0)):
        found.setdefault((row.basis, row.by), row)
    return sorted(found.values(), key=lambda row: row.value or 0)


def what_is_true(basis: str) -> str:
    """The conduct that is called true, in words: `do at least 24 deeds a year`."""
    done, _, deeds = basis.partition(", ")
    deeds = deeds.removesuffix(" a year")
    return (
        f"did {deeds} punished deeds in the year"
        if done == "done"
        else f"would do {deeds} punished deeds a year"
    )
