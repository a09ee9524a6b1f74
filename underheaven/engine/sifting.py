"""Acts that change nothing: decided, seen and counted in plain loops (specification, 6 and 7).

What becomes of an act depends on dread, hardship, standing and score, and these are as they were at the
start of the step until something changes them; whether a source sees it depends on nothing of the kind. So
all acts are decided and seen under the state of the start. In the step of most citizens nothing changes, and
what was decided holds. The others are walked through their step, event by event (`walking`).
"""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.counted.columns import Act, Known, Life, Public
from underheaven.draws import fill, int64
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    conduct_of,
    counting_of,
    events_of,
    log_of,
    rules_of,
    sifting_of,
    slots_of,
    state_of,
    told_of,
    traits_of,
)
from underheaven.engine.deciding import CRITICAL, DECIDED, VOICES, do
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told
from underheaven.engine.seeing import LOOKED, NOBODY_SAW, first_source
from underheaven.engine.walked import Me
from underheaven.life.decide import BROUGHT_ON, DONE, HELD_BACK, left_by_dread, today
from underheaven.life.score import standing
from underheaven.mechanisms.credit.handed import credit_of
from underheaven.mechanisms.hospital.handed import hospital_of
from underheaven.mechanisms.mistakes.rule import choose
from underheaven.mechanisms.partners.handed import partners_of
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.speech.handed import speech_of
from underheaven.mechanisms.speech.rule import silent

WIDTH = len(Act)
TOO_LATE = 128
"""Bit of an act's fate, beside those of `life.decide` and `LOOKED`: it falls after the end of the run."""


@njit(nogil=True)
def sift(acts: int, arguments: Any) -> None:
    """Mark in `walks` those whom something happens to, and count the acts of all others."""
    here = here_of(arguments)
    t, x, events = calendar_of(arguments), sifting_of(arguments), events_of(arguments)
    if t.first_segment[here.step] != here.z:
        # The policy changes within the step: everybody is walked.
        for i in range(here.n):
            x.walks[i] = (int64(events.considered[i]) | int64(events.rare[i])) != 0
        for e in range(acts):
            x.fate[e] = 0
        return
    _prepare(arguments)
    _look(_decide(acts, arguments), arguments)
    _walk_watched(arguments)
    _count(acts, arguments)


@register_jitable
def _walk_watched(arguments: Any) -> None:
    """Those whose life is told are walked through all that happens to them."""
    if is_told(arguments):
        x, events, watched = sifting_of(arguments), events_of(arguments), log_of(arguments).watched
        for i in range(here_of(arguments).n):
            x.walks[i] |= watched[i] == 1 and (int64(events.considered[i]) | int64(events.rare[i])) != 0


@njit(nogil=True)
def _prepare(arguments: Any) -> None:
    """What everybody's decisions have in common, and how everybody stands."""
    here = here_of(arguments)
    x, s, c = sifting_of(arguments), state_of(arguments), conduct_of(arguments)
    member = slots_of(arguments).member
    climate = min(15, told_of(arguments).known[here.region, Known.CLIMATE] >> 12)
    eased, hospital = privileges_of(arguments).eased, hospital_of(arguments)
    dating, credit = partners_of(arguments), credit_of(arguments)
    for k in range(len(x.special)):
        more = eased[k] != 0 or credit.has_outcome[k] == 1
        x.special[k] = more or k == hospital.kind or k == dating.kind
        for level in range(16):
            x.kept[k, level] = left_by_dread(c.dread_response[here.z, k, level], c.climate_factor[k, climate])
    rare, highest = events_of(arguments).rare, rules_of(arguments).highest[here.z]
    for i in range(here.n):
        j = here.begin + i
        x.walks[i] = rare[i] != 0
        x.bins[i] = (s.dread[j] >> 4) | (s.hardship[j] & 0xF0)
        x.under[i] = int64(member[i] == 1 and int64(s.shown[j]) < highest)
    for i in range(here.n):
        if x.under[i] != 0:
            j, rules = here.begin + i, rules_of(arguments)
            group = int64(traits_of(arguments).class_of[int64(s.archetype[j]) & ARCHETYPE]) >> 1
            x.under[i] = standing(int64(s.shown[j]), rules.below[here.z, group], highest)


