"""Axes of pictures: round values along a scale, and what is written beside them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from itertools import pairwise

from underheaven.report.labels import text_width
from underheaven.report.theme import SMALL
from underheaven.report.vega import PAD, Axis, Label
from underheaven.report.words import SPACE

STEPS = ((50**0.5, 10), (10**0.5, 5), (2**0.5, 2), (0, 1))
"""From which part of a power of ten on a step is rounded to how many of it."""


APART = 6
"""Least distance between two labels along an axis, in pixels."""
DATE = 46
"""What a date takes along an axis, in pixels."""


def step_of(span: float, count: int) -> float:
    """The round step (1, 2 or 5 times a power of ten) with which `span` is cut into about `count` parts."""
    rough = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(step for least, step in STEPS if rough / power >= least)


def round_values(low: float, high: float, count: int) -> tuple[list[float], int]:
    """Round values from `low` to `high`, about `count`, and how many decimals they need."""
    step = step_of(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return [round(each * step, decimals) for each in range(first, last + 1)], decimals


def written(values: Sequence[float], decimals: int, percents: bool) -> list[str]:
    """Values of an axis in words, shares as percentages, with as many decimals as their step needs."""
    if percents:
        return [f"{100 * value:.{max(0, decimals - 2)}f}{SPACE}%" for value in values]
    return [f"{value:,.{decimals}f}".replace("-", "−") for value in values]


def quantity(
    low: float, high: float, title: str, count: int = 5, percents: bool = False, lift: float = 0
) -> Axis:
    """An upright axis from `low` to `high`, as wide as its labels are."""
    values, decimals = round_values(low, high, count)
    labels = written(values, decimals, percents)
    return Axis((low, high), title, values, labels, extent=wide(labels), lift=lift)


def level(low: float, high: float, title: str, width: float, count: int = 4, percents: bool = False) -> Axis:
    """A level axis of `width` pixels from `low` to `high`, with at most `count` labels that have room."""
    for fewer in range(count, 0, -1):
        values, decimals = round_values(low, high, fewer)
        labels = written(values, decimals, percents)
        if fewer == 1 or fits(values, labels, (low, high), width):
            break
    return Axis((low, high), title, values, labels)


def fits(values: Sequence[float], labels: Sequence[Label], domain: tuple[float, float], width: float) -> bool:
    """Whether labels along a level axis leave `APART` pixels between each and the next."""
    scale = width / (domain[1] - domain[0])
    widths = [wide([label]) - PAD - 2 for label in labels]
    return all(
        (after - before) * scale >= (one + other) / 2 + APART
        for (before, after), (one, other) in zip(pairwise(values), pairwise(widths), strict=True)
    )


def up_to(highest: float, count: int) -> float:
    """The next round value from `highest` on, for a scale that ends there."""
    if highest <= 0:
        return 1.0
    step = step_of(highest, count)
    return step * math.ceil(highest / step - 1e-9)


def rows(names: Sequence[Label], title: str, extent: float | None = None, hidden: bool = False) -> Axis:
    """An upright axis of named rows, the first at the top: the row numbered n lies at n."""
    count = len(names)
    taken = wide(names) if extent is None else extent
    title = title if not hidden else ""
    return Axis((count - 0.5, -0.5), title, range(count), names, False, hidden, taken)


def wide(labels: Sequence[Label]) -> float:
    """What labels take beside a plot, in pixels."""
    lines = [line for label in labels for line in ([label] if isinstance(label, str) else label)]
    return math.ceil(max((text_width(line, SMALL) for line in lines), default=0) + PAD + 2)


def timestamp(day: dt.date) -> int:
    """Milliseconds from 1970, UTC: how a picture's axis counts days."""
    return (day - dt.date(1970, 1, 1)).days * 86_400_000


def times(days: Sequence[dt.date], width: float, hidden: bool = False) -> Axis:
    """The axis of time from the first to the last of `days`: years, or months, or days of short runs."""
    first, last = days[0], days[-1]
    most = max(2, min(10, int(width / DATE)))
    title, ticks = _years(first, last, most) or _months(first, last, most) or _days(first, last, most)
    return Axis(
        (timestamp(first), timestamp(last)),
        "" if hidden else title,
        [timestamp(day) for day, _ in ticks],
        [label for _, label in ticks],
        grid=False,
        hidden=hidden,
        time=True,
    )


Ticks = tuple[str, list[tuple[dt.date, Label]]]


def _years(first: dt.date, last: dt.date, most: int) -> Ticks | None:
    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1)]
    years = [day for day in years if first <= day <= last]
    if len(years) < 3:
        return None
    every = math.ceil(len(years) / most)
    return "beginning of the year", [(day, str(day.year)) for day in years[::every]]


def _months(first: dt.date, last: dt.date, most: int) -> Ticks | None:
    months = [dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = [day for day in months if first <= day <= last]
    if len(months) < 3:
        return None
    every = next((step for step in (1, 2, 3, 6) if math.ceil(len(months) / step) <= most), 12)
    kept = [day for day in months if (day.month - 1) % every == 0]
    kept = kept if len(kept) > 1 else months[:: max(1, len(months) // 2)]
    ticks: list[tuple[dt.date, Label]] = []
    for place, day in enumerate(kept):
        new = place == 0 or day.year != kept[place - 1].year
        ticks.append((day, [f"{day:%b}", str(day.year)] if new else f"{day:%b}"))
    return "beginning of the month", ticks


def _days(first: dt.date, last: dt.date, most: int) -> Ticks:
    every = max(1, math.ceil((last - first).days / (most / 2)))
    found = [first + dt.timedelta(days=each) for each in range(0, (last - first).days + 1, every)]
    ticks: list[tuple[dt.date, Label]] = [(day, [f"{day.day} {day:%b}", str(day.year)]) for day in found]
    return "day", ticks
