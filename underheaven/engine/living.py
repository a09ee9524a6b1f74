"""Second half: the events of each citizen in order of minute (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven.engine.considering import ARCHETYPE, segment_at
from underheaven.engine.scratch import Scratch, State
from underheaven.life.decide import (
    BROUGHT_ON,
    DENIED,
    DONE,
    HELD_BACK,
    PREVENTED,
    outcome,
    propensity,
)
from underheaven.life.score import add, raised, standing
from underheaven.life.see import first_slot
from underheaven.life.tables import Tables

(
    CONSIDERED, WAS_DONE, WAS_HELD, WAS_BROUGHT, WAS_PREVENTED, WAS_DENIED, ANSWERABLE, RECORDED, WRONG
) = range(9)  # fmt: skip
OUTCOMES = 9
CLAMPED, LOST, GAINED = 9, 10, 11
"""Columns of a tally's block of a kind, and of its block of persons (`layout`)."""
DAY = 1440


@register_jitable
def _insert(first: int, number: int, m: int, minutes: Any, order: Any) -> int:
    """Put events `first` … into `order` by minute, equal minutes in their order; returns how many are in."""
    for e in range(first, first + number):
        at, p = minutes[e], m
        while p > 0 and minutes[order[p - 1]] > at:
            order[p] = order[p - 1]
            p -= 1
        order[p] = e
        m += 1
    return m


@register_jitable
def _counting(kind: int, day: int, true: int, limit: int, written: int, book: Any) -> tuple[bool, bool]:
    """Whether one more record of the day counts, and whether it counts for the clean walk; writes it down."""
    earlier = true_ones = 0
    for b in range(written):
        if book[0, b] == kind and book[1, b] == day:
            earlier += 1
            true_ones += book[2, b]
    book[0, written], book[1, written], book[2, written] = kind, day, true
    return earlier < limit, true == 1 and true_ones < limit


@njit(nogil=True)
def live(
    step: int,
    region: int,
    begin: int,
    n: int,
    enrolled: bool,
    climate: int,
    first_source: int,
    first_person: int,
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Apply the events of a community: state, tally and public counts change."""
    start = step * t.step_minutes
    limit = t.end[step] - start
    active = 0
    for i in range(n):
        x.active[active] = i
        active += int64((x.considered[i] | x.rare[i]) != 0)
    for citizen in range(active):
        i = int64(x.active[citizen])
        m = _insert(x.first[i], x.considered[i], 0, x.minute, x.order)
        m = _insert(x.rare_first[i], x.rare[i], m, x.minute, x.order)
        j = begin + i
        a = int64(s.archetype[j]) & ARCHETYPE
        manner = x.manner[i]
        scored = enrolled and t.adult[a] == 1
        own, shown = int64(s.own[j]), int64(s.shown[j])
        clean_own, clean = int64(s.clean_own[j]), int64(s.clean[j])
        dread, hardship = int64(s.dread[j]), int64(s.hardship[j])
        row = x.tally[t.cell_of[a]]
        in_force, of_segment, booked = 0, -1, 0
        for o in range(m):
            e = x.order[o]
            at = int64(x.minute[e])
            if at >= limit:
                break
            z = segment_at(step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
            if scored and z != of_segment:
                in_force, of_segment = standing(shown, t.below[z], t.highest[z]), z
            if x.stream[e] == 0:
                k = int64(x.kind[e])
                row[OUTCOMES * k + CONSIDERED] += 1
                base = t.base[manner, k]
                today = propensity(
                    base,
                    t.dread_response[z, k, dread >> 4],
                    t.climate_factor[k, climate],
                    t.hardship_factor[k, hardship >> 4],
                )
                confined = t.outside[k] == 1 and (in_force & t.confining) != 0
                denied = (in_force & t.denying[k]) != 0
                what = outcome(int64(x.event_word[2, e]), base, today, confined, denied)
                if what == 0:
                    continue
                if what & HELD_BACK:
                    row[OUTCOMES * k + WAS_HELD] += 1
                    continue
                if what & BROUGHT_ON:
                    row[OUTCOMES * k + WAS_BROUGHT] += 1
                if what & (PREVENTED | DENIED):
                    row[OUTCOMES * k + (WAS_PREVENTED if what & PREVENTED else WAS_DENIED)] += 1
                    dread = raised(dread, t.denial_dread)
                    hardship = raised(hardship, t.deprivation[k])
                    continue
                if what & DONE:
                    row[OUTCOMES * k + WAS_DONE] += 1
                if t.speech[k] > 0:
                    x.public[1 + t.speech[k]] += 1
                dread = raised(dread, t.heard[z, k])
                if not scored or t.points[z, k] == 0:
                    continue
                row[OUTCOMES * k + ANSWERABLE] += 1
                slot = first_slot(
                    int64(x.event_word[4, e]),
                    int64(x.event_word[5, e]),
                    int64(x.event_word[6, e]),
                    int64(x.event_word[7, e]),
                    t.seen[z, region, t.class_of[a], k],
                )
                if slot < 0:
                    continue
                source, true = t.slot_source[k, slot], 1
                row[OUTCOMES * k + RECORDED] += 1
            else:
                entry = x.event_word[0, e]
                if x.stream[e] == 1:
                    k, source, true = t.match_kind[entry], t.match_source[entry], 0
                else:
                    k, source, true = t.clerk_kind[entry], t.clerk_source[entry], 0
                if t.points[z, k] == 0:
                    continue
                row[OUTCOMES * k + WRONG] += 1
            row[first_source + 2 * source + (1 - true)] += 1
            x.public[4 + source] += 1
            points = t.points[z, k]
            counts, counts_clean = True, true == 1
            if t.per_day[k] > 0:
                counts, counts_clean = _counting(k, (start + at) // DAY, true, t.per_day[k], booked, x.booked)
                booked += 1
            if counts:
                moved = add(own, points, t.low, t.high)
                if moved != own + points:
                    row[first_person + CLAMPED] += 1
                row[first_person + (LOST if points < 0 else GAINED)] += abs(moved - own)
                own, shown = moved, add(shown, points, t.low, t.high)
                if points < 0:
                    dread = raised(dread, t.record_dread)
            if counts_clean:
                clean_own, clean = add(clean_own, points, t.low, t.high), add(clean, points, t.low, t.high)
            after = standing(shown, t.below[z], t.highest[z])
            if after & ~in_force:
                dread = raised(dread, t.sanction_dread)
            in_force = after
        s.own[j], s.shown[j], s.clean_own[j], s.clean[j] = own, shown, clean_own, clean
        s.dread[j], s.hardship[j] = dread, hardship
