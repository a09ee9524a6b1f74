"""Places go to families: who has one, and who lost it to a higher rank (specification, 18)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Cut, Place
from underheaven.counted.events import Cause, Outcome, Row, What
from underheaven.draws import int64, named, words
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    scale_of,
    slots_of,
    state_of,
    told_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank, is_told, is_watched, note_of_state, put
from underheaven.jit import register_jitable
from underheaven.life.score import raised
from underheaven.mechanisms.association.kernel import FIRST_OF_HOUSEHOLD
from underheaven.mechanisms.places.handed import places_of
from underheaven.mechanisms.places.rule import first

COLUMNS, FIELDS = len(Place), len(Cut)


@register_jitable
def allot(arguments: Any) -> None:
    """In a step that begins a year, count who is placed; adults of displaced families suffer."""
    here = here_of(arguments)
    goods = places_of(arguments)
    if goods.allotted[here.step] == 0:
        return
    i = int64(0)
    while i < here.n:
        last = end_of_household(i, arguments)
        adults, child, mean = family_of(i, last, arguments)
        w = words(here.place, i, here.step, draws.PLACES, here.seed)
        for q in range(len(goods.with_child)):
            if adults > 0 and (goods.with_child[q] == 0 or child == 1):
                rank = mean if goods.ranked[here.step, q] == 1 else int64(0)
                lot = named(w[0], w[1], goods.key[q])[0]
                placed, drawn = _count(i, q, rank, lot, arguments)
                if drawn and not placed:
                    _displace(i, last, goods.hardship[q], arguments)
                _tell(i, last, q, placed, drawn, arguments)
        i = last


@register_jitable
def _count(i: int, q: int, rank: int, lot: int, arguments: Any) -> tuple[bool, bool]:
    """Count a family for a good; whether it has a place, and whether it would if lots alone decided."""
    here = here_of(arguments)
    at, x, cell = blocks_of(arguments), counting_of(arguments), slots_of(arguments).cell[i]
    cut, family = told_of(arguments).known[here.region, at.cut + FIELDS * q :], here.community << 12 | i
    placed = first(rank, lot, family, cut[Cut.PLACED_RANK], cut[Cut.PLACED_WORD], cut[Cut.PLACED_PLACE])
    drawn = first(int64(0), lot, family, int64(0), cut[Cut.DRAWN_WORD], cut[Cut.DRAWN_PLACE])
    row, head = x.tally[cell], at.place + COLUMNS * q
    row[head + Place.FAMILIES] += 1
    row[head + Place.PLACED] += placed
    row[head + Place.DISPLACED] += drawn and not placed
    row[head + Place.FAVOURED] += placed and not drawn
    return placed, drawn


@register_jitable
def _tell(i: int, last: int, q: int, placed: bool, drawn: bool, arguments: Any) -> None:
    """Tell each of a family whether it has a place."""
    if is_told(arguments):
        put(Row.OUTCOME, Outcome.PLACED if placed else Outcome.NOT_PLACED, arguments)
        if placed != drawn:
            put(Row.WHY, Cause.FAVOURED if placed else Cause.DISPLACED, arguments)
        for slot in range(i, last):
            if is_watched(slot, arguments):
                note_of_state(slot, What.PLACE, q, arguments)
        blank(arguments)


@register_jitable
def _displace(i: int, last: int, by: int, arguments: Any) -> None:
    """The adults of a family suffer."""
    here = here_of(arguments)
    s, adult = state_of(arguments), traits_of(arguments).adult
    for j in range(here.begin + i, here.begin + last):
        if adult[int64(s.archetype[j]) & ARCHETYPE] == 1:
            s.hardship[j] = raised(int64(s.hardship[j]), by)


@register_jitable
def end_of_household(i: int, arguments: Any) -> int:
    """The slot behind the last of the household that begins at slot i."""
    here, archetype, last = here_of(arguments), state_of(arguments).archetype, i + 1
    while last < here.n and archetype[here.begin + last] & FIRST_OF_HOUSEHOLD == 0:
        last += 1
    return last


@register_jitable
def family_of(i: int, last: int, arguments: Any) -> tuple[int, int, int]:
    """Adults of the household of slots i … last - 1, whether it has a small child, and its mean score.

    The mean is over its enrolled adults, rounded down; the start of the scale where there are none.
    """
    here = here_of(arguments)
    s, member = state_of(arguments), slots_of(arguments).member
    adult, child = traits_of(arguments).adult, places_of(arguments).child
    adults, members, total, children = int64(0), int64(0), int64(0), int64(0)
    for slot in range(i, last):
        a = int64(s.archetype[here.begin + slot]) & ARCHETYPE
        adults += adult[a]
        children |= child[a]
        if member[slot] == 1:
            members += 1
            total += int64(s.shown[here.begin + slot])
    return adults, children, total // members if members > 0 else scale_of(arguments).start
