"""See: which source, if any, records a done act (specification, 7.1).

Up to four sources watch a kind, each with a word of its own; the lowest that catches the act records it.
"""

from __future__ import annotations

from typing import Any

from underheaven.jit import register_jitable

UNSEEN = -1


@register_jitable
def first_slot(word0: int, word1: int, word2: int, word3: int, seen: Any) -> int:
    """The first of four slots whose word is below its threshold in `seen` (int64[4]), or `UNSEEN`."""
    if word0 < seen[0]:
        return 0
    if word1 < seen[1]:
        return 1
    if word2 < seen[2]:
        return 2
    if word3 < seen[3]:
        return 3
    return UNSEEN
