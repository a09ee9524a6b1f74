"""Whether two printed texts say the same, but for what no two runs share: times, speeds and memory."""

from __future__ import annotations

import re

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
VARYING = (
    re.compile(rf"(?:{_NUMBER} min )?{_NUMBER} (?:ms|s|min)\b"),
    re.compile(rf"{_NUMBER}(?: million)?(?= citizen-weeks a second)"),
    re.compile(rf"{_NUMBER} [KMG]iB"),
)
"""A time, a speed, a size of memory."""


def essence(text: str) -> str:
    """The text with what varies masked, and all white space as one space: a longer time may wrap a line."""
    for pattern in VARYING:
        text = pattern.sub("#", text)
    return " ".join(text.split())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return essence(one) == essence(other)
