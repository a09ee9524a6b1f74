"""Is a considered act done, held back, brought on, prevented or denied? (specification, 6)"""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Act, Known, Life, Person, Privilege, Public, PublicAfter
from underheaven.counted.events import Mark, Outcome, Row
from underheaven.draws import int64
from underheaven.engine.arguments import (
    blocks_of,
    conduct_of,
    counting_of,
    events_of,
    rules_of,
    scale_of,
    seeking_of,
    sifting_of,
    slots_of,
    state_of,
    told_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.fates import DECIDED, LOOKED, RECKONED, WEIGHED
from underheaven.engine.here import here_of
from underheaven.engine.noting import mark, put
from underheaven.engine.walked import Me
from underheaven.jit import register_jitable
from underheaven.life.decide import BROUGHT_ON, DENIED, DONE, HELD_BACK, PREVENTED, outcome, propensity
from underheaven.life.score import raised
from underheaven.mechanisms.credit.handed import credit_of
from underheaven.mechanisms.credit.rule import band, repaid
from underheaven.mechanisms.deterrence.believing import hear_of_chance, meet_deed
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.kernel import (
    chance_of,
    count_weighed,
    left_by_reckoning,
    loss_of,
    reckons,
)
from underheaven.mechanisms.hospital.handed import hospital_of
from underheaven.mechanisms.mistakes.rule import choose
from underheaven.mechanisms.partners.handed import partners_of
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.speech.handed import speech_of
from underheaven.mechanisms.speech.rule import silent

NOT_DONE = -1
WIDTH, PRIVILEGE = len(Act), len(Privilege)
OF_STATE = DONE | HELD_BACK | PREVENTED | DENIED | BROUGHT_ON | WEIGHED | RECKONED
"""Bits of a fate that hang on a citizen's state."""
CRITICAL = 1
VOICES = 8


@register_jitable
def decide(i: int, e: int, z: int, scored: bool, arguments: Any) -> int:
    """What becomes of an act: `NOT_DONE`, 1 where it was done, 0 where it ended badly (a loan not repaid)."""
    here = here_of(arguments)
    x, c, counting = events_of(arguments), conduct_of(arguments), counting_of(arguments)
    me = events_of(arguments).me
    k, told = int64(x.kind[e]), counting.lives.shape[1] > 0
    row, first = counting.tally[slots_of(arguments).cell[i]], blocks_of(arguments).act + WIDTH * k
    row[first + Act.CONSIDERED] += 1
    what = int64(sifting_of(arguments).fate[e])
    if me[Me.CHANGED] == 1 or what & DECIDED == 0:
        what = _outcome(i, e, z, arguments)
    put(Row.FATE, what, arguments)
    if what & WEIGHED:
        count_weighed(i, k, chance_of(i, k, z, arguments), what, 1, arguments)
    if what & HELD_BACK:
        row[first + Act.HELD_BACK] += 1
        if told and c.tone[k] > 0:
            counting.lives[Life.SILENCED, here.begin + i] += 1
    if what & BROUGHT_ON:
        row[first + Act.BROUGHT_ON] += 1
    if what & (PREVENTED | DENIED):
        prevented = what & PREVENTED != 0
        row[first + (Act.PREVENTED if prevented else Act.DENIED)] += 1
        if told:
            counting.lives[Life.PREVENTED if prevented else Life.DENIED, here.begin + i] += 1
        me[Me.DREAD] = raised(me[Me.DREAD], c.denial_dread)
        me[Me.HARDSHIP] = raised(me[Me.HARDSHIP], c.deprivation[k])
        me[Me.CHANGED] = 1
        return NOT_DONE
    if what & DONE == 0:
        return NOT_DONE
    return do(i, e, z, scored, arguments)


@register_jitable
def count_special(e: int, arguments: Any) -> None:
    """Count a done act of which more may come, of somebody in whose step nothing changes."""
    here = here_of(arguments)
    x, counting, i = events_of(arguments), counting_of(arguments), int64(events_of(arguments).slot[e])
    k, fate = int64(x.kind[e]), int64(sifting_of(arguments).fate[e])
    row, first = counting.tally[slots_of(arguments).cell[i]], blocks_of(arguments).act + WIDTH * k
    row[first + Act.CONSIDERED] += 1
    row[first + Act.BROUGHT_ON] += (fate & BROUGHT_ON) != 0
    row[first + Act.ANSWERABLE] += (fate & LOOKED) != 0
    tone = int64(conduct_of(arguments).tone[k])
    if tone > 0:
        counting.public[Public.CRITICAL - 1 + tone] += 1
    x.me[Me.SHOWN] = int64(state_of(arguments).shown[here.begin + i])
    good = do(i, e, here.z, slots_of(arguments).member[i] == 1, arguments)
    if fate & WEIGHED:
        count_weighed(i, k, chance_of(i, k, here.z, arguments), fate, 1, arguments)
    if fate & LOOKED and rules_of(arguments).points[good, here.z, k] < 0:
        meet_deed(i, 0, arguments)
        if counting.lives.shape[1] > 0:
            counting.lives[Life.DEEDS, here.begin + i] += 1


@register_jitable
def remains(i: int, e: int, z: int, fate: int, arguments: Any) -> bool:
    """Whether of an act that was decided already comes the same under the state as it is."""
    return bool((_outcome(i, e, z, arguments) ^ fate) & OF_STATE == 0)


@register_jitable
def _outcome(i: int, e: int, z: int, arguments: Any) -> int:
    """What becomes of an act under the state as it is (`life.decide.outcome`)."""
    x, k = events_of(arguments), int64(events_of(arguments).kind[e])
    confining, denying = hindering(k, arguments)
    base = base_of(i, k, arguments)
    word, until = int64(x.word[2, e]), _today(i, k, z, base, arguments)
    if word >= until or deterrence_of(arguments).any == 0 or not reckons(i, k, z, arguments):
        return outcome(word, base, until, confining != 0, denying != 0)
    j, shown = here_of(arguments).begin + i, events_of(arguments).me[Me.SHOWN]
    chance, loss = chance_of(i, k, z, arguments), loss_of(j, k, z, shown, arguments)
    left = left_by_reckoning(until, k, chance, loss, arguments)
    what = outcome(word, base, left, confining != 0, denying != 0) | WEIGHED
    return what | RECKONED if what & HELD_BACK else what


@register_jitable
def base_of(i: int, k: int, arguments: Any) -> int:
    """A citizen's threshold of a kind of act without dread and hardship, 0 to 2^32."""
    c = conduct_of(arguments)
    base: int = c.base[c.doing[slots_of(arguments).manner[i]], k]
    return base


@register_jitable
def hindering(k: int, arguments: Any) -> tuple[int, int]:
    """The consequences in force that confine from a kind of act, and those that deny it, as bits."""
    c, me = conduct_of(arguments), events_of(arguments).me
    confining, denying = me[Me.UNDER] & c.confining * int64(c.preventable[k]), me[Me.UNDER] & c.denying[k]
    if c.same_context == 1 and (me[Me.CONTEXTS] & c.context[k]) == 0:
        denying = int64(0)
    return confining, denying


@register_jitable
def _today(i: int, k: int, z: int, base: int, arguments: Any) -> int:
    """Today's threshold of an act, 0 to 2^32."""
    here = here_of(arguments)
    c, me = conduct_of(arguments), events_of(arguments).me
    climate = told_of(arguments).known[here.region, Known.CLIMATE]
    if is_silenced(i, k, arguments):
        nothing: int = int64(0)
        return nothing
    return propensity(
        base,
        c.dread_response[z, k, me[Me.DREAD] >> c.bin_bits],
        c.climate_factor[k, climate_bin(climate, c.bin_bits)],
        c.hardship_factor[k, me[Me.HARDSHIP] >> c.bin_bits],
    )


@register_jitable
def climate_bin(climate: int, bin_bits: int) -> int:
    """The bin of a climate, where those of levels have so many bits within."""
    return min((256 >> bin_bits) - 1, climate >> 8 + bin_bits)


@register_jitable
def is_silenced(i: int, k: int, arguments: Any) -> bool:
    """Whether somebody finds the climate too lonely to do what criticises."""
    voice, me = speech_of(arguments), events_of(arguments).me
    if voice.any == 0 or conduct_of(arguments).tone[k] != CRITICAL:
        return False
    if me[Me.VOICE] < 0:
        word = int64(slots_of(arguments).person[1, i])
        me[Me.VOICE] = voice.threshold[choose(word, voice.until, VOICES)]
    return silent(told_of(arguments).known[here_of(arguments).region, Known.CLIMATE], me[Me.VOICE])


@register_jitable
def do(i: int, e: int, z: int, scored: bool, arguments: Any) -> int:
    """What comes of an act that nothing hinders, as `decide` returns it."""
    here = here_of(arguments)
    x, c, counting = events_of(arguments), conduct_of(arguments), counting_of(arguments)
    me = events_of(arguments).me
    reward, k, held = privileges_of(arguments), int64(x.kind[e]), int64(0)
    serves = k == hospital_of(arguments).kind
    if scored and (reward.eased[k] != 0 or serves):
        held = privileges(me[Me.SHOWN], reward.above[z], reward.lowest[z])
    if serves and not _visit(i, e, (held & reward.fast_lane) != 0, arguments):
        return NOT_DONE
    at = blocks_of(arguments)
    row, first = counting.tally[slots_of(arguments).cell[i]], at.act + WIDTH * k
    good: int = int64(1)
    row[first + Act.DONE] += 1
    use_privileges(held & reward.eased[k], row, at.privilege)
    put(Row.USES, held & reward.eased[k], arguments)
    if k == partners_of(arguments).kind:
        seeking_of(arguments).seeker[i] = 1
    credit = credit_of(arguments)
    if credit.has_outcome[k] == 1:
        scale, bands = scale_of(arguments), credit.bands[k]
        factor = credit.factor[k, band(me[Me.SHOWN], scale.low, scale.high, bands) if bands > 0 else 0]
        a = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE
        good = int64(repaid(int64(x.word[3, e]), credit.base[a, k], factor))
        row[first + Act.REPAID] += good
        mark(Mark.REPAID if good == 1 else Mark.DEFAULTED, arguments)
    if c.heard[here.step, k] > 0:
        me[Me.DREAD], me[Me.CHANGED] = raised(me[Me.DREAD], c.heard[here.step, k]), 1
    hear_of_chance(i, k, arguments)
    return good


@register_jitable
def use_privileges(held: int, row: Any, first: int) -> None:
    """Count a use of each of the privileges that make an act cheaper."""
    p = first + Privilege.USES
    while held != 0:
        row[p] += held & 1
        held >>= 1
        p += PRIVILEGE


@register_jitable
def _visit(i: int, e: int, fast: bool, arguments: Any) -> bool:
    """A visit to the hospital: whether there is room."""
    here = here_of(arguments)
    x, counting, me = events_of(arguments), counting_of(arguments), events_of(arguments).me
    at = blocks_of(arguments)
    known, row = told_of(arguments).known[here.region], counting.tally[slots_of(arguments).cell[i]]
    counting.public[at.public_after + (PublicAfter.VISITS_FAST if fast else PublicAfter.VISITS_SLOW)] += 1
    mark(Mark.FAST if fast else Mark.SLOW, arguments)
    if int64(x.word[3, e]) < known[Known.REFUSED_FAST if fast else Known.REFUSED_SLOW]:
        k = int64(x.kind[e])
        row[at.act + WIDTH * k + Act.REFUSED] += 1
        if counting.lives.shape[1] > 0:
            counting.lives[Life.REFUSED, here.begin + i] += 1
        me[Me.HARDSHIP] = raised(me[Me.HARDSHIP], conduct_of(arguments).deprivation[k])
        me[Me.CHANGED] = 1
        put(Row.OUTCOME, Outcome.REFUSED, arguments)
        return False
    column = at.person + (Person.FAST_VISITS if fast else Person.SLOW_VISITS)
    # Minutes stand behind visits, and those of one line behind these, for either class.
    row[column] += 1
    row[column + 1] += known[Known.WAIT_FAST if fast else Known.WAIT_SLOW]
    row[column + 2] += known[Known.WAIT_ONE_LINE]
    put(Row.WAITED, known[Known.WAIT_FAST if fast else Known.WAIT_SLOW], arguments)
    put(Row.ONE_LINE, known[Known.WAIT_ONE_LINE], arguments)
    return True
