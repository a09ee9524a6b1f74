"""The pictures of the story as SVG: bars in rows, and dots. Colours are classes, which both schemes have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDE, HIGH_OF_ROW, LEFT = 400, 44, 2
"""Units of a picture: its width, a row of bars, and where bars begin."""
BAR, TEXT = 14, 14
ACROSS, STEP, RADIUS = 20, 20, 7
"""Dots in a row, from one to the next, and their size."""


@dataclass(frozen=True)
class Bar:
    """A row: its words, its value with an interval, the value in words, and the class of its colour."""

    name: str
    value: float
    said: str
    colour: str
    low: float | None = None
    high: float | None = None
    case: str = ""
    """Which choice of the scene it belongs to; "": all."""


def bars(title: str, sentence: str, rows: Sequence[Bar]) -> str:
    """Bars from one line, those below 0 to its left; words stand above each, so that they fit a telephone."""
    ends = [0.0, *(end for row in rows for end in (row.value, row.low or 0.0, row.high or 0.0))]
    low, high = min(ends), max(ends)
    scale = (WIDE - 2 * LEFT) / (high - low)

    def x(value: float) -> float:
        return LEFT + (value - low) * scale

    parts = []
    for number, row in enumerate(rows):
        y = HIGH_OF_ROW * number
        begin, end = sorted((x(0), x(row.value)))
        shapes = (
            f'<text class="name" x="{LEFT}" y="{y + TEXT}">{escape(row.name)}</text>'
            f'<text class="name" x="{WIDE - LEFT}" y="{y + TEXT}" text-anchor="end">{escape(row.said)}</text>'
            f'<rect class="bar {row.colour}" x="{begin:.1f}" y="{y + 20}" '
            f'width="{max(1.0, end - begin):.1f}" height="{BAR}"/>'
        )
        if row.low is not None and row.high is not None and row.high > row.low:
            middle = y + 20 + BAR / 2
            shapes += f'<path class="interval" d="M{x(row.low):.1f} {middle:g}H{x(row.high):.1f}"/>'
        case = f' data-case="{escape(row.case)}"' if row.case else ""
        parts.append(f"<g{case}>{shapes}</g>")
    high_of_all = HIGH_OF_ROW * len(rows)
    axis = f'<path class="axis" d="M{x(0):.1f} 16V{high_of_all - 6}"/>' if low < 0 else ""
    return _picture(title, sentence, high_of_all, axis + "".join(parts))


def dots(title: str, sentence: str, first: int, second: int, classes: tuple[str, str]) -> str:
    """So many dots of a first class, and then of a second, row by row."""
    marks = []
    for number in range(first + second):
        place = classes[0] if number < first else classes[1]
        x, y = STEP * (number % ACROSS) + STEP / 2, STEP * (number // ACROSS) + STEP / 2
        marks.append(f'<circle class="{place}" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>')
    rows = -(-(first + second) // ACROSS)
    return _picture(title, sentence, STEP * rows, "".join(marks))


def _picture(title: str, sentence: str, high: float, inside: str) -> str:
    return (
        f'<svg class="picture" viewBox="0 0 {WIDE} {high:g}" role="img" '
        f'aria-label="{escape(f"{title}. {sentence}")}">{inside}</svg>'
    )
