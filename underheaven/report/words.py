"""Numbers in words that a newcomer reads at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from underheaven.measure.results import Value

SPACE = "\N{NO-BREAK SPACE}"


def percent(share: float) -> str:
    """A share as a percentage, with as many decimals as its size needs."""
    value = 100 * share
    if value == round(value) or value >= 99.995:
        return f"{value:.0f}{SPACE}%"
    if 1 <= value <= 99.9:
        return f"{value:.1f}{SPACE}%"
    if value >= 0.1:
        return f"{value:.2f}{SPACE}%"
    return f"{value:.2g}{SPACE}%" if value >= 1e-4 else f"under 0.0001{SPACE}%"


def number(value: float) -> str:
    """A number with three significant digits, thousands apart."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 1e-4:
        text = f"{value:#.3g}"
        return text.rstrip("0").rstrip(".") if "e" not in text else f"{value:.3f}"
    return f"{value:.0e}"


def in_unit(value: float, unit: str) -> str:
    """A value in its unit: shares as percentages, all else as numbers."""
    return percent(value) if unit == "share" else number(value)


def interval(value: Value, unit: str) -> str:
    """`low to high`, or nothing if there is no interval."""
    if value.low is None or value.high is None:
        return ""
    low, high = in_unit(value.low, unit), in_unit(value.high, unit)
    if unit == "share":
        low = low.removesuffix(f"{SPACE}%")
    return f"{low} to {high}"


def short(amount: float) -> str:
    """A number of two digits, or of all digits before the point: 0.28, 4.3, 15, 1,240."""
    return f"{amount:,.0f}" if amount >= 9.5 or amount == 0 else number(float(f"{amount:.2g}"))


def per_thousand(share: float) -> str:
    """A share as so many of a thousand, always, so that shares can be compared: 44, 4.3 or 0.28."""
    many = 1_000 * share
    return short(many) if many >= 1e-3 or many == 0 else "fewer than 0.001"


def of_many(share: float, things: str = "of them") -> str:
    """A share as a number of people or acts: `44 of every 1,000 adults`."""
    if share == 0:
        return "none of them" if things == "of them" else f"none of the {things}"
    return f"{per_thousand(share)} of every 1,000 {things}"


def day(date: dt.date) -> str:
    """`29 October 2018`."""
    return f"{date.day} {date:%B %Y}"


def month(date: dt.date) -> str:
    """`Oct 2018`."""
    return f"{date:%b %Y}"


def plain(name: str) -> str:
    """A name of a file in words: `first_pilots` is `first pilots`."""
    return name.replace("_", " ").replace("-", " ")


def capital(text: str) -> str:
    """With a capital letter first; the rest stays."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """With a small letter first, to stand within a sentence; the rest stays."""
    return text[:1].lower() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))
