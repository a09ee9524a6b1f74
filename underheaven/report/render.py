"""Specifications to SVG and PNG, on this machine alone: no browser, no network, and one way of drawing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from underheaven.report.drawing.layout import drawn
from underheaven.report.theme import Theme, config, themed
from underheaven.report.vega import Spec

Chart = Spec
"""A picture, as `underheaven/report/vega.py` builds it."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
SPACE = "http://www.w3.org/2000/svg"
PARTS = ("layer", "concat")


def specification(chart: Chart, theme: Theme = "light") -> Spec:
    """A Vega-Lite document: the chart with the look of every picture, and each set of rows once."""
    sets: dict[str, str] = {}
    data: dict[str, list[Mapping[str, Any]]] = {}
    whole = _named(chart, sets, data)
    found: Spec = themed({**whole, "config": config()}, theme)
    return {"$schema": SCHEMA, **found, "datasets": data}


def _named(part: Spec, sets: dict[str, str], data: dict[str, list[Mapping[str, Any]]]) -> Spec:
    """A part whose rows stand in `data`, under names that `sets` finds by what they hold."""
    found = dict(part)
    if "data" in part and "values" in part["data"]:
        rows = part["data"]["values"]
        key = json.dumps(rows)
        if key not in sets:
            sets[key] = f"rows-{len(sets) + 1}"
            data[sets[key]] = rows
        found["data"] = {"name": sets[key]}
    for key in PARTS:
        if key in part:
            found[key] = [_named(each, sets, data) for each in part[key]]
    return found


def svg(chart: Chart, label: str = "") -> str:
    """A chart as an SVG element to stand in a page: it scales, and a screen reader reads its `label`.

    It has no ids, so that several stand in one page; its colours are those of light paper, which the page's
    style sheet changes where its reader asks for dark ones.
    """
    return drawn(specification(chart), {"role": "img", "aria-label": label, "focusable": "false"})


def sheet(spec: Spec, inside: str = "", labels: str = "") -> str:
    """A document of Vega-Lite as an SVG file, on paper; `inside` stands first in it.

    `labels` are the ids of the elements inside that name and describe it.
    """
    attributes = {"xmlns": SPACE, "role": "img", "aria-labelledby": labels or None}
    return drawn(spec, attributes, inside, paper=True)


def png(spec: Spec, scale: float = 2) -> bytes:
    """A document of Vega-Lite as a PNG picture, `scale` times its size in pixels."""
    import vl_convert  # late: a page has no use for it

    found: bytes = vl_convert.svg_to_png(sheet(spec), scale=scale)
    return found
