"""One look for every picture: colours that colour-blind readers can tell apart, and readable sizes.

Hues are those of Okabe and Ito 2008; what is small or thin is darkened for contrast on white.
"""

from __future__ import annotations

from typing import Any

FONT = "'DejaVu Sans', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', sans-serif"
INK = "#1b1f24"
"""Text."""
QUIET = "#555c66"
"""Text that comes second; 6.8 to 1 against white."""
GRID = "#e4e7eb"
BLUE = "#0072b2"
PALE_BLUE = "#8fc1e3"
ORANGE = "#d55e00"
DARK_ORANGE = "#a84300"
"""Orange of small letters and thin lines; 6 to 1 against white."""
GREEN = "#00664b"
PURPLE = "#8a3f73"
GREY = "#7a828c"
DENSITY = ("#dde9f5", "#bcd5ea", "#74acd6", "#2a78b5", "#0a4a85", "#052a55")
"""Few to many."""
HARM = ("#fdf3ea", "#f9d2ae", "#f0a465", "#d9722a", "#a84300", "#6b2a00")
"""Little to much."""
CATEGORIES = (BLUE, ORANGE, GREEN, PURPLE, "#e69f00", "#56b4e9", INK, GREY)
SHAPES = ("circle", "diamond", "triangle-up", "square", "triangle-down", "cross", "triangle-right", "stroke")
PERCENT_LABEL = "replace(datum.label, '%', '\u00a0%')"
"""Percentages on an axis are written as in the text."""
TEXT = 13
SMALL = 12
WIDE, NARROW = 720, 250
"""Width in pixels of what is plotted on a page and on a telephone, without axes and labels."""


def config() -> dict[str, Any]:
    """The Vega-Lite configuration of every picture."""
    axis = {
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "labelColor": INK,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": GREY,
        "tickColor": GREY,
        "titlePadding": 8,
    }
    return {
        "font": FONT,
        "background": "white",
        "padding": 6,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"fontSize": SMALL, "color": INK},
        "title": {
            "fontSize": TEXT,
            "fontWeight": "bold",
            "color": INK,
            "anchor": "start",
            "subtitleFontSize": SMALL,
            "subtitleColor": QUIET,
            "subtitlePadding": 3,
        },
        "legend": {
            "labelFontSize": SMALL,
            "titleFontSize": SMALL,
            "labelColor": INK,
            "titleColor": QUIET,
            "titleFontWeight": "normal",
            "labelLimit": 400,
            "titleLimit": 400,
        },
        "aria": False,
    }