@njit(nogil=True)
def _decide(acts: int, arguments: Any) -> int:
    """Decide all acts under the state of the start; returns how many a source may see."""
    here = here_of(arguments)
    x, events, c = sifting_of(arguments), events_of(arguments), conduct_of(arguments)
    slots = slots_of(arguments)
    t, ruled, manner = calendar_of(arguments), rules_of(arguments).ruled[here.z], slots.manner
    member = slots.member
    limit, looks = t.end[here.step] - here.step * t.step_minutes, 0
    speaks = speech_of(arguments).any == 1
    hospital = hospital_of(arguments).kind
    for e in range(acts):
        if events.minute[e] >= limit:
            x.fate[e] = TOO_LATE
            continue
        i, k, word = int64(events.slot[e]), int64(events.kind[e]), int64(events.word[2, e])
        base, under = c.base[manner[i], k], x.under[i]
        until = today(base, x.kept[k, x.bins[i] & 15], c.hardship_factor[k, x.bins[i] >> 4])
        if speaks and c.tone[k] == CRITICAL and _is_silent(i, arguments):
            until = int64(0)
        if under & (c.denying[k] | c.confining * int64(c.preventable[k])) != 0:
            x.walks[i], x.fate[e] = 1, 0
        elif word >= until:
            x.fate[e] = DECIDED | (HELD_BACK if word < base else 0)
        else:
            x.fate[e] = DECIDED | DONE | (BROUGHT_ON if word >= base else 0)
            if c.heard[here.step, k] > 0 or (k == hospital and _is_refused(i, e, arguments)):
                x.walks[i] = 1
            if ruled[k] == 1 and member[i] == 1:
                x.looked[looks], x.who[looks] = e, events.drawn[e]
                looks += 1
    return looks


@njit(nogil=True)
def _is_silent(i: int, arguments: Any) -> bool:
    """Whether somebody finds the climate too lonely to criticise."""
    here = here_of(arguments)
    voice, word = speech_of(arguments), int64(slots_of(arguments).person[1, i])
    climate = told_of(arguments).known[here.region, Known.CLIMATE]
    return silent(climate, voice.threshold[choose(word, voice.until, VOICES)])


@njit(nogil=True)
def _is_refused(i: int, e: int, arguments: Any) -> bool:
    """Whether the hospital has no room for a visit."""
    here = here_of(arguments)
    reward, known, fast = privileges_of(arguments), told_of(arguments).known[here.region], False
    if slots_of(arguments).member[i] == 1:
        shown = int64(state_of(arguments).shown[here.begin + i])
        fast = (privileges(shown, reward.above[here.z], reward.lowest[here.z]) & reward.fast_lane) != 0
    until = known[Known.REFUSED_FAST if fast else Known.REFUSED_SLOW]
    return bool(int64(events_of(arguments).word[3, e]) < until)


@njit(nogil=True)
def _look(looks: int, arguments: Any) -> None:
    """Find out which of the acts that a source may see it sees."""
    here = here_of(arguments)
    x, events = sifting_of(arguments), events_of(arguments)
    archetype, class_of = state_of(arguments).archetype, traits_of(arguments).class_of
    w = x.word
    fill(here.place, x.who, looks, here.step, draws.SEE, here.seed, w)
    for q in range(looks):
        e = int64(x.looked[q])
        i, low, high = int64(events.slot[e]), w[0, q], w[1, q]
        events.word[4, e], events.word[5, e] = low, high
        x.fate[e] |= LOOKED
        of_class, k = int64(class_of[int64(archetype[here.begin + i]) & ARCHETYPE]), int64(events.kind[e])
        source = first_source(e, k, here.z, of_class, (int64(low), int64(high)), arguments)
        x.source[e] = source + 1
        x.walks[i] |= source != NOBODY_SAW


@njit(nogil=True)
def _count(acts: int, arguments: Any) -> None:
    """Count the acts of those in whose step nothing changes."""
    here = here_of(arguments)
    x, events, counting = sifting_of(arguments), events_of(arguments), counting_of(arguments)
    tone = conduct_of(arguments).tone
    cell, first, told = slots_of(arguments).cell, blocks_of(arguments).act, counting.lives.shape[1] > 0
    for e in range(acts):
        i, fate = int64(events.slot[e]), int64(x.fate[e])
        if x.walks[i] == 1 or fate == TOO_LATE:
            continue
        k = int64(events.kind[e])
        row, of_kind = counting.tally[cell[i]], first + WIDTH * k
        row[of_kind + Act.CONSIDERED] += 1
        if fate == DECIDED:
            continue
        if fate & HELD_BACK:
            row[of_kind + Act.HELD_BACK] += 1
            if told and tone[k] > 0:
                counting.lives[Life.SILENCED, here.begin + i] += 1
            continue
        good = int64(1)
        if x.special[k] == 1:
            good = _do(i, e, arguments)
        else:
            row[of_kind + Act.DONE] += 1
        row[of_kind + Act.BROUGHT_ON] += (fate & BROUGHT_ON) != 0
        row[of_kind + Act.ANSWERABLE] += (fate & LOOKED) != 0
        if tone[k] > 0:
            counting.public[Public.CRITICAL - 1 + tone[k]] += 1
        if told and fate & LOOKED and rules_of(arguments).points[good, here.z, k] < 0:
            counting.lives[Life.DEEDS, here.begin + i] += 1


@register_jitable
def _do(i: int, e: int, arguments: Any) -> int:
    """Do an act of a special kind, of somebody in whose step nothing changes."""
    here = here_of(arguments)
    me = events_of(arguments).me
    me[Me.SHOWN] = int64(state_of(arguments).shown[here.begin + i])
    return do(i, e, here.z, slots_of(arguments).member[i] == 1, arguments)
