"""Second half: the events of each citizen in order of minute (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven.draws import TRUE_RECORD, int64, named
from underheaven.engine.booking import book, enter, event_number, plead
from underheaven.engine.considering import ARCHETYPE, segment_at
from underheaven.engine.scratch import (
    DEEDS,
    DENIED,
    PREVENTED,
    RECORDS,
    REFUSED,
    SILENCED,
    WRONG_RECORDS,
    Ledger,
    Scratch,
    State,
)
from underheaven.life import decide
from underheaven.life.attend import dimmed
from underheaven.life.attribute import choose
from underheaven.life.decide import BROUGHT_ON, HELD_BACK, outcome, propensity
from underheaven.life.game import gamed
from underheaven.life.redress import APPEALED, CLEAN, COUNTS, TRUE, ends, waits
from underheaven.life.repay import band, repaid
from underheaven.life.reward import privileges
from underheaven.life.score import add, raised, standing
from underheaven.life.see import first_slot
from underheaven.life.speak import silent
from underheaven.life.tables import Tables

(
    CONSIDERED, WAS_DONE, WAS_HELD, WAS_BROUGHT, WAS_PREVENTED, WAS_DENIED, ANSWERABLE, RECORDED, WRONG,
    WAS_REFUSED, GAMED, REPAID,
) = range(12)  # fmt: skip
OUTCOMES = 12
CLAMPED, LOST, GAINED = 9, 10, 11
APPEALS_TRUE, APPEALS_WRONG, STRUCK_TRUE, STRUCK_WRONG = 24, 25, 28, 29
FAST_VISITS, SLOW_VISITS = 30, 33
"""Columns of a tally's block of a kind, and of its block of persons (`layout`)."""
CLIMATE, WAIT_FAST, WAIT_SLOW, WAIT_ONE_LINE, REFUSED_FAST, REFUSED_SLOW = 0, 3, 4, 5, 6, 7
APPEAL_WAIT, LEVELS = 9, 10
"""Fields of what is known."""
VOICES = 8


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
def _seen(seen: Any, slot_source: Any, hour: int, hourly: Any, attention: Any) -> tuple[int, int, int, int]:
    """The four thresholds at an hour, with each source's attention to the region."""
    s0, s1, s2, s3 = slot_source[0], slot_source[1], slot_source[2], slot_source[3]
    return (
        dimmed(seen[0], hourly[s0, hour], attention[s0]) if s0 >= 0 else 0,
        dimmed(seen[1], hourly[s1, hour], attention[s1]) if s1 >= 0 else 0,
        dimmed(seen[2], hourly[s2, hour], attention[s2]) if s2 >= 0 else 0,
        dimmed(seen[3], hourly[s3, hour], attention[s3]) if s3 >= 0 else 0,
    )


@register_jitable
def _drawn(low: int, high: int, keys: Any, seen: Any) -> tuple[int, int, int, int]:
    """The words of the four slots; one that sees nothing needs none."""
    return (
        named(low, high, keys[0])[0] if seen[0] > 0 else 0,
        named(low, high, keys[1])[0] if seen[1] > 0 else 0,
        named(low, high, keys[2])[0] if seen[2] > 0 else 0,
        named(low, high, keys[3])[0] if seen[3] > 0 else 0,
    )


