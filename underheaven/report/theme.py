"""One look for every picture: colours that colour-blind readers can tell apart, light and dark, and sizes.

Hues are those of Okabe and Ito 2008; what is small or thin is darkened for contrast on white, and lightened
for contrast on black. Where two colours stand for two things, a shape, a dash or a place says so as well.
"""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["light", "dark"]
THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}
"""By what they are called, what there is."""
FONT = "'DejaVu Sans', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', sans-serif"
INK = "#1b1f24"
"""Text."""
QUIET = "#555c66"
"""Text that comes second; 6.8 to 1 against white."""
PAPER = "#ffffff"
"""What pictures are drawn on, and letters on dark marks."""
GRID = "#e4e7eb"
BLUE = "#0072b2"
PALE_BLUE = "#8fc1e3"
ORANGE = "#d55e00"
DARK_ORANGE = "#a84300"
"""Orange of small letters and thin lines; 6 to 1 against white."""
GREEN = "#00664b"
PURPLE = "#8a3f73"
OCHRE = "#9a6b00"
SKY = "#2c8fbd"
GREY = "#737b85"
FAINT = "#b4bbc4"
"""Lines of which many lie over each other and none is looked at alone."""
EMPTY = "#eceef1"
"""Where a value is missing."""
DENSITY = ("#dde9f5", "#bcd5ea", "#74acd6", "#2a78b5", "#0a4a85", "#052a55")
"""Few to many."""
HARM = ("#fdf3ea", "#f9d2ae", "#f0a465", "#d9722a", "#a84301", "#6b2a00")
"""Little to much."""
CATEGORIES = (BLUE, ORANGE, GREEN, PURPLE, OCHRE, SKY, INK, GREY)
SHAPES = ("circle", "diamond", "triangle-up", "square", "triangle-down", "cross", "triangle-right", "stroke")
DARK = {
    INK: "#e8eaed", QUIET: "#aab2bd", PAPER: "#14171b", GRID: "#2c323a", BLUE: "#5cb3ec",
    PALE_BLUE: "#2c5f86", ORANGE: "#f0883e", DARK_ORANGE: "#ffa066", GREEN: "#3dc79b", PURPLE: "#d98fc4",
    OCHRE: "#e0ac2b", SKY: "#8fd0f5", GREY: "#8b949e", FAINT: "#4d5661", EMPTY: "#23282f",
    **dict(zip(DENSITY, ("#1b2a39", "#1d4260", "#275f8f", "#4290cd", "#86bfea", "#d6ebfa"), strict=True)),
    **dict(zip(HARM, ("#2b2019", "#4a2d17", "#6f3f17", "#9a5418", "#e08a45", "#fbdcbf"), strict=True)),
}  # fmt: skip
"""Each colour on dark paper."""
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
    }
    title = {
        "fontSize": TEXT,
        "fontWeight": "bold",
        "color": INK,
        "anchor": "start",
        "subtitleFontSize": SMALL,
        "subtitleColor": QUIET,
        "subtitlePadding": 3,
    }
    return {
        "font": FONT,
        "background": PAPER,
        "padding": 6,
        "view": {"stroke": None},
        "axis": axis,
        "title": title,
        "aria": False,
    }


def themed(part: Any, theme: Theme) -> Any:
    """A specification in the colours of a theme; it is written for light paper."""
    if theme == "light":
        return part
    if isinstance(part, dict):
        return {key: themed(each, theme) for key, each in part.items()}
    if isinstance(part, list | tuple):
        return [themed(each, theme) for each in part]
    return DARK.get(part, part) if isinstance(part, str) else part


def dark_rules(selector: str) -> str:
    """Rules of a style sheet that turn a picture drawn for light paper into the dark theme."""
    return "\n".join(
        f'{selector} [{attribute}="{light}"] {{ {attribute}: {dark}; }}'
        for light, dark in DARK.items()
        for attribute in ("fill", "stroke")
    )
