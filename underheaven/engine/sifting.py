"""Acts are decided and seen in plain loops, before anybody is walked (specification, 6 and 7).

What becomes of an act depends on dread, hardship, standing and score, and these are as they were at the
start of the step until something changes them; whether a source sees it depends on nothing of the kind. So
all acts are decided and seen under the state of the start, and counted (`acting`). In the step of most
citizens nothing changes, and what was decided holds. The others are walked through their step, event by
event (`walking`), and what then comes out otherwise is put right.

What is not to be foreseen is not branched on: whatever needs a closer look is listed.
"""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Known
from underheaven.draws import fill, int64, named, uint64
from underheaven.engine.acting import count_acts
from underheaven.engine.arguments import (
    calendar_of,
    conduct_of,
    events_of,
    log_of,
    rules_of,
    sifting_of,
    sight_of,
    slots_of,
    told_of,
)
from underheaven.engine.deciding import CRITICAL, VOICES, base_of, count_special
from underheaven.engine.fates import (
    ALSO_SPECIAL,
    COUNTED,
    DECIDED,
    LOOKED,
    MORE,
    RECORDED,
    SPECIAL,
    TOO_LATE,
    WALKS,
    WITH_PRIVILEGE,
)
from underheaven.engine.here import here_of
from underheaven.engine.layout import FIFTHS
from underheaven.engine.noting import is_told
from underheaven.engine.plain import is_plain
from underheaven.engine.seeing import first_source
from underheaven.engine.summing import sum_up
from underheaven.engine.weighing import (
    ALWAYS,
    IF_DONE,
    OFTEN,
    PRIVILEGED,
    UNDER,
    WATCHED,
    weigh_kinds,
    weigh_people,
)
from underheaven.jit import register_jitable
from underheaven.life.decide import BROUGHT_ON, DONE, HELD_BACK, today
from underheaven.mechanisms.deterrence.believing import begin_beliefs, meet_deeds
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.kernel import lay_out_reckoning, reckon
from underheaven.mechanisms.gaming.playing import foresee
from underheaven.mechanisms.hospital.handed import hospital_of
from underheaven.mechanisms.mistakes.rule import choose
from underheaven.mechanisms.speech.handed import speech_of
from underheaven.mechanisms.speech.rule import silent


@register_jitable
def sift(acts: int, last: int, arguments: Any) -> None:
    """Decide, see and count the acts of a community, and mark in `walks` those whom something happens to.

    Rare events stand behind the acts, before the number `last`.
    """
    here = here_of(arguments)
    t, x, events = calendar_of(arguments), sifting_of(arguments), events_of(arguments)
    begin_beliefs(arguments)
    if t.first_segment[here.step] != here.z:
        # The policy changes within the step: everybody is walked.
        for i in range(here.n):
            x.walks[i] = (int64(events.considered[i]) | int64(events.rare[i])) != 0
        for e in range(acts):
            x.fate[e] = 0
        return
    weigh_kinds(arguments)
    weigh_people(arguments)
    foresee(acts, last, arguments)
    lay_out_reckoning(arguments)
    closer, looks = _decide(acts, arguments)
    special, looks = _look_closer(closer, looks, arguments)
    looks = reckon(looks, arguments)
    _look(looks, arguments)
    if not is_plain(arguments) or not sum_up(looks, arguments):
        _mark_seen(looks, arguments)
    _walk_watched(arguments)
    meet_deeds(looks, arguments)
    count_acts(acts, arguments)
    for q in range(special):
        e = int64(x.closer[q])
        if x.walks[events.slot[e]] & WALKS == 0 and int64(x.fate[e]) & DONE:
            count_special(e, arguments)


@register_jitable
def _mark_seen(looks: int, arguments: Any) -> None:
    """Whoever has a record is walked."""
    x, slot = sifting_of(arguments), events_of(arguments).slot
    for q in range(looks):
        e = x.looked[q]
        x.walks[slot[e]] |= RECORDED * int64(x.source[e] != 0)


@register_jitable
def _walk_watched(arguments: Any) -> None:
    """Those whose life is told are walked through all that happens to them."""
    if is_told(arguments):
        x, events, watched = sifting_of(arguments), events_of(arguments), log_of(arguments).watched
        for i in range(here_of(arguments).n):
            x.walks[i] |= watched[i] == 1 and (int64(events.considered[i]) | int64(events.rare[i])) != 0


