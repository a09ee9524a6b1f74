"""People waiting to be seated: a stack for each sex and age band, drawn from by word.

A stack's number is `sex * bands + band` (docs/synthesis.md, section 5). The functions are plain Python on
integers: they run as they stand, and compiled by Numba with the same result.
"""

from __future__ import annotations

from typing import Any

from underheaven.jit import register_jitable
from underheaven.society.making import tables_of, waiting_of

SMALL, CHILD, ADULT = 0, 1, 2
"""The role of an age band."""
EITHER = 2
"""In the place of a sex, where either will do."""
NOBODY = -1


@register_jitable
def take(stack: int, word: int, arguments: Any) -> int:
    """One of the people left in a stack, each as likely as the others; the last one fills the gap."""
    w, t = waiting_of(arguments), tables_of(arguments)
    at = w.start[stack] + ((word * w.left[stack]) >> 32)
    person: int = w.person[at]
    w.left[stack] -= 1
    w.of_role[t.role[stack % len(t.role)]] -= 1
    w.person[at] = w.person[w.start[stack] + w.left[stack]]
    return person


@register_jitable
def any_of(wanted: int, word: int, arguments: Any) -> int:
    """The stack of somebody of a role, each person as likely as the others; NOBODY if none is left."""
    w, t = waiting_of(arguments), tables_of(arguments)
    rest, stack = (word * w.of_role[wanted]) >> 32, 0
    for _ in range(2):
        for band in range(len(t.role)):
            if t.role[band] == wanted:
                if rest < w.left[stack]:
                    return stack
                rest -= w.left[stack]
            stack += 1
    return NOBODY


@register_jitable
def nearest(age: int, sex: int, word: int, arguments: Any) -> Any:
    """The stack of an adult whose band is nearest to an age; of `EITHER` sex by the numbers left."""
    w, t = waiting_of(arguments), tables_of(arguments)
    bands, row = len(t.role), min(age, len(t.nearest) - 1)
    for rank in range(t.nearest.shape[1]):
        band = t.nearest[row, rank]
        men, women = w.left[band], w.left[bands + band]
        if sex == EITHER and men + women > 0:
            return band if (word * (men + women)) >> 32 < men else bands + band
        if sex == 0 and men > 0:
            return band
        if sex == 1 and women > 0:
            return bands + band
    return NOBODY


@register_jitable
def partner(age: int, head: int, word: int, arguments: Any) -> Any:
    """The stack of a partner: the other sex and at most one band away, else whoever is nearest in age."""
    bands = len(tables_of(arguments).role)
    found = nearest(age, 1 - head // bands, word, arguments)
    if found == NOBODY or abs(found % bands - head % bands) > 1:
        found = nearest(age, EITHER, word, arguments)
    return found
