"""The lines that are hashed with a step's counts: titles and names of columns (specification, 13).

Neither NumPy nor Numba is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import accumulate

from underheaven.engine.layout import BINS, Layout

TITLES = ("tallies", "histogram", "public", "known")
BYTES = hashlib.sha256().digest_size
WORD = 8
"""Bytes of a number."""


def encoded(lines: Sequence[str]) -> tuple[bytes, list[int]]:
    """The lines as bytes, and where each begins and the last ends."""
    parts = [f"{line}\n".encode() for line in lines]
    return b"".join(parts), [0, *accumulate(map(len, parts))]


def lines_of(layout: Layout) -> tuple[str, ...]:
    """An empty line, the titles, and the names of all columns."""
    return ("", *TITLES, *(name for names in _names(layout) for name in names))


def in_order(layout: Layout) -> list[list[int]]:
    """Of the tallies, of what is public and of what is known: numbers of columns, in the order of names."""
    return [sorted(range(len(names)), key=names.__getitem__) for names in _names(layout)]


def lengths_of_step(layout: Layout, regions: int, groups: int) -> dict[str, int]:
    """The lengths of the axes of what is hashed of a step (`chaining.Step`, `chaining.Orders`)."""
    names = _names(layout)
    counts, public, known = map(len, names)
    numbers = regions * (groups * (counts + BINS) + public + known)
    return {
        "R": regions,
        "RG": regions * groups,
        "M": counts,
        "n": regions * groups * BINS,
        "F": public,
        "Q": known,
        "columns": max(counts, public, known),
        # Every line is written at most once, but the empty one four times.
        "bytes": BYTES + len(encoded(lines_of(layout))[0]) + len(TITLES) + WORD * numbers,
    }


def _names(layout: Layout) -> tuple[tuple[str, ...], ...]:
    return layout.columns, layout.public, layout.known
