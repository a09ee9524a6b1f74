"""Where an allotment of places ended (specification, 18)."""

from __future__ import annotations

from typing import NamedTuple

NOBODY = -1


class Cut(NamedTuple):
    """The last family placed and the last drawn: rank, lottery word, community and slot in one number."""

    placed_rank: int = NOBODY
    placed_word: int = NOBODY
    placed_at: int = NOBODY
    drawn_word: int = NOBODY
    drawn_at: int = NOBODY
