"""Acts are counted: what becomes of most is added up in packed words, kind by kind (specification, 12).

A row of the tally has some hundreds of columns, and all rows together do not fit into the processor's first
cache. The packed words do: two for each cell and kind.
"""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Act, Known, Life, Person, Public, PublicAfter, Source
from underheaven.draws import int64
from underheaven.engine.arguments import (
    blocks_of,
    conduct_of,
    counting_of,
    events_of,
    rules_of,
    sifting_of,
    slots_of,
    told_of,
)
from underheaven.engine.fates import COUNTED, LOOKED, WALKS
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told
from underheaven.engine.summing import ADDED, add_points
from underheaven.jit import register_jitable
from underheaven.life.decide import BROUGHT_ON, DONE, HELD_BACK
from underheaven.mechanisms.deterrence.kernel import unweigh
from underheaven.mechanisms.hospital.handed import hospital_of

WIDTH, SOURCE, RECORDS = len(Act), len(Source), len(Public)
SECOND, THIRD, MANY = 21, 42, (1 << 21) - 1
RECORDED = 1 << THIRD
"""Fields of packed words, of 21 bits: acts considered, done, held back; brought on, answerable, recorded."""


@register_jitable
def of_first(fate: int) -> int:
    """What an act adds to the first packed word of its cell and kind."""
    return 1 | (fate & DONE) << SECOND | (fate & HELD_BACK) // HELD_BACK << THIRD


@register_jitable
def of_second(fate: int) -> int:
    """What an act adds to the second."""
    return (fate & BROUGHT_ON) // BROUGHT_ON | (fate & LOOKED) // LOOKED << SECOND


@register_jitable
def count_acts(acts: int, arguments: Any) -> None:
    """Count all acts that are marked as `COUNTED`."""
    x, events = sifting_of(arguments), events_of(arguments)
    if counting_of(arguments).lives.shape[1] > 0 or is_told(arguments):
        _tell(acts, arguments)
    packed, cell = counting_of(arguments).acts, slots_of(arguments).cell
    fates, slot, kind = x.fate, events.slot, events.kind
    for e in range(acts):
        fate = int64(fates[e])
        counts, of_cell, k = fate // COUNTED & 1, cell[slot[e]], kind[e]
        packed[of_cell, k, 0] += counts * of_first(fate)
        packed[of_cell, k, 1] += counts * of_second(fate)


@register_jitable
def discount(i: int, e: int, arguments: Any) -> None:
    """Take an act back of which something else becomes after all."""
    packed, k = counting_of(arguments).acts, events_of(arguments).kind[e]
    fate, cell = int64(sifting_of(arguments).fate[e]), slots_of(arguments).cell[i]
    packed[cell, k, 0] -= of_first(fate)
    packed[cell, k, 1] -= of_second(fate)
    unweigh(i, e, arguments)


@register_jitable
def _tell(acts: int, arguments: Any) -> None:
    """Count of each citizen, where asked, what most acts come to; those who are walked count their own."""
    here = here_of(arguments)
    x, events, lives = sifting_of(arguments), events_of(arguments), counting_of(arguments).lives
    tone, points, told = conduct_of(arguments).tone, rules_of(arguments).points, lives.shape[1] > 0
    for e in range(acts):
        i, fate, k = int64(events.slot[e]), int64(x.fate[e]), int64(events.kind[e])
        if fate & COUNTED == 0:
            continue
        if x.walks[i] & WALKS:
            unweigh(i, e, arguments)
            x.fate[e] = fate & ~COUNTED
            continue
        if told and fate & HELD_BACK and tone[k] > 0:
            lives[Life.SILENCED, here.begin + i] += 1
        if told and fate & LOOKED and points[1, here.z, k] < 0:
            lives[Life.DEEDS, here.begin + i] += 1


@register_jitable
def add_acts(arguments: Any) -> None:
    """Add what is in the packed words to the tally, make them 0, and add up the records of each source."""
    counting, at = counting_of(arguments), blocks_of(arguments)
    packed, tone = counting.acts, conduct_of(arguments).tone
    hospital, sources = hospital_of(arguments).kind, (at.consequence - at.source) // SOURCE
    for cell in range(packed.shape[0]):
        row = counting.tally[cell]
        for source in range(sources):
            records = at.source + SOURCE * source
            counting.public[RECORDS + source] += row[records + Source.TRUE] + row[records + Source.WRONG]
        for k in range(packed.shape[1]):
            first, second = packed[cell, k, 0], packed[cell, k, 1]
            if first == 0:
                continue
            added = packed[cell, k, ADDED]
            packed[cell, k, 0] = packed[cell, k, 1] = packed[cell, k, ADDED] = 0
            of_kind, done = at.act + WIDTH * k, first >> SECOND & MANY
            row[of_kind + Act.CONSIDERED] += first & MANY
            row[of_kind + Act.DONE] += done
            row[of_kind + Act.HELD_BACK] += first >> THIRD
            row[of_kind + Act.BROUGHT_ON] += second & MANY
            row[of_kind + Act.ANSWERABLE] += second >> SECOND & MANY
            row[of_kind + Act.RECORDED] += (second >> THIRD) + added
            add_points(k, added, row, arguments)
            if tone[k] > 0:
                counting.public[Public.CRITICAL - 1 + tone[k]] += done
            if k == hospital:
                _visit(done, row, arguments)


@register_jitable
def _visit(visits: int, row: Any, arguments: Any) -> None:
    """Count visits to the hospital in the slow line that found room."""
    at, known = blocks_of(arguments), told_of(arguments).known[here_of(arguments).region]
    counting_of(arguments).public[at.public_after + PublicAfter.VISITS_SLOW] += visits
    column = at.person + Person.SLOW_VISITS
    row[column] += visits
    row[column + 1] += visits * known[Known.WAIT_SLOW]
    row[column + 2] += visits * known[Known.WAIT_ONE_LINE]
