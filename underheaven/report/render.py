"""Charts to SVG and PNG, on this machine alone: no browser and no network."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import vl_convert
from altair.typing import ChartType

from underheaven.report.theme import config

Chart = ChartType
"""Whatever Altair draws."""
SPACE = "http://www.w3.org/2000/svg"
NOT_NEEDED = ("aria-label", "aria-roledescription", "aria-hidden", "role", "class", "pointer-events")
"""Attributes of inner elements: the picture as a whole has one label."""
ET.register_namespace("", SPACE)


def specification(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, with the theme."""
    # Tests validate every picture against the schema; here it would take as long as drawing.
    found: dict[str, Any] = chart.to_dict(validate=False)
    found["config"] = config()
    return found


def svg(chart: Chart, label: str = "", name: str = "picture") -> str:
    """A chart as an SVG element to stand in a page: it scales, and a screen reader reads its `label`.

    `name` begins every id inside, so that several pictures can stand in one page.
    """
    root = ET.fromstring(vl_convert.vegalite_to_svg(specification(chart), allowed_base_urls=[]))
    for element in root.iter():
        for attribute in NOT_NEEDED:
            element.attrib.pop(attribute, None)
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set(attribute, f"{name}-{value}")
            elif "url(#" in value:
                element.set(attribute, value.replace("url(#", f"url(#{name}-"))
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("focusable", "false")
    text = ET.tostring(root, encoding="unicode")
    # Inside HTML an SVG element needs no namespace, and the page names no address.
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)


def png(chart: Chart, path: Path, scale: float = 2) -> Path:
    """Write a chart as a PNG picture, `scale` times its size in pixels."""
    path.write_bytes(vl_convert.vegalite_to_png(specification(chart), scale=scale, allowed_base_urls=[]))
    return path
