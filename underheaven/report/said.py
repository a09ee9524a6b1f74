"""Numbers, categories and certainty of an audit in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from underheaven.documents.words import counted
from underheaven.measure.rows import Row
from underheaven.report.words import SPACE, in_unit, listed, number, plain

FIFTHS = {
    "q1": "poorest fifth",
    "q2": "second fifth",
    "q3": "third fifth",
    "q4": "fourth fifth",
    "q5": "richest fifth",
}
AXES = {"place": "residence", "quintile": "income"}
"""What people are told apart by, where the word is not the key."""
CLEAR, MAYBE, AS_SURE = "clear of chance", "may be chance", "as sure as the interval says"
FEW = "too few people to say"


def with_interval(row: Row) -> str:
    """A value with its interval, as in `12.5 % (11.6 to 13.3 %)`; `-` where there is none."""
    if row.value is None:
        return "-"
    value = in_unit(row.value, row.unit)
    return f"{value} ({between(row)})" if row.low is not None else value


def between(row: Row) -> str:
    """`low to high`, or nothing. An end of a ratio that is not 1 is never written as 1."""
    if row.low is None or row.high is None:
        return ""
    if row.unit == "times":
        return f"{_beside_one(row.low)} to {_beside_one(row.high)}"
    if row.measure.endswith("_difference"):
        # Percentages of shares have no sign.
        factor = 100 if row.unit == "share" else 1
        return " to ".join(number(factor * end) for end in (row.low, row.high))
    low = in_unit(row.low, row.unit)
    return f"{low.removesuffix(f'{SPACE}%')} to {in_unit(row.high, row.unit)}"


def _beside_one(ratio: float) -> str:
    """A ratio with digits enough to tell on which side of 1 it is."""
    text, digits = number(ratio), 4
    while float(text.replace(",", "")) == 1 and ratio != 1 and digits < 12:
        text, digits = f"{ratio:.{digits}f}", digits + 1
    return text


def no_intervals(rows: Iterable[Row]) -> str | None:
    """Why none of the values has an interval, as `there are no 95 % intervals: why`; None where one has."""
    known = [row for row in rows if row.value is not None]
    if any(row.low is not None for row in known):
        return None
    why = next((row.reason for row in known if row.reason), "").removeprefix("no interval: ")
    return f"there are no 95 % intervals{f': {why}' if why else ''}"


RESIDENCE = {"rural": "the country", "urban": "towns"}
"""Where people live, within a sentence."""


def called(category: str) -> str:
    """A category in words: fifths of incomes by their place, names of files plainly."""
    return ", ".join(FIFTHS.get(part, plain(part)) for part in category.split(", "))


def axes(by: str) -> str:
    """What people are told apart by, in words: `group, residence, income`."""
    return ", ".join(AXES.get(part, plain(part)) for part in by.split(", "))


def sure(row: Row, nothing: float) -> str:
    """How sure it is that a value is not `nothing`, which would mean that there is nothing to find."""
    if row.small:
        return FEW
    if row.low is None or row.high is None:
        return row.reason or "no interval"
    return MAYBE if row.low <= nothing <= row.high else CLEAR


def as_told(*rows: Row) -> str:
    """How sure values are that are told with their intervals, or why one of them has none."""
    bare = next((row for row in rows if row.low is None or row.high is None), None)
    return AS_SURE if bare is None else bare.reason or "no interval"


def whom(category: str) -> str:
    """A category within a sentence: `the poorest fifth`, `towns`."""
    return f"the {called(category)}" if category in FIFTHS else RESIDENCE.get(category, called(category))


def shown_by_rule(rows: Iterable[Row]) -> list[Row]:
    """The comparisons of favourable outcomes that are shown, chosen before any number is known.

    They are those of every outcome by the first breakdown, and those of being under no consequence by the
    others; intersections have a table of their own. Their order is that of the audit.
    """
    single = [row for row in rows if row.measure == "impact_ratio" and "," not in row.by]
    first = single[0].by if single else ""
    return [row for row in single if row.by == first or row.basis == "free"]


def rule(shown: Sequence[Row]) -> str:
    """What `shown_by_rule` shows, in words."""
    by = list(dict.fromkeys(row.by for row in shown))
    others = f", and of being under no consequence by {listed([axes(each) for each in by[1:]])}"
    return f"every favourable outcome by {axes(by[0])}{others if by[1:] else ''}"


def p_value(p: float) -> str:
    """`p < 0.001`, `p = 0.03` or `p > 0.99`: smaller and larger ones say no more."""
    return "p < 0.001" if p < 0.001 else "p > 0.99" if p > 0.99 else f"p = {p:.2g}"


def about_p(ratios: int) -> str:
    """What a p is, and how many of so many ratios would have a small one by chance alone."""
    expected = number(ratios / 20)
    return (
        "p is how often chance alone would bring a ratio at least as far from 1 if nobody differed. "
        f"Of {counted(ratios, 'ratio')} of this kind, about {expected} would have p below 0.05 by chance. "
        "Interval and p are of one method: the interval leaves out 1 exactly where p is below 0.05."
    )


def what_is_true(basis: str) -> str:
    """The conduct that is called true, in words: `did at least 24 punished deeds in the year`."""
    deeds, within = _least(basis)
    if basis.startswith("done"):
        return f"did at least {deeds} punished deeds {within}"
    return f"would do more than {deeds} punished deeds a year"


def what_is_false(basis: str) -> str:
    """The conduct that is not: `did fewer than 24 punished deeds in the year`."""
    deeds, within = _least(basis)
    if basis.startswith("done"):
        return f"did fewer than {deeds} punished deeds {within}"
    return f"would do {deeds} or fewer punished deeds a year"


def _least(basis: str) -> tuple[str, str]:
    """The number in `done, at least 24 a year`, and when they were done, within a sentence."""
    deeds, _, when = basis.removeprefix("done, at least ").removeprefix("expected, over ").partition(" ")
    return deeds, "in the year" if when == "a year" else when
