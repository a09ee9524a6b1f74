"""Figures that somebody typed into a page: what looks like a result and is printed by nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.pages.marks import FENCE, parts_of

NUMBER = r"[−+-]?\d[\d,]*(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\w.,§-]){NUMBER}\s%"
    rf"|(?<![\w.,-]){NUMBER}\s(?:ns|ms|s|min|seconds|minutes|[KMG]i?B|bytes|times)\b"
    rf"|(?<![\w.,-]){NUMBER}\s(?:of|in)\s(?:every\s|each\s)?\d[\d,]*"
    rf"|(?<![\w.,-]){NUMBER}\s?per\s1,000"
    r"|(?<![\w.,-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w.]*\d)"
    r"|(?<![\w.,§-])\d+\.\d+(?![\d.]|\w)"
    r"|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,64}\b"
)
"""A share, a time, a size, a ratio, a count in thousands, a decimal, a digest."""

CODE = re.compile(r"`[^`\n]+`|\]\([^)\s]+\)|<!--.*?-->", flags=re.DOTALL)


def typed(page: str) -> Iterator[tuple[str, str]]:
    """Each figure that no block of commands prints, with its line: of prose, and of blocks of plain text."""
    made = {(part.start, part.stop) for part in parts_of(page)}
    blocks = list(FENCE.finditer(page))
    hidden = list(made)
    hidden += [block.span() for block in blocks if block["language"] != "text" or block.span("body") in made]
    hidden += [
        code.span() for code in CODE.finditer(page) if not _within(code.start(), [b.span() for b in blocks])
    ]
    for found in FIGURE.finditer(page):
        if not _within(found.start(), hidden):
            start, stop = page.rfind("\n", 0, found.start()) + 1, page.find("\n", found.end())
            yield found[0], page[start : stop if stop >= 0 else len(page)].strip()


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < stop for start, stop in spans)
