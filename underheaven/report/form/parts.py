"""What a form is made of: sections with statements, tables, and what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from underheaven.measure.results import Measure, Measures, Value
from underheaven.report.words import in_unit, interval


@dataclass(frozen=True)
class Statement:
    """A sentence, and the keys of the policy or the counts and measures of the run that it rests on."""

    text: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Open:
    """What no run can fill: a question to whoever would answer for the scheme."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table of texts, with what its numbers rest on."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rests_on: tuple[str, ...] = ()


MEASURED = ("measure", "value (95 % interval)", "unit")
"""The header of a table of measures."""
Part = Statement | Open | Grid


@dataclass(frozen=True)
class Section:
    """One point of the form: its letter, title, and what is asked there."""

    letter: str
    title: str
    asks: str
    parts: tuple[Part, ...]


def told(value: Value, unit: str) -> str:
    """A value with its interval, or why there is none."""
    if value.value is None:
        return f"none: {value.reason}"
    between = interval(value, unit)
    return in_unit(value.value, unit) + (f" ({between})" if between else "")


def rows_of(measures: Measures, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A row for each of these measures that the run has: title, value with interval, unit."""
    for name in names:
        if name in measures and measures[name].all.value is not None:
            measure: Measure = measures[name]
            unit = "" if measure.unit == "share" else measure.unit
            yield measure.title, told(measure.all, measure.unit), unit
