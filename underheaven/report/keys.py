"""Keys of pictures: what each colour, dash and shape stands for, in lines as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from underheaven.report.labels import text_width
from underheaven.report.theme import PAPER, SMALL
from underheaven.report.vega import NO_AXIS, Spec, marks, pixel, view, words

LINE = 18
SIGN, GAP = 22, 20
"""What a sign takes before its words, and the space between two entries, in pixels."""
DASHES = {"dashed": [5, 4], "dotted": [1, 4]}


@dataclass(frozen=True)
class Entry:
    """A name with its sign: an `area` (with a `line` around it), a `line` or a `point`."""

    name: str
    colour: str
    sign: Literal["area", "line", "point"] = "line"
    line: str = ""
    dash: str = ""
    shape: str = "circle"
    filled: bool = True


def key(entries: Sequence[Entry], width: float, left: float = 0) -> Spec:
    """The entries in as many lines as they need, from `left` pixels beside the plots below on."""
    layers: list[Spec] = []
    x, row, widest = 0.0, 0, 0.0
    for entry in entries:
        wide = SIGN + text_width(entry.name, SMALL)
        if x and x + wide > width:
            x, row = 0.0, row + 1
        middle = LINE * row + LINE / 2
        layers += [_sign(entry, x - left, middle), *words(entry.name, pixel(x - left + SIGN), pixel(middle))]
        widest = max(widest, x + wide)
        x += wide + GAP
    return view(layers, widest, LINE * (row + 1), NO_AXIS, NO_AXIS)


def _sign(entry: Entry, x: float, y: float) -> Spec:
    left, right = pixel(x), pixel(x + SIGN - 6)
    if entry.sign == "area":
        where = {"x": left, "x2": right, "y": pixel(y - 5.5), "y2": pixel(y + 5.5)}
        around = {"stroke": entry.line or PAPER, "strokeWidth": 1.4}
        return marks([{}], "rect", where, color=entry.colour, **around)
    if entry.sign == "point":
        style = {"shape": entry.shape, "size": 55, "filled": entry.filled, "color": entry.colour}
        middle = {"x": pixel(x + SIGN / 2 - 3), "y": pixel(y)}
        return marks([{}], "point", middle, **style, **({} if entry.filled else {"strokeWidth": 1.6}))
    dash = {"strokeDash": DASHES[entry.dash]} if entry.dash else {}
    where = {"x": left, "x2": right, "y": pixel(y), "y2": pixel(y)}
    return marks([{}], "rule", where, color=entry.colour, strokeWidth=2.5, **dash)
