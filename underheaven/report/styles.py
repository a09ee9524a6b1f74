"""The style sheet of pages with pictures, light and dark as their reader asks for."""

from __future__ import annotations

from importlib.resources import files

from underheaven.report.theme import dark_rules


def style_sheet() -> str:
    """The rules of a page; on a dark screen its pictures take the colours of the dark theme."""
    plain = files("underheaven.report").joinpath("templates/report.css").read_text("utf-8")
    return f"{plain}@media screen and (prefers-color-scheme: dark) {{\n{dark_rules('figure')}\n}}\n"
