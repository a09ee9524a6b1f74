"""The step of most to whom something happens: acts of which only true records come (specification, 6 and 7).

Acts are decided, seen and counted already (`sifting`). As long as that holds, what is left of a citizen's
step are a few sums. Where it holds no longer, or more may come of an act, the step is walked on (`walking`).
"""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Person, Source
from underheaven.draws import int64, uint64
from underheaven.engine.acting import RECORDED
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    conduct_of,
    counting_of,
    events_of,
    reckoning_of,
    rules_of,
    scale_of,
    sifting_of,
    slots_of,
    state_of,
)
from underheaven.engine.deciding import remains
from underheaven.engine.fates import COUNTED, LOOKED, WEIGHED, WITH_PRIVILEGE
from underheaven.engine.here import here_of
from underheaven.engine.layout import CELLS
from underheaven.engine.noting import is_told
from underheaven.engine.recording import points_of
from underheaven.engine.walked import Me
from underheaven.engine.walking import walk
from underheaven.engine.weighing import both_bins
from underheaven.jit import register_jitable
from underheaven.life.decide import DONE
from underheaven.life.score import add, raised, standing
from underheaven.mechanisms.deterrence.believing import tell_of_deeds
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.rule import FULL
from underheaven.mechanisms.deterrence.rule import moved as moved_belief
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.redress.handed import redress_of

NUMBER = 0xFFFF
"""Bits of an act's number among a citizen's, below its minute."""
SOURCE = len(Source)


@register_jitable
def is_plain(arguments: Any) -> bool:
    """Whether a record does nothing in this step but count and move scores and dread."""
    here, t, redress = here_of(arguments), calendar_of(arguments), redress_of(arguments)
    told = counting_of(arguments).lives.shape[1] > 0 or is_told(arguments)
    further = redress.kept | redress.reviewed | conduct_of(arguments).same_context
    return bool(t.first_segment[here.step] == here.z and further == 0 and not told)


@register_jitable
def _order(i: int, acts: int, arguments: Any) -> None:
    """Put a citizen's acts in order of minute, equal minutes in their order.

    Each is carried past those before it, of which the later goes on: nothing branches on minutes.
    """
    x = events_of(arguments)
    order, minute, first = x.order, x.minute, uint64(x.first[i])
    order[0] = int64(minute[first]) << 16
    for d in range(1, acts):
        one = int64(minute[first + uint64(d)]) << 16 | d
        for p in range(d):
            other = order[p]
            order[p], one = min(one, other), max(one, other)
        order[d] = one


@register_jitable
def walk_plainly(walkers: int, arguments: Any) -> None:
    """Live the step of those who stand first in `walkers`, and walk on where that is not enough.

    One loop over all of them: to find where everything stands takes as long as to live somebody's acts.
    """
    here, x, events, s = here_of(arguments), sifting_of(arguments), events_of(arguments), state_of(arguments)
    rules, scale, at, z = rules_of(arguments), scale_of(arguments), blocks_of(arguments), here.z
    tally, packed, cells = (
        counting_of(arguments).tally,
        counting_of(arguments).acts,
        slots_of(arguments).cell,
    )
    within = conduct_of(arguments).bin_bits
    heard, lowest = conduct_of(arguments).heard[here.step], privileges_of(arguments).lowest[z]
    d, belief, worth = deterrence_of(arguments), reckoning_of(arguments).belief, rules.points[1, z]
    told, deeds, caught = d.told[here.step], 0, 0
    me, low, high, highest = events.me, scale.low, scale.high, rules.highest[z]
    for q in range(walkers):
        i = x.walkers[q]
        acts, lived, changed, records = int64(events.considered[i]), int64(0), False, int64(0)
        j, first, cell, bins = (
            uint64(here.begin + int64(i)),
            uint64(events.first[i]),
            cells[i],
            int64(x.bins[i]),
        )
        own, shown, clean_own, clean = (
            int64(s.own[j]),
            int64(s.shown[j]),
            int64(s.clean_own[j]),
            int64(s.clean[j]),
        )
        dread, hardship, under = int64(s.dread[j]), int64(s.hardship[j]), x.under[i]
        if acts > 1 and events.rare[i] == 0:
            _order(i, acts, arguments)
        while lived < acts and events.rare[i] == 0:
            e = first + uint64(events.order[lived] & NUMBER) if acts > 1 else first
            fate, k = int64(x.fate[e]), events.kind[e]
            source = int64(x.source[e]) if fate & LOOKED else int64(0)
            if fate & COUNTED == 0:
                break
            if changed:
                if under != x.under[i]:
                    break
                moves = both_bins(dread, hardship, within) != bins
                if moves or (fate & WEIGHED and shown != int64(s.shown[j])):
                    me[Me.SHOWN], me[Me.DREAD], me[Me.HARDSHIP] = shown, dread, hardship
                    me[Me.UNDER], me[Me.VOICE] = under, -1
                    if not remains(int64(i), int64(e), z, fate, arguments):
                        break
                if fate & DONE and x.special[k] == WITH_PRIVILEGE and shown > lowest:
                    break
                # With fewer records of all kinds than a day may have of this one, it counts.
                if source > 0 and 0 < rules.per_day[k] <= records:
                    break
            lived += 1
            if fate & DONE and heard[k] > 0:
                changed, dread = True, raised(dread, heard[k])
            if d.learns == 1:
                if fate & DONE and told[k] > 0:
                    belief[i] = moved_belief(belief[i], d.told_chance[here.step, k], told[k])
                if fate & LOOKED and worth[k] < 0:
                    towards, weight = (FULL, d.by_record) if source > 0 else (0, d.by_unseen)
                    belief[i] = moved_belief(belief[i], towards, weight)
                    deeds, caught = deeds + 1, caught + int64(source > 0)
            if source == 0:
                continue
            changed, me[Me.OWN] = True, own
            points, _ = points_of(1, z, int64(k), arguments)
            moved, lost = add(own, points, low, high), points < 0
            records += 1
            packed[cell, k, 1] += RECORDED
            tally[cell, uint64(at.source + SOURCE * (source - 1) + Source.TRUE)] += 1
            tally[cell, uint64(at.person + Person.CLAMPED)] += moved != own + points
            column = at.person + (Person.POINTS_LOST if lost else Person.POINTS_GAINED)
            tally[cell, uint64(column)] += abs(moved - own)
            own, shown = moved, add(shown, points, low, high)
            clean_own, clean = add(clean_own, points, low, high), add(clean, points, low, high)
            dread = raised(dread, rules.record_dread * int64(lost))
            before, under = under, int64(0)
            if shown < highest:
                under = standing(shown, rules.below[z, int64(cell) // CELLS], highest)
                if under & ~before:
                    dread = raised(dread, rules.sanction_dread)
        if changed:
            s.own[j], s.shown[j], s.clean_own[j], s.clean[j] = own, shown, clean_own, clean
            s.dread[j] = dread
        if lived < acts or events.rare[i] != 0:
            walk(int64(i), lived, changed, arguments)
    tell_of_deeds(deeds, caught, arguments)