@njit(nogil=True)
def live(
    step: int,
    place: int,
    region: int,
    number: int,
    begin: int,
    n: int,
    known: Any,
    starts: Any,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
    ledger: Ledger,
) -> None:
    """Apply the events of a community: state, ledger, tally and public counts change.

    `known` (int64[fields]) is what everybody in the region knows, `starts` the first columns of the
    tally's blocks (`Layout.starts`).
    """
    start = step * t.step_minutes
    limit = t.end[step] - start
    climate = min(15, known[CLIMATE] >> 12)
    attention = known[LEVELS + len(t.attentive) : LEVELS + 2 * len(t.attentive)]
    first_source, first_privilege, first_person = starts[0], starts[2], starts[7]
    guarded = t.redress.reviewed == 1 or t.redress.kept == 1
    visits = len(x.public) - 3
    told = x.lives.shape[1] > 0
    used = ledger.used[number]
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
        manner, group = x.manner[i], int64(t.class_of[a]) >> 1
        scored = x.member[i] == 1
        own, shown = int64(s.own[j]), int64(s.shown[j])
        clean_own, clean = int64(s.clean_own[j]), int64(s.clean[j])
        dread, hardship = int64(s.dread[j]), int64(s.hardship[j])
        contexts = int64(s.contexts[j]) if t.same_context == 1 else int64(0)
        voice = int64(-1)
        row = x.tally[t.cell_of[a]]
        in_force, of_segment, booked = 0, -1, 0
        for o in range(m):
            e = x.order[o]
            at = int64(x.minute[e])
            if at >= limit:
                break
            z = segment_at(step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
            if scored and z != of_segment:
                in_force, of_segment = standing(shown, t.below[z, group], t.highest[z]), z
            good = 1
            stream = int64(x.stream[e])
            if stream == 0 or stream == 3:
                k = int64(x.kind[e]) if stream == 0 else int64(x.event_word[0, e])
                confined = t.preventable[k] == 1 and (in_force & t.confining) != 0
                denied = (in_force & t.denying[k]) != 0
                if denied and t.same_context == 1:
                    denied = (contexts & t.context[k]) != 0
                if stream == 3:
                    worth = t.gaming.worth[z, x.event_word[1, e], k]
                    hindered = confined or denied
                    if not gamed(
                        int64(x.event_word[2, e]), t.gaming.chance[z], worth, shown, t.high, hindered
                    ):
                        continue
                    row[OUTCOMES * k + GAMED] += 1
                else:
                    row[OUTCOMES * k + CONSIDERED] += 1
                    base = t.base[manner, k]
                    today = propensity(
                        base,
                        t.dread_response[z, k, dread >> 4],
                        t.climate_factor[k, climate],
                        t.hardship_factor[k, hardship >> 4],
                    )
                    if t.voice.any == 1 and t.speech[k] == 1:
                        if voice < 0:
                            voice = t.voice.threshold[choose(int64(x.person[1, i]), t.voice.until, VOICES)]
                        if silent(known[CLIMATE], voice):
                            today = int64(0)
                    what = outcome(int64(x.event_word[2, e]), base, today, confined, denied)
                    if what == 0:
                        continue
                    if what & HELD_BACK:
                        row[OUTCOMES * k + WAS_HELD] += 1
                        if told and t.speech[k] > 0:
                            x.lives[SILENCED, j] += 1
                        continue
                    if what & BROUGHT_ON:
                        row[OUTCOMES * k + WAS_BROUGHT] += 1
                    if what & (decide.PREVENTED | decide.DENIED):
                        prevented = what & decide.PREVENTED != 0
                        row[OUTCOMES * k + (WAS_PREVENTED if prevented else WAS_DENIED)] += 1
                        if told:
                            x.lives[PREVENTED if prevented else DENIED, j] += 1
                        dread = raised(dread, t.denial_dread)
                        hardship = raised(hardship, t.deprivation[k])
                        continue
                    held = 0
                    if scored and (t.reward.eased[k] != 0 or k == t.hospital.kind):
                        held = privileges(shown, t.reward.above[z], t.reward.lowest[z])
                    if k == t.hospital.kind:
                        fast = (held & t.reward.fast_lane) != 0
                        x.public[visits + (0 if fast else 1)] += 1
                        if int64(x.event_word[3, e]) < known[REFUSED_FAST if fast else REFUSED_SLOW]:
                            row[OUTCOMES * k + WAS_REFUSED] += 1
                            if told:
                                x.lives[REFUSED, j] += 1
                            hardship = raised(hardship, t.deprivation[k])
                            continue
                        column = first_person + (FAST_VISITS if fast else SLOW_VISITS)
                        row[column] += 1
                        row[column + 1] += known[WAIT_FAST if fast else WAIT_SLOW]
                        row[column + 2] += known[WAIT_ONE_LINE]
                    row[OUTCOMES * k + WAS_DONE] += 1
                    held &= t.reward.eased[k]
                    p = 0
                    while held != 0:
                        row[first_privilege + 2 * p + 1] += held & 1
                        held >>= 1
                        p += 1
                    if k == t.dating.kind:
                        x.seeker[i] = 1
                    if t.credit.has_outcome[k] == 1:
                        bands = t.credit.bands[k]
                        factor = t.credit.factor[k, band(shown, t.low, t.high, bands) if bands > 0 else 0]
                        good = int64(repaid(int64(x.event_word[3, e]), t.credit.base[a, k], factor))
                        row[OUTCOMES * k + REPAID] += good
                    dread = raised(dread, t.heard[step, k])
                if t.speech[k] > 0:
                    x.public[1 + t.speech[k]] += 1
                if not scored or t.ruled[z, k] == 0:
                    continue
                row[OUTCOMES * k + ANSWERABLE] += 1
                if told and t.points[good, z, k] < 0:
                    x.lives[DEEDS, j] += 1
                seen = t.seen[z, region, t.class_of[a], k]
                thresholds = (seen[0], seen[1], seen[2], seen[3])
                if t.shifting[k] == 1:
                    hour = ((start + at) // 60) % 24
                    thresholds = _seen(seen, t.slot_source[k], hour, t.hourly, attention)
                w0, w1, w2, w3 = _drawn(
                    int64(x.event_word[4, e]), int64(x.event_word[5, e]), t.slot_key[k], thresholds
                )
                slot = first_slot(w0, w1, w2, w3, thresholds)
                if slot < 0:
                    continue
                source, true = t.slot_source[k, slot], 1
            else:
                k, source, true, good = int64(x.event_word[0, e]), int64(x.event_word[1, e]), 0, 0
                if t.ruled[z, k] == 0:
                    continue
            plea = 0
            if guarded:
                draw = int64(e) - int64(x.first[i]) if stream == 0 else int64(x.event_word[3, e])
                key = TRUE_RECORD if true == 1 else t.source_key[source]
                plea = plead(place, i, event_number(stream, draw), key, step, seed, true, t.redress)
                if plea < 0:
                    row[first_person + (STRUCK_TRUE if true == 1 else STRUCK_WRONG)] += 1
                    continue
            row[OUTCOMES * k + (RECORDED if true == 1 else WRONG)] += 1
            row[first_source + 2 * source + (1 - true)] += 1
            if told:
                x.lives[RECORDS if true == 1 else WRONG_RECORDS, j] += 1
            x.public[4 + source] += 1
            points = t.points[good, z, k]
            counts, counts_clean = True, true == 1
            if t.per_day[k] > 0:
                counts, counts_clean = book(k, (start + at) // 1440, true, t.per_day[k], booked, x.booked)
                booked += 1
            later = False
            if guarded:
                if points >= 0 or not counts:
                    plea = 0
                if plea & APPEALED:
                    row[first_person + (APPEALS_TRUE if true == 1 else APPEALS_WRONG)] += 1
                    x.public[visits + 2] += 1
                later = waits(points, t.redress.notice, plea, t.redress.suspensive)
            moved, clean_moved = own, clean_own
            if counts and not later:
                moved = add(own, points, t.low, t.high)
                if moved != own + points:
                    row[first_person + CLAMPED] += 1
                row[first_person + (LOST if points < 0 else GAINED)] += abs(moved - own)
                shown = add(shown, points, t.low, t.high)
            if counts and points < 0:
                dread = raised(dread, t.record_dread)
                contexts |= t.context[k]
            if counts_clean and not later:
                clean_moved = add(clean_own, points, t.low, t.high)
                clean = add(clean, points, t.low, t.high)
            kept = t.redress.kept == 1 and (counts or counts_clean)
            if kept and (later or plea != 0 or ends(points, t.redress.expiry, t.redress.expiry_of_all)):
                flags = plea | TRUE * true | COUNTS * int64(counts) | CLEAN * int64(counts_clean)
                enter(
                    number, used, i, start + at, points, moved - own, clean_moved - clean_own, flags,
                    later, known[APPEAL_WAIT], t.step_minutes, t.redress.appeal_minutes, ledger,
                )  # fmt: skip
                used += 1
            own, clean_own = moved, clean_moved
            after = standing(shown, t.below[z, group], t.highest[z])
            if after & ~in_force:
                dread = raised(dread, t.sanction_dread)
            in_force = after
        s.own[j], s.shown[j], s.clean_own[j], s.clean[j] = own, shown, clean_own, clean
        s.dread[j], s.hardship[j] = dread, hardship
        if t.same_context == 1:
            s.contexts[j] = contexts
    ledger.used[number] = used
