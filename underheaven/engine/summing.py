"""Records are added up where their order is of no matter (specification, 6 and 7).

Acts are decided and seen already (`sifting`). Records move somebody's scores one after the other. But as
long as neither all that they gain nor all that they lose would bring them to an end of the scale or under a
consequence, and nothing that is decided later in the step can come out otherwise, it is enough to add the
points up. So it is done for all citizens at once. The others are walked (`plain`, `walking`).
"""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Person, Source
from underheaven.draws import int64, uint64
from underheaven.engine.arguments import (
    blocks_of,
    conduct_of,
    counting_of,
    events_of,
    rules_of,
    scale_of,
    sifting_of,
    slots_of,
    state_of,
    tying_of,
)
from underheaven.engine.fates import RECORDED, REWEIGHS, WALKS
from underheaven.engine.here import here_of
from underheaven.engine.recording import points_of
from underheaven.jit import register_jitable
from underheaven.life.score import raised
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.privileges.handed import privileges_of

POINTS, LARGE = 0x7FFFFF, 0x1FFFF
"""Bits of a sum of points, and what stands there for points that no scale is wide enough for."""
LOST, NUMBER, COSTLY, LIMITED, FEW = 23, 46, 52, 58, 63
"""Fields of a word, behind the points that are gained: points lost, and of 6 bits each the records, those
that cost points, and those of kinds of which only some a day count. Who considers more than 63 acts walks."""
ADDED, SOURCE = 2, len(Source)
"""The word of a cell and kind with the records that were added up, and the columns of a source."""


@register_jitable
def sum_up(looks: int, arguments: Any) -> bool:
    """Add up the records of those for whom that is enough, and mark in `walks` who else has any.

    `looks` acts stand in `looked`; of these, those that are seen stand in `who` afterwards. Where what a
    record is worth hangs on a score, nothing is done, and False is returned.
    """
    if _weigh_kinds(arguments):
        return False
    seen = _list_seen(looks, arguments)
    _gather(seen, arguments)
    _move(arguments)
    _count(seen, arguments)
    return True


@register_jitable
def _list_seen(looks: int, arguments: Any) -> int:
    """List in `who` the acts that are seen; returns how many there are."""
    x, seen = sifting_of(arguments), uint64(0)
    for q in range(looks):
        e = x.looked[q]
        x.who[seen] = e
        seen += uint64(x.source[e] != 0)
    number: int = int64(seen)
    return number


@register_jitable
def _weigh_kinds(arguments: Any) -> bool:
    """What a record of each kind adds to somebody's word; it stands where words of ties will stand.

    Returns whether that of any kind hangs on the score before it.
    """
    here, rules, packed = here_of(arguments), rules_of(arguments), tying_of(arguments).packed
    hanging = int64(0)
    for k in range(rules.points.shape[2]):
        points, hangs = points_of(1, here.z, k, arguments)
        hanging += int64(hangs)
        size, lost = min(abs(points), LARGE), int64(points < 0)
        limited = int64(rules.per_day[k] > 0)
        packed[k] = size << LOST * lost | 1 << NUMBER | lost << COSTLY | limited << LIMITED
    return bool(hanging > 0)


@register_jitable
def _gather(seen: int, arguments: Any) -> None:
    """Sum up everybody's records in a word."""
    x, events, tying = sifting_of(arguments), events_of(arguments), tying_of(arguments)
    slot, kind, of_kind, sums = events.slot, events.kind, tying.packed, tying.workers
    for i in range(here_of(arguments).n):
        sums[i] = 0
    for q in range(seen):
        e = x.who[q]
        sums[slot[e]] += of_kind[kind[e]]


@register_jitable
def _move(arguments: Any) -> None:
    """Move the scores and the dread of those whose records are enough to know.

    Nothing here branches. Nobody can come under a consequence, nor to an end of the scale, on whichever way.
    Whoever considers one act only does not care what becomes of them later: what is weighed against a record
    after one is weighed anew, and in which order records and what nobody saw move a belief is of matter.
    """
    here, s, x, rules = here_of(arguments), state_of(arguments), sifting_of(arguments), rules_of(arguments)
    scale, highest, lowest = (
        scale_of(arguments),
        rules.highest[here.z],
        privileges_of(arguments).lowest[here.z],
    )
    first, last, low, high, by = here.begin, here.begin + here.n, scale.low, scale.high, rules.record_dread
    within, learns = conduct_of(arguments).bin_bits, deterrence_of(arguments).learns
    own, shown, dread = s.own[first:last], s.shown[first:last], s.dread[first:last]
    clean_own, clean = s.clean_own[first:last], s.clean[first:last]
    sums, walks, bins = tying_of(arguments).workers, x.walks, x.bins
    considered, rare = events_of(arguments).considered, events_of(arguments).rare
    for i in range(here.n):
        word, acts, before = sums[i], int64(considered[i]), int64(dread[i])
        a, b, c, d = int64(own[i]), int64(shown[i]), int64(clean_own[i]), int64(clean[i])
        gained, lost, alone = word & POINTS, word >> LOST & POINTS, int64(acts == 1)
        least, most = min(min(a, b), min(c, d)) - lost, max(max(a, b), max(c, d)) + gained
        feared = raised(before, by * (word >> COSTLY & FEW))
        adds = int64(int64(walks[i]) & ~(alone * REWEIGHS) | int64(rare[i]) == 0) & int64(acts <= FEW)
        adds &= alone | int64(learns * (word >> COSTLY & FEW) == 0)
        adds &= int64(least >= low) & int64(most <= high) & int64(b - lost >= highest)
        adds &= alone | int64(b > lowest) | int64(b + gained <= lowest)
        adds &= alone | int64(feared >> within == int64(bins[i]) & (1 << 8 - within) - 1)
        adds &= int64(word >> LIMITED == 0) | int64(word >> NUMBER & FEW == 1)
        moved = adds * (gained - lost)
        own[i], shown[i], clean_own[i], clean[i] = a + moved, b + moved, c + moved, d + moved
        dread[i] = before + adds * (feared - before)
        walks[i] = int64(walks[i]) | RECORDED * (int64(word != 0) & (1 - adds))


@register_jitable
def _count(seen: int, arguments: Any) -> None:
    """Count the records that were added up."""
    x, events, cells = sifting_of(arguments), events_of(arguments), slots_of(arguments).cell
    tally, packed = counting_of(arguments).tally, counting_of(arguments).acts
    first = blocks_of(arguments).source + Source.TRUE - SOURCE
    for q in range(seen):
        e = x.who[q]
        i, k = events.slot[e], events.kind[e]
        cell, counts = cells[i], int64(x.walks[i] & WALKS == 0)
        packed[cell, k, ADDED] += counts
        tally[cell, uint64(first + SOURCE * int64(x.source[e]))] += counts


@register_jitable
def add_points(k: int, records: int, row: Any, arguments: Any) -> None:
    """Count what so many records of a kind that were added up have brought or cost."""
    word, persons = tying_of(arguments).packed[k], blocks_of(arguments).person
    row[persons + Person.POINTS_GAINED] += records * (word & POINTS)
    row[persons + Person.POINTS_LOST] += records * (word >> LOST & POINTS)
