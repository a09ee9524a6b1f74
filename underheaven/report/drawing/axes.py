"""The axes and the title of a view as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from underheaven.report.drawing.paths import Bounds, line
from underheaven.report.drawing.scales import Plot, channels
from underheaven.report.drawing.text import words
from underheaven.report.theme import SMALL

Spec = Mapping[str, Any]
Drawn = tuple[str, Bounds]
SUBTITLE = 3
"""Pixels between a title and what is said below it."""


def axis_of(view: Spec, channel: str) -> Spec | None:
    """The axis of a channel; None where it has none."""
    found: Spec | None = next((each["axis"] for each in channels(view, channel)), None)
    return found


def grid(view: Spec, plot: Plot) -> Iterator[Drawn]:
    """The lines at an axis' values, which lie below the marks."""
    for channel in ("x", "y"):
        axis = axis_of(view, channel)
        if axis is None or not axis["grid"] or not axis["values"]:
            continue
        places = [plot.along(channel, value) for value in axis["values"]]
        lines = [
            line([(at, 0), (at, plot.height)] if channel == "x" else [(0, at), (plot.width, at)])
            for at in places
        ]
        yield (
            f'<path fill="none" stroke="{axis["gridColor"]}" d="{"".join(lines)}"/>',
            Bounds(0, 0, plot.width, plot.height),
        )


def labels(view: Spec, plot: Plot) -> Iterator[Drawn]:
    """What is written along the axes, and their titles."""
    for channel in ("x", "y"):
        axis = axis_of(view, channel)
        if axis is None:
            continue
        named = json.loads(axis["labelExpr"].removesuffix("[+datum.value]"))
        level, pad = channel == "x", axis["labelPadding"]
        style = {
            "align": "center" if level else "right",
            "baseline": "top" if level else "middle",
            "color": axis["labelColor"],
        }
        for value, text in zip(axis["values"], named.values(), strict=True):
            at = plot.along(channel, value)
            if text:
                x, y = (at, plot.height + pad) if level else (-pad, at)
                said = words(text, x, y, style)
                yield said.svg, said.bounds
        if axis["title"]:
            where = {
                "align": axis["titleAlign"],
                "baseline": axis["titleBaseline"],
                "color": axis["titleColor"],
            }
            said = words(axis["title"], axis["titleX"], axis["titleY"] + (plot.height if level else 0), where)
            yield said.svg, said.bounds


def title(view: Spec, top: float) -> Iterator[Drawn]:
    """The title of a view and what is said below it, above everything else, whose highest place is `top`."""
    spec = view.get("title")
    if spec is None:
        return
    size, said = spec["fontSize"], spec.get("subtitle", [])
    foot = top - spec["offset"]
    below = (SMALL + 2) * len(said) + (SUBTITLE if said else 0)
    style = {"align": "left", "baseline": "bottom"}
    if said:
        written = words(said, spec["dx"], foot, {**style, "color": spec["subtitleColor"]})
        yield written.svg, written.bounds
    head = words(
        spec["text"],
        spec["dx"],
        foot - below,
        {**style, "fontSize": size, "fontWeight": spec["fontWeight"], "color": spec["color"]},
    )
    yield head.svg, head.bounds
