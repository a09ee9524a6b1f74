"""Who reckons with a record, what it comes to, and which acts are held back for it (specification, 29)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Reckon
from underheaven.draws import int64, uint64
from underheaven.engine.arguments import (
    blocks_of,
    conduct_of,
    counting_of,
    events_of,
    reckoning_of,
    rules_of,
    scale_of,
    sifting_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.fates import COUNTED, DECIDED, RECKONED, REWEIGHS, WEIGHED
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.life.decide import DONE, HELD_BACK, today
from underheaven.life.score import standing
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.rule import (
    CERTAIN_TRUST,
    LEVELS,
    MOST_LOSS,
    along,
    cost_of,
    kept_up,
    lies_between,
    perceived,
    worth_of,
    worth_of_points,
)
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges

WIDTH = len(Reckon)


@register_jitable
def reckons(i: int, k: int, z: int, arguments: Any) -> bool:
    """Whether a citizen reckons with a record of this kind of act."""
    known, costs = deterrence_of(arguments).row[k] >= 0, rules_of(arguments).points[1, z, k] < 0
    return bool(known and costs and slots_of(arguments).member[i] == 1)


@register_jitable
def chance_of(i: int, k: int, z: int, arguments: Any) -> int:
    """The chance of a record that a citizen perceives, in 2^24ths."""
    d, s, here = deterrence_of(arguments), state_of(arguments), here_of(arguments)
    j, level = here.begin + i, d.guess
    if d.learns == 1:
        level = int64(s.belief[j])
    of_class = int64(traits_of(arguments).class_of[int64(s.archetype[j]) & ARCHETYPE])
    trust = d.trust[z]
    return perceived(
        trust * d.published[z, here.region, of_class, k], (CERTAIN_TRUST - trust) * d.belief[level]
    )


@register_jitable
def loss_of(j: int, k: int, z: int, shown: int, arguments: Any) -> int:
    """What a record would take from who is the number `j` of the state and has this score, in 1,024ths of a
    yuan."""
    d, rules, reward = deterrence_of(arguments), rules_of(arguments), privileges_of(arguments)
    a = int64(state_of(arguments).archetype[j]) & ARCHETYPE
    below, highest = rules.below[z, int64(traits_of(arguments).class_of[a]) >> 1], rules.highest[z]
    after = max(scale_of(arguments).low, shown + rules.points[1, z, k])
    loss = worth_of_points(shown - after, d.point)
    falls = standing(after, below, highest) & ~standing(shown, below, highest)
    if falls != 0:
        loss += worth_of(falls, d.consequence[a])
    lowest = reward.lowest[z]
    lost = privileges(shown, reward.above[z], lowest) & ~privileges(after, reward.above[z], lowest)
    if lost != 0:
        loss += worth_of(lost, d.privilege[a])
    return min(loss, MOST_LOSS)


@register_jitable
def bent_loss(loss: int, arguments: Any) -> int:
    """What a loss weighs, in 1,024ths of a yuan."""
    d = deterrence_of(arguments)
    return along(d.loss_curve, loss) if d.bends_loss == 1 else loss


@register_jitable
def price_of(chance: int, loss: int, arguments: Any) -> int:
    """What chance and loss count against a gain, in 65,536ths of a yuan."""
    d = deterrence_of(arguments)
    if d.bends_chance == 1:
        chance = along(d.chance_curve, chance)
    return cost_of(chance, bent_loss(loss, arguments))


@register_jitable
def left_by_reckoning(until: int, k: int, chance: int, loss: int, arguments: Any) -> int:
    """Today's threshold of an act, after what a record would cost is weighed against the gain."""
    d = deterrence_of(arguments)
    return kept_up(until, along(d.stays[d.row[k]], price_of(chance, loss, arguments)))


@register_jitable
def count_weighed(i: int, k: int, chance: int, fate: int, sign: int, arguments: Any) -> None:
    """Count an act that was weighed, or with a sign of -1 take it back."""
    first = blocks_of(arguments).reckon + WIDTH * deterrence_of(arguments).row[k]
    row = counting_of(arguments).tally[slots_of(arguments).cell[i]]
    row[first + Reckon.HELD_BACK] += sign * int64(fate & RECKONED != 0)
    row[first + Reckon.WEIGHED] += sign
    row[first + Reckon.CHANCE_SUM] += sign * chance


@register_jitable
def unweigh(i: int, e: int, arguments: Any) -> None:
    """Take back what was counted of an act that was weighed as all acts were."""
    fate, k = int64(sifting_of(arguments).fate[e]), int64(events_of(arguments).kind[e])
    if fate & WEIGHED:
        count_weighed(i, k, chance_of(i, k, here_of(arguments).z, arguments), fate, -1, arguments)


