"""Pictures as plain Vega-Lite data: marks with their rows, views with their axes, views beside and below.

Only a small part of Vega-Lite is used, the part that `underheaven/report/drawing/` draws: every scale of a
position is linear (or a time) with its domain, every axis has its values and their labels, and colours are
constants, or are looked up. So a specification says everything that is drawn, and nothing is left to guess.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from underheaven.report.theme import GRID, INK, PAPER, QUIET, SMALL, TEXT

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
Label = str | Sequence[str]
Kind = Literal["line", "area", "rule", "rect", "point", "text"]
TITLE_GAP = 11
"""Pixels between the top of a plot and the title of its upright axis, which lies above it."""
LINE = 14
"""Height of a line of labels."""
PAD = 6
"""Pixels between an axis and its labels."""


@dataclass(frozen=True)
class Axis:
    """A scale of positions and what is written along it.

    `domain` is from the left or from the foot, in the data's unit (times in ms from 1970, UTC). `labels`
    stand at `values`, each a line or several. `extent` is what labels of an upright axis take, in pixels, and
    `lift` how much higher than usual its title stands, where there is something else above the plot. Nothing
    is written along an axis that is `hidden`: its view lies above or beside another that has it.
    """

    domain: tuple[float, float]
    title: str = ""
    values: Sequence[float] = ()
    labels: Sequence[Label] = ()
    grid: bool = True
    hidden: bool = False
    extent: float = 40
    lift: float = 0
    time: bool = False


NO_AXIS = Axis((0, 1), hidden=True)
"""Of views in which everything lies at pixels."""


def field(name: str) -> Spec:
    """A position that a column of the rows gives, on the scale of its axis."""
    return {"field": name, "type": "quantitative"}


def datum(value: float) -> Spec:
    """A position on the scale of its axis, the same in every row."""
    return {"datum": value, "type": "quantitative"}


def pixel(value: float) -> Spec:
    """A position in pixels from the left or from the top of the plot."""
    return {"value": value}


def looked_up(name: str, colours: Mapping[str, str]) -> Spec:
    """A colour for each value of a column."""
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {"field": name, "type": "nominal", "scale": scale, "legend": None}


def stepped(name: str, edges: Sequence[float], colours: Sequence[str]) -> Spec:
    """A colour for each step of a column's numbers: one more colour than `edges`."""
    scale = {"type": "threshold", "domain": list(edges), "range": list(colours)}
    return {"field": name, "type": "quantitative", "scale": scale, "legend": None}


def marks(rows: Rows, kind: Kind, where: Mapping[str, Spec], **style: Any) -> Spec:
    """A mark for each row (a line or an area for each `detail`), at the positions of `where`."""
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **style}, "encoding": dict(where)}


def words(text: Label, x: Spec, y: Spec, halo: bool = False, **style: Any) -> list[Spec]:
    """Words at one place, as layers; with a `halo` of the paper's colour where they lie on marks."""
    said = text if isinstance(text, str) else list(text)
    style = {"align": "left", "baseline": "middle", "fontSize": SMALL, "color": INK, **style, "text": said}
    around = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER}
    styles = [{**style, **around}, style] if halo else [style]
    return [marks([{}], "text", {"x": x, "y": y}, **each) for each in styles]


def heading(
    title: Label, said: Label = (), left: float = 0, size: float = TEXT, bold: bool = True, offset: float = 8
) -> Spec:
    """The title of a view and, below it, what is said of it; it begins `left` pixels beside the plot."""
    found: Spec = {
        "text": [title] if isinstance(title, str) else list(title),
        "anchor": "start", "frame": "group", "dx": -left, "offset": offset, "fontSize": size,
        "fontWeight": "bold" if bold else "normal", "color": INK, "subtitleColor": QUIET,
    }  # fmt: skip
    below = [said] if isinstance(said, str) else list(said)
    return {**found, "subtitle": below} if any(below) else found


def view(
    layers: Iterable[Spec], width: float, height: float, x: Axis, y: Axis, title: Spec | None = None
) -> Spec:
    """Layers over each other in a plot of that size, all on the scales of the two axes."""
    drawn = list(layers)
    for layer in drawn:
        for end in ("x2", "y2"):
            if end in layer["encoding"]:
                layer["encoding"][end] = {
                    key: each for key, each in layer["encoding"][end].items() if key != "type"
                }
        for channel, axis in (("x", x), ("y", y)):
            place = layer["encoding"].get(channel)
            if place is None or "value" in place:
                continue
            place = dict(place)
            if axis.time:
                place["type"] = "temporal"
            place["scale"] = {
                "type": "utc" if axis.time else "linear", "domain": list(axis.domain),
                "nice": False, "zero": False,
            }  # fmt: skip
            if axis.time:
                del place["scale"]["zero"]
            place["axis"] = None if axis.hidden else _axis(channel, axis, width)
            layer["encoding"][channel] = place
    found: Spec = {"layer": drawn, "width": width, "height": height}
    return found if title is None else {"title": title, **found}


def beside(parts: Sequence[Spec], spacing: float = 20) -> Spec:
    """Views side by side, their plots with one upper edge."""
    return {"concat": list(parts), "columns": len(parts), "spacing": spacing, "bounds": "full"}


def below(parts: Sequence[Spec], spacing: float = 20) -> Spec:
    """Views one below the other, their plots with one left edge."""
    return {"concat": list(parts), "columns": 1, "spacing": spacing, "bounds": "full"}


def labels_of(values: Sequence[float], labels: Sequence[Label]) -> str:
    """The expression that looks up the label of each value of an axis."""
    named = {_key(value): label for value, label in zip(values, labels, strict=True)}
    return f"{json.dumps(named, ensure_ascii=False)}[+datum.value]"


def _key(value: float) -> str:
    """A number as JavaScript writes it, which looks the label up."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(float(value))), "f")


def _axis(channel: str, axis: Axis, width: float) -> Spec:
    found: Spec = {
        "title": axis.title or None, "values": list(axis.values),
        "labelExpr": labels_of(axis.values, axis.labels),
        "grid": axis.grid, "gridColor": GRID, "ticks": False, "domain": False, "labelPadding": PAD,
        "labelLimit": 0, "labelOverlap": False, "labelFlush": False, "labelBound": False,
        "labelColor": INK, "titleColor": QUIET, "titleAngle": 0,
    }  # fmt: skip
    if channel == "x":
        lines = max((1 if isinstance(label, str) else len(label) for label in axis.labels), default=0)
        return {
            **found, "titleAlign": "right", "titleBaseline": "top", "titleX": width,
            "titleY": PAD + LINE * lines + 4,
            "titleAnchor": "end",
        }  # fmt: skip
    return {
        **found, "titleAlign": "left", "titleBaseline": "bottom", "titleX": -axis.extent,
        "titleY": -TITLE_GAP - axis.lift, "titleAnchor": "end",
        "minExtent": axis.extent, "maxExtent": axis.extent,
    }  # fmt: skip
