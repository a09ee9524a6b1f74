"""Words of an SVG picture, and what they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from underheaven.report.drawing.paths import Bounds, short
from underheaven.report.labels import text_width
from underheaven.report.theme import FONT, INK, SMALL

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The part of a line that lies left of where it is anchored."""
DOWN = {"top": 0.79, "middle": 0.3, "bottom": -0.21, "alphabetic": 0.0}
"""From where words are anchored down to their base line, in sizes of the type."""
BOLD = 1.09
"""How much wider bold letters are."""


@dataclass(frozen=True)
class Words:
    """Lines of text at a place, and the rectangle that they cover."""

    svg: str
    bounds: Bounds


def words(text: Any, x: float, y: float, style: Mapping[str, Any]) -> Words:
    """Lines anchored at a place, as Vega anchors them; `style` is that of a text mark."""
    lines = [str(each) for each in text] if isinstance(text, list | tuple) else [str(text)]
    size, align = style.get("fontSize", SMALL), style.get("align", "center")
    baseline, bold = style.get("baseline", "alphabetic"), style.get("fontWeight") == "bold"
    height = style.get("lineHeight", size + 2)
    x, y = x + style.get("dx", 0), y + style.get("dy", 0)
    over = height * (len(lines) - 1) * {"middle": 0.5, "bottom": 1.0}.get(baseline, 0.0)
    base = y + DOWN[baseline] * size - over
    width = max(text_width(line, size) for line in lines) * (BOLD if bold else 1.0)
    left = x - BEFORE[align] * width
    bounds = Bounds(left, base - 0.79 * size, left + width, base + height * (len(lines) - 1) + 0.21 * size)
    attributes = {
        "x": short(x), "y": short(base), "text-anchor": ANCHORS[align] if align != "left" else None,
        "font-size": short(size) if size != SMALL else None, "font-weight": "bold" if bold else None,
        "font-family": style["font"] if style.get("font", FONT) != FONT else None,
        "fill": style["color"] if style.get("color", INK) != INK else None,
        "stroke": style.get("stroke"), "stroke-width": style.get("strokeWidth"),
        "stroke-linejoin": style.get("strokeJoin"),
    }  # fmt: skip
    inner = escape(lines[0], quote=False) if len(lines) == 1 else _spans(lines, x, height)
    return Words(f"<text{written(attributes)}>{inner}</text>", bounds)


def _spans(lines: Sequence[str], x: float, height: float) -> str:
    """Lines below each other; an empty one keeps its place."""
    spans, down = [], 0.0
    for place, line in enumerate(lines):
        down += height if place else 0
        if line:
            dy = f' dy="{short(down)}"' if down else ""
            spans.append(f'<tspan x="{short(x)}"{dy}>{escape(line, quote=False)}</tspan>')
            down = 0.0
    return "".join(spans)


def written(attributes: Mapping[str, Any]) -> str:
    """Attributes of an element, without those that are None."""
    return "".join(
        f' {name}="{escape(short(value) if isinstance(value, float) else str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
