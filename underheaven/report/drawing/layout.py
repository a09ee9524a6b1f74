"""A specification as one SVG picture: views with axes and marks, beside and below each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from underheaven.report.drawing.axes import grid, labels, title
from underheaven.report.drawing.marks import layer
from underheaven.report.drawing.paths import Bounds, short
from underheaven.report.drawing.scales import Plot
from underheaven.report.drawing.text import written
from underheaven.report.theme import FONT, INK, PAPER, SMALL

Spec = Mapping[str, Any]
Data = Mapping[str, Sequence[Mapping[str, Any]]]
Drawn = tuple[str, Bounds]
PADDING = 6


def drawn(spec: Spec, attributes: Mapping[str, Any], inside: str = "", paper: bool = False) -> str:
    """The picture of a specification as an SVG element with `attributes`.

    `inside` stands first in it; on `paper`, a sheet of its background lies below everything. ValueError
    where the specification has what is not drawn here.
    """
    found, bounds = part(spec, spec["datasets"])
    left, top = bounds.left - PADDING, bounds.top - PADDING
    width, height = bounds.right + PADDING - left, bounds.bottom + PADDING - top
    size = {
        "width": short(width), "height": short(height), "viewBox": f"0 0 {short(width)} {short(height)}",
        "font-family": FONT, "font-size": SMALL, "fill": spec["config"]["axis"].get("labelColor", INK),
    }  # fmt: skip
    sheet = (
        f'<rect width="100%" height="100%" fill="{spec["config"].get("background", PAPER)}"/>'
        if paper
        else ""
    )
    moved = f'<g transform="translate({short(-left)},{short(-top)})">{found}</g>'
    return f"<svg{written({**attributes, **size})}>{inside}{sheet}{moved}</svg>"


def part(spec: Spec, data: Data) -> Drawn:
    """A view, or views beside or below each other, with what they cover."""
    if "layer" in spec:
        return _view(spec, data)
    if "concat" in spec:
        parts = [part(each, data) for each in spec["concat"]]
        return _row(parts, spec["spacing"], level=spec["columns"] > 1)
    raise ValueError(f"a part with {', '.join(spec)} is not drawn here")


def _view(spec: Spec, data: Data) -> Drawn:
    plot = Plot.of(spec)
    elements: list[Drawn] = [*grid(spec, plot)]
    for each in spec["layer"]:
        elements += layer(each, data[each["data"]["name"]], plot)
    elements += labels(spec, plot)
    bounds = _around(bounds for _, bounds in elements).with_(Bounds(0, 0, plot.width, plot.height))
    titles = [*title(spec, bounds.top)]
    return "".join(svg for svg, _ in [*elements, *titles]), bounds.with_(_around(each for _, each in titles))


def _row(parts: Sequence[Drawn], spacing: float, level: bool) -> Drawn:
    """Parts in a row or in a column, their origins in line; the first stands at the origin of the whole."""
    placed, bounds, after = [], Bounds(), 0.0
    for place, (svg, of) in enumerate(parts):
        edge = of.left if level else of.top
        along = after - edge if place else 0.0
        x, y = (along, 0.0) if level else (0.0, along)
        placed.append(f'<g transform="translate({short(x)},{short(y)})">{svg}</g>' if along else svg)
        there = of.moved(x, y)
        bounds = bounds.with_(there)
        after = (there.right if level else there.bottom) + spacing
    return "".join(placed), bounds


def _around(found: Iterable[Bounds]) -> Bounds:
    bounds = Bounds()
    for each in found:
        bounds = bounds.with_(each)
    return bounds