@register_jitable
def _decide(acts: int, arguments: Any) -> tuple[int, int]:
    """Decide all acts under the state of the start; returns how many need a closer look, and how many of
    the others a source may see."""
    here = here_of(arguments)
    x, events, c, t = (
        sifting_of(arguments),
        events_of(arguments),
        conduct_of(arguments),
        calendar_of(arguments),
    )
    manner, limit = slots_of(arguments).manner, t.end[here.step] - here.step * t.step_minutes
    closer, looks, words, wide = uint64(0), uint64(0), events.word[2], 8 - c.bin_bits
    low, of_base, doing = (1 << wide) - 1, c.base, c.doing
    for e in range(acts):
        i, k, word = events.slot[e], events.kind[e], int64(words[e])
        base, bins = of_base[doing[manner[i]], k], int64(x.bins[i])
        until = today(base, x.kept[k, bins & low], c.hardship_factor[k, bins >> wide])
        done, wanted, late = int64(word < until), int64(word < base), int64(events.minute[e] >= limit)
        fate = (
            DECIDED
            | COUNTED
            | done * DONE
            | wanted * (1 - done) * HELD_BACK
            | done * (1 - wanted) * BROUGHT_ON
        )
        care = int64(x.care[k]) & int64(x.stance[i]) & ((ALWAYS | UNDER) | -done) & (late - 1)
        close = int64(care & (ALWAYS | IF_DONE | PRIVILEGED | UNDER) != 0)
        x.closer[closer], x.looked[looks] = e, e
        closer += uint64(close)
        watched = (1 - close) & int64(care & WATCHED != 0)
        looks += uint64(watched)
        x.fate[e] = TOO_LATE if late != 0 else fate | watched * LOOKED
    return int64(closer), int64(looks)


@register_jitable
def _look_closer(closer: int, looks: int, arguments: Any) -> tuple[int, int]:
    """Look at the acts that are listed in `closer`.

    Returns how many are special, which then stand at the list's beginning, and how many a source may see.
    """
    here = here_of(arguments)
    x, events, c, special = sifting_of(arguments), events_of(arguments), conduct_of(arguments), 0
    ruled, member = rules_of(arguments).ruled[here.z], slots_of(arguments).member
    speaks, hospital = speech_of(arguments).any == 1, hospital_of(arguments).kind
    learns, told = deterrence_of(arguments).learns == 1, deterrence_of(arguments).told
    for q in range(closer):
        e = int64(x.closer[q])
        i, k, fate = int64(events.slot[e]), int64(events.kind[e]), int64(x.fate[e])
        if speaks and c.tone[k] == CRITICAL and _is_silent(i, arguments):
            wanted = int64(events.word[2, e]) < base_of(i, k, arguments)
            fate = DECIDED | COUNTED | (HELD_BACK if wanted else 0)
        if x.under[i] & (c.denying[k] | c.confining * int64(c.preventable[k])) != 0:
            x.walks[i], fate = x.walks[i] | MORE, 0
        elif fate & DONE:
            privileged = x.special[k] == WITH_PRIVILEGE and int64(x.stance[i]) & PRIVILEGED != 0
            if k == hospital and _may_be_refused(e, arguments):
                x.walks[i], fate = x.walks[i] | MORE, fate & ~COUNTED
            elif privileged or x.special[k] == SPECIAL:
                x.closer[special], fate = e, fate & ~COUNTED
                x.walks[i] |= ALSO_SPECIAL
                special += 1
            if c.heard[here.step, k] > 0 or (learns and told[here.step, k] > 0):
                x.walks[i] |= MORE
            if ruled[k] == 1 and member[i] == 1:
                x.looked[looks], fate = e, fate | LOOKED
                looks += 1
        x.fate[e] = fate
    return special, looks


@register_jitable
def _is_silent(i: int, arguments: Any) -> bool:
    """Whether somebody finds the climate too lonely to criticise."""
    here = here_of(arguments)
    voice, word = speech_of(arguments), int64(slots_of(arguments).person[1, i])
    climate = told_of(arguments).known[here.region, Known.CLIMATE]
    return silent(climate, voice.threshold[choose(word, voice.until, VOICES)])


@register_jitable
def _may_be_refused(e: int, arguments: Any) -> bool:
    """Whether the hospital may have no room for a visit, in whichever line."""
    known = told_of(arguments).known[here_of(arguments).region]
    until = max(known[Known.REFUSED_FAST], known[Known.REFUSED_SLOW])
    return bool(int64(events_of(arguments).word[3, e]) < until)


@register_jitable
def _look(looks: int, arguments: Any) -> None:
    """Find out which of the acts that a source may see it sees."""
    here, x, events, sight = (
        here_of(arguments),
        sifting_of(arguments),
        events_of(arguments),
        sight_of(arguments),
    )
    cell, w, drawn = slots_of(arguments).cell, x.word, events.drawn
    seen, keys, often = sight.seen[here.z, here.region], sight.slot_key, uint64(0)
    for q in range(looks):
        x.who[q] = drawn[x.looked[q]]
    fill(here.place, x.who, looks, here.step, draws.SEE, here.seed, w)
    # Most kinds are seen by one source: no other is asked before it is known who has others.
    for q in range(looks):
        e = x.looked[q]
        i, k = events.slot[e], events.kind[e]
        catches = named(int64(w[0, q]), int64(w[1, q]), keys[k, 0])[0] < seen[int64(cell[i]) // FIFTHS, k, 0]
        x.who[often] = q
        often += uint64(int64(x.care[k]) // OFTEN)
        x.source[e] = int64(x.only[k]) * int64(catches)
    for p in range(int64(often)):
        q = x.who[p]
        e = x.looked[q]
        i, drawn_two = events.slot[e], (int64(w[0, q]), int64(w[1, q]))
        x.source[e] = 1 + first_source(
            int64(e), int64(events.kind[e]), here.z, int64(cell[i]) // FIFTHS, drawn_two, arguments
        )
