"""Pieces of work: what a thread does of a step without a break, so that no two count in one row."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np

from underheaven.engine.layout import BLOCKS
from underheaven.engine.state import Communities

CHUNKS_PER_THREAD = 16
"""Pieces of work per thread and step: so many that no thread waits long for another's last."""


class Piece(NamedTuple):
    """Each `every`-th community from `first` to before `last`: what a thread does without a break."""

    first: int
    last: int
    every: int


def pieces_of(communities: Communities, pieces: int) -> list[Piece]:
    """At most so many pieces of about equally many communities.

    No two count in the same row of the year: rows are of (block, region, wave), and blocks take turns. So
    pieces differ in the blocks of their communities; where there are not enough blocks, in the regions too.
    """
    number = len(communities.region)
    every = 1 << min(pieces, BLOCKS).bit_length() - 1
    begins = np.flatnonzero(np.diff(communities.region, prepend=-1))
    parts = min(pieces // every, len(begins))
    edges = sorted({number, *(int(begins[begins <= number * i // parts][-1]) for i in range(parts))})
    return [
        Piece(first + turn, last, every)
        for first, last in itertools.pairwise(edges)
        for turn in range(min(every, last - first))
    ]
