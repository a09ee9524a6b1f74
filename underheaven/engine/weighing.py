"""What asks for a closer look at an act, of its kind and of its citizen (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Known
from underheaven.draws import int64
from underheaven.engine.arguments import (
    conduct_of,
    rules_of,
    sifting_of,
    sight_of,
    slots_of,
    state_of,
    told_of,
    traits_of,
)
from underheaven.engine.deciding import CRITICAL, climate_bin
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.fates import SPECIAL, WITH_PRIVILEGE
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.life.decide import left_by_dread
from underheaven.life.score import standing
from underheaven.mechanisms.credit.handed import credit_of
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.hospital.handed import hospital_of
from underheaven.mechanisms.partners.handed import partners_of
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.speech.handed import speech_of

ALWAYS, IF_DONE, WATCHED, PRIVILEGED, UNDER, OFTEN = 1, 2, 4, 8, 16, 32
"""What asks for a closer look, as bits of a kind of act (`care`) and of a citizen (`stance`): only what both
have counts. The kind always or, if done, for everybody; if done, for who is enrolled, as a source may see
it, or for who holds a privilege; or for who is under a consequence. `OFTEN`: more than one source may see
it, or more at some hours."""


@register_jitable
def both_bins(dread: int, hardship: int, bin_bits: int) -> int:
    """The bins of two levels, with so many bits of a level within each, in one number."""
    return dread >> bin_bits | hardship >> bin_bits << 8 - bin_bits


@register_jitable
def weigh_kinds(arguments: Any) -> None:
    """What everybody's decisions have in common."""
    here = here_of(arguments)
    x, c, hospital = sifting_of(arguments), conduct_of(arguments), hospital_of(arguments).kind
    known = told_of(arguments).known[here.region]
    d = deterrence_of(arguments)
    _keep(climate_bin(known[Known.CLIMATE], c.bin_bits), arguments)
    refuses = max(known[Known.REFUSED_FAST], known[Known.REFUSED_SLOW]) > 0
    for k in range(len(x.special)):
        x.special[k] = int64(k == hospital or privileges_of(arguments).eased[k] != 0) * WITH_PRIVILEGE
        if credit_of(arguments).has_outcome[k] == 1 or k == partners_of(arguments).kind:
            x.special[k] = SPECIAL
        care = WATCHED * int64(rules_of(arguments).ruled[here.z, k])
        if speech_of(arguments).any == 1 and c.tone[k] == CRITICAL:
            care |= ALWAYS
        if d.learns == 1 and d.told[here.step, k] > 0:
            care |= IF_DONE
        if c.heard[here.step, k] > 0 or x.special[k] == SPECIAL or (k == hospital and refuses):
            care |= IF_DONE
        if x.special[k] == WITH_PRIVILEGE:
            care |= PRIVILEGED
        if c.denying[k] != 0 or c.preventable[k] != 0:
            care |= UNDER
        if sight_of(arguments).shifting[k] == 1 or sight_of(arguments).slot_source[k, 1] >= 0:
            care |= OFTEN
        x.care[k], x.only[k] = care, (sight_of(arguments).slot_source[k, 0] + 1) * int64(care < OFTEN)


@register_jitable
def _keep(climate: int, arguments: Any) -> None:
    """What dread leaves of propensities, unless it was found for such a climate already."""
    x, c, z = sifting_of(arguments), conduct_of(arguments), here_of(arguments).z
    if x.kept_in[0] == 1 + z and x.kept_in[1] == 1 + climate:
        return
    x.kept_in[0], x.kept_in[1] = 1 + z, 1 + climate
    for k in range(x.kept.shape[0]):
        weight = c.climate_factor[k, climate]
        for level in range(x.kept.shape[1]):
            x.kept[k, level] = left_by_dread(c.dread_response[z, k, level], weight)


@register_jitable
def weigh_people(arguments: Any) -> None:
    """How everybody stands at the start."""
    here, x, s, rules = here_of(arguments), sifting_of(arguments), state_of(arguments), rules_of(arguments)
    member, highest = slots_of(arguments).member, rules.highest[here.z]
    first, last, lowest = here.begin, here.begin + here.n, privileges_of(arguments).lowest[here.z]
    dread, hardship, shown = s.dread[first:last], s.hardship[first:last], s.shown[first:last]
    walks, bins, stance, under = x.walks, x.bins, x.stance, x.under
    within = conduct_of(arguments).bin_bits
    for i in range(here.n):
        walks[i] = 0
        bins[i] = both_bins(int64(dread[i]), int64(hardship[i]), within)
    for i in range(here.n):
        enrolled, score = int64(member[i]), int64(shown[i])
        under[i] = enrolled & int64(score < highest)
        privileged = enrolled & int64(score > lowest)
        stance[i] = ALWAYS | IF_DONE | enrolled * WATCHED | privileged * PRIVILEGED | under[i] * UNDER
    for i in range(here.n):
        if under[i] != 0:
            group = int64(traits_of(arguments).class_of[int64(s.archetype[first + i]) & ARCHETYPE]) >> 1
            under[i] = standing(int64(shown[i]), rules.below[here.z, group], highest)