@register_jitable
def lay_out_reckoning(arguments: Any) -> None:
    """What everybody's reckoning in a step has in common."""
    d, r, here = deterrence_of(arguments), reckoning_of(arguments), here_of(arguments)
    if d.any == 0:
        return
    published, points, trust = d.published[here.z, here.region], rules_of(arguments).points, d.trust[here.z]
    for level in range(LEVELS):
        r.believed[level] = (CERTAIN_TRUST - trust) * d.belief[level]
    for k in range(len(r.costly)):
        worth = points[1, here.z, k]
        r.costly[k] = int64(d.row[k] >= 0 and worth < 0)
        if r.costly[k] == 1:
            r.usual[k] = bent_loss(min(MOST_LOSS, worth_of_points(-worth, d.point)), arguments)
            for of_class in range(published.shape[0]):
                r.trusted[of_class, k] = trust * published[of_class, k]
    below, above = rules_of(arguments).below[here.z], privileges_of(arguments).above[here.z]
    for group in range(r.near.shape[0]):
        for number in range(below.shape[1]):
            r.near[group, number] = below[group, number]
        for number in range(len(above)):
            r.near[group, below.shape[1] + number] = above[number]


@register_jitable
def reckon(looks: int, arguments: Any) -> int:
    """Weigh the acts that would be done, of those that a source may see; returns how many are still done.

    These stand first in `looked` then.
    """
    if deterrence_of(arguments).any == 0:
        return looks
    x, kind, costly = sifting_of(arguments), events_of(arguments).kind, reckoning_of(arguments).costly
    # What is not to be foreseen is not branched on: first they are listed, and few are held back.
    weighs, left = uint64(0), uint64(0)
    for q in range(looks):
        e = x.looked[q]
        x.who[weighs] = e
        weighs += uint64(costly[kind[e]])
    if not _weigh(int64(weighs), arguments):
        return looks
    for q in range(looks):
        e = x.looked[q]
        x.looked[left] = e
        left += uint64(int64(x.fate[e]) & DONE)
    still: int = int64(left)
    return still


@register_jitable
def _weigh(weighs: int, arguments: Any) -> bool:
    """Weigh the acts that stand first in `who`; returns whether any is done no longer.

    Hardly anybody is near a threshold: what a loss of points alone weighs is found once for each kind.
    """
    d, r = deterrence_of(arguments), reckoning_of(arguments)
    x, events, c, s, here = (
        sifting_of(arguments),
        events_of(arguments),
        conduct_of(arguments),
        state_of(arguments),
        here_of(arguments),
    )
    cells, tally, first = slots_of(arguments).cell, counting_of(arguments).tally, blocks_of(arguments).reckon
    class_of, manner, words = traits_of(arguments).class_of, slots_of(arguments).manner, events.word[2]
    points, lowest = rules_of(arguments).points[1, here.z], scale_of(arguments).low
    wide, level, held = 8 - c.bin_bits, d.guess, 0
    low = (1 << wide) - 1
    for q in range(weighs):
        e = x.who[q]
        i, k, word = events.slot[e], events.kind[e], int64(words[e])
        j, bins = uint64(here.begin + int64(i)), int64(x.bins[i])
        if d.learns == 1:
            level = int64(s.belief[j])
        of_class = int64(class_of[int64(s.archetype[j]) & ARCHETYPE])
        chance = perceived(r.trusted[of_class, k], r.believed[level])
        weight = along(d.chance_curve, chance) if d.bends_chance == 1 else chance
        shown, loss = int64(s.shown[j]), r.usual[k]
        after = shown + points[k]
        if after < lowest or lies_between(after, shown, r.near[of_class >> 1]):
            loss = bent_loss(loss_of(int64(j), int64(k), here.z, shown, arguments), arguments)
        base = c.base[c.doing[manner[i]], k]
        until = today(base, x.kept[k, bins & low], c.hardship_factor[k, bins >> wide])
        fate = int64(x.fate[e]) | WEIGHED
        if word >= kept_up(until, along(d.stays[d.row[k]], cost_of(weight, loss))):
            fate = DECIDED | COUNTED | WEIGHED | (HELD_BACK | RECKONED) * int64(word < base)
            held += 1
        x.fate[e] = fate
        x.walks[i] |= REWEIGHS
        counts, column = int64(fate & COUNTED != 0), uint64(first + WIDTH * d.row[k])
        tally[cells[i], column + uint64(Reckon.HELD_BACK)] += int64(fate & RECKONED != 0)
        tally[cells[i], column + uint64(Reckon.WEIGHED)] += counts
        tally[cells[i], column + uint64(Reckon.CHANCE_SUM)] += counts * chance
    return held > 0
