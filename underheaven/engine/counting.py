"""Everybody is counted (specification, 12)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Consequence, Life, Person, Privilege, Public
from underheaven.counted.events import Row, What
from underheaven.draws import int64, uint64
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    conduct_of,
    counting_of,
    rules_of,
    scale_of,
    slots_of,
    state_of,
    traits_of,
    tying_of,
)
from underheaven.engine.ending import note_standing
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.layout import BINS, CELLS
from underheaven.engine.noting import note, put
from underheaven.jit import register_jitable
from underheaven.life.score import raised, standing
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.redress.handed import redress_of
from underheaven.mechanisms.standards.kernel import row_before

CONSEQUENCE, PRIVILEGE = len(Consequence), len(Privilege)
COPIES = 4
"""Persons are counted by cell, a byte, and by slots modulo 4, since adding to one word again and again would
have to wait for itself."""
ADULTS, MEMBERS, PLAIN, FEW = 13, 26, 39, 0x1FFF
"""Fields of the first packed word, of 13 bits: persons, adults, those enrolled, and of these those who are
neither under a consequence nor in hardship. A community has at most 4,096 persons."""
SECOND, MANY = 30, 0x3FFFFFFF
"""Fields of the second: sums of the scores shown, above the lowest, and of the pull of ties."""
HARDSHIP, HARD, SOME = 20, 40, 0xFFFFF
"""Fields of the third: sums of dread and hardship, of 20 bits, and those enrolled who are under none
but in hardship."""


@register_jitable
def count(arguments: Any) -> int:
    """Scores take their new value, new sanctions frighten, and everybody is counted.

    Returns how many came under a consequence; they are marked in `struck`.
    """
    here = here_of(arguments)
    touched, x = _count_scores(arguments), tying_of(arguments)
    struck: int = int64(0)
    for i in range(here.n):
        x.struck[i] = 0
    for q in range(touched):
        struck += _count_touched(int64(x.touched[q]), arguments)
    _count_levels(arguments)
    _unpack(arguments)
    return struck


@register_jitable
def _count_scores(arguments: Any) -> int:
    """Scores take their new value, but of those who are touched; lists these and returns how many.

    Who is enrolled, in hardship or touched is not to be foreseen, so that nothing here branches.
    """
    here, x, touched = here_of(arguments), tying_of(arguments), uint64(0)
    _pack_scores(arguments)
    packed, cell, people, scores, hard = (
        counting_of(arguments).packed,
        slots_of(arguments).cell,
        x.workers,
        x.placed,
        x.packed,
    )
    for i in range(here.n):
        at = int64(cell[i]) * COPIES + (i & COPIES - 1)
        packed[0, at] += people[i]
        packed[1, at] += scores[i]
        packed[2, at] += hard[i]
    for i in range(here.n):
        x.touched[touched] = i
        touched += uint64(people[i] >> MEMBERS & 1 & ~(people[i] >> PLAIN | hard[i] >> HARD))
    number: int = int64(touched)
    return number


@register_jitable
def _pack_scores(arguments: Any) -> None:
    """Scores take their new value, but of those who are touched; what everybody adds to the packed words of
    their cell stands where words of ties stood."""
    here, s, x, tying = here_of(arguments), state_of(arguments), slots_of(arguments), tying_of(arguments)
    adults, low = traits_of(arguments).adult, scale_of(arguments).low
    first, last, (lowest, highest) = here.begin, here.begin + here.n, _untouched(arguments)
    archetype, shown, own = s.archetype[first:last], s.shown[first:last], s.own[first:last]
    clean, after, after_clean = s.clean[first:last], tying.after[0], tying.after[1]
    people, scores, hards = tying.workers, tying.placed, tying.packed
    for i in range(here.n):
        people[i] = 1 | int64(adults[archetype[i] & ARCHETYPE]) << ADULTS
    for i in range(here.n):
        member = int64(x.member[i])
        now, now_clean, mine, was = int64(after[i]), int64(after_clean[i]), int64(own[i]), int64(shown[i])
        least = min(min(now, mine), min(now_clean, min(int64(x.shown_before[i]), was)))
        plain = member & int64(least >= lowest) & int64(now <= highest)
        hard = plain & int64(x.hardship_before[i] != 0)
        shown[i] = was + plain * (now - was)
        clean[i] = int64(clean[i]) + plain * (now_clean - int64(clean[i]))
        people[i] |= member << MEMBERS | (plain - hard) << PLAIN
        scores[i] = member * ((now - low) | abs(now - mine) << SECOND)
        hards[i] = hard << HARD


@register_jitable
def _untouched(arguments: Any) -> tuple[int, int]:
    """The score from which on nobody is under a consequence in this step or the last, and up to which nobody
    has a privilege."""
    here, rules = here_of(arguments), rules_of(arguments)
    return max(rules.highest[here.z], rules.highest[row_before(arguments)]), privileges_of(arguments).lowest[
        here.z
    ]


@register_jitable
def _count_levels(arguments: Any) -> None:
    """Count dread, hardship and the bins of scores, and forget the contexts of those back at the start."""
    here, s, x, tying = here_of(arguments), state_of(arguments), slots_of(arguments), tying_of(arguments)
    _pack_levels(arguments)
    packed, histogram = counting_of(arguments).packed[2], counting_of(arguments).histogram
    cell, member, levels, bins = x.cell, x.member, tying.placed, tying.packed
    for i in range(here.n):
        of_cell, copy = int64(cell[i]), i & COPIES - 1
        histogram[copy, of_cell // CELLS, bins[i] & BINS - 1] += member[i]
        packed[of_cell * COPIES + copy] += levels[i]
    if conduct_of(arguments).same_context == 1:
        start, first = scale_of(arguments).start, here.begin
        for i in range(here.n):
            if member[i] == 1 and int64(s.own[first + i]) >= start:
                s.contexts[first + i] = 0


@register_jitable
def _pack_levels(arguments: Any) -> None:
    """Put dread and hardship in a word, and the bin of the score, where words of ties stood."""
    here, s, scale, tying = here_of(arguments), state_of(arguments), scale_of(arguments), tying_of(arguments)
    length, first, last = scale.high - scale.low + 1, here.begin, here.begin + here.n
    reciprocal, low = ((1 << 40) + length - 1) // length, scale.low
    dread, hardship, shown = s.dread[first:last], s.hardship[first:last], s.shown[first:last]
    people, levels, bins = tying.workers, tying.placed, tying.packed
    for i in range(here.n):
        adult = people[i] >> ADULTS & 1
        levels[i] = adult * (int64(dread[i]) | int64(hardship[i]) << HARDSHIP)
        bins[i] = (int64(shown[i]) - low) * BINS * reciprocal >> 40


@register_jitable
def _unpack(arguments: Any) -> None:
    """Add what was counted in packed words to the tally, and make the words 0."""
    here, counting, t = here_of(arguments), counting_of(arguments), calendar_of(arguments)
    low = scale_of(arguments).low
    tally, packed, p = counting.tally, counting.packed, blocks_of(arguments).person
    minutes = t.end[here.step] - here.step * t.step_minutes
    for cell in range(tally.shape[0]):
        row = tally[cell]
        people, scores, levels = int64(0), int64(0), int64(0)
        for at in range(cell * COPIES, cell * COPIES + COPIES):
            people, scores, levels = people + packed[0, at], scores + packed[1, at], levels + packed[2, at]
            packed[0, at] = packed[1, at] = packed[2, at] = 0
        persons, adults, members = people & FEW, people >> ADULTS & FEW, people >> MEMBERS & FEW
        row[p + Person.PERSONS] = persons
        row[p + Person.ADULTS] = adults
        row[p + Person.ENROLLED] = members
        row[p + Person.PERSON_MINUTES] = persons * minutes
        row[p + Person.ADULT_MINUTES] = adults * minutes
        row[p + Person.ENROLLED_MINUTES] = members * minutes
        row[p + Person.SHOWN_SUM] = (scores & MANY) + members * low
        row[p + Person.PULL_SUM] = scores >> SECOND
        row[p + Person.DREAD_SUM] = levels & SOME
        row[p + Person.HARDSHIP_SUM] = levels >> HARDSHIP & SOME
        row[p + Person.RISK_PLAIN] += people >> PLAIN & FEW
        row[p + Person.RISK_HARD] += levels >> HARD & FEW
        counting.public[Public.ENROLLED] += members


@register_jitable
def _count_touched(i: int, arguments: Any) -> int:
    """Count the privileges and the consequences of somebody enrolled; returns 1 where they came under one."""
    here, s, rules, reward = (
        here_of(arguments),
        state_of(arguments),
        rules_of(arguments),
        privileges_of(arguments),
    )
    after, j, at = tying_of(arguments).after, here.begin + i, blocks_of(arguments)
    row = counting_of(arguments).tally[slots_of(arguments).cell[i]]
    seen, earlier = int64(s.shown[j]), int64(slots_of(arguments).shown_before[i])
    own, shown, clean = int64(s.own[j]), int64(after[0, i]), int64(after[1, i])
    s.shown[j], s.clean[j] = shown, clean
    if shown > reward.lowest[here.z]:
        held = privileges(shown, reward.above[here.z], reward.lowest[here.z])
        for p in range(reward.above.shape[1]):
            row[at.privilege + PRIVILEGE * p + Privilege.HOLDERS] += held >> p & 1
    highest = max(rules.highest[here.z], rules.highest[row_before(arguments)])
    if min(min(shown, own), min(clean, min(seen, earlier))) >= highest:
        hard = slots_of(arguments).hardship_before[i] > 0
        row[at.person + (Person.RISK_HARD if hard else Person.RISK_PLAIN)] += 1
        return 0
    return _count_standing(i, (seen, earlier), (shown, clean, own), row, arguments)


@register_jitable(forceinline=True)
def _count_standing(
    i: int, before: tuple[int, int], after: tuple[int, int, int], row: Any, arguments: Any
) -> int:
    """Count the consequences of somebody; returns 1 where they came under any.

    `before` is what was shown before ties pulled, and at the start of the step; `after` what is shown now,
    what would be without errors, and what would be without ties.
    """
    here = here_of(arguments)
    s, rules, counting = state_of(arguments), rules_of(arguments), counting_of(arguments)
    at = blocks_of(arguments)
    j, persons = here.begin + i, at.person
    a = int64(s.archetype[j]) & ARCHETYPE
    group = int64(traits_of(arguments).class_of[a]) >> 1
    below, top = rules.below[here.z, group], rules.highest[here.z]
    now, clean = standing(after[0], below, top), standing(after[1], below, top)
    own = standing(after[2], below, top)
    last = int64(0)
    if slots_of(arguments).was_member[i] == 1:
        z = row_before(arguments)
        last = standing(before[1], rules.below[z, group], rules.highest[z])
    if now & ~standing(before[0], below, top):
        s.dread[j] = raised(int64(s.dread[j]), rules.sanction_dread)
        put(Row.BITS, now & ~standing(before[0], below, top), arguments)
        note(i, What.SANCTION, 0, arguments)
    hard = slots_of(arguments).hardship_before[i] > 0
    _tally(now, last, clean, own, hard, row[persons:])
    if now != 0:
        counting.public[Public.SANCTIONED] += 1
        if now & conduct_of(arguments).confining:
            row[persons + Person.EMPLOYED_CONFINED] += traits_of(arguments).employed[a]
        if counting.lives.shape[1] > 0:
            _tell(now, clean, own, conduct_of(arguments).confining, counting.lives[:, j])
    still = last & standing(before[1], below, top)
    returned = redress_of(arguments).kept == 1 and tying_of(arguments).returned[i] == 1
    note_standing(i, (now, last, standing(before[1], below, top)), (clean, own), returned, arguments)
    _tally_each((now, last, still), returned, (clean, own), row[at.consequence :], rules.below.shape[2])
    if now != 0 and last == 0:
        tying_of(arguments).struck[i] = 1
        return 1
    return 0


@register_jitable
def _tell(now: int, clean: int, own: int, confining: int, life: Any) -> None:
    """Count a step that a person ends under a consequence."""
    life[Life.SANCTIONED] += 1
    life[Life.IN_ERROR] += clean == 0
    life[Life.CONFINED] += now & confining != 0
    life[Life.BY_TIES] += own == 0


@register_jitable
def _tally(now: int, last: int, clean: int, own: int, hard: bool, row: Any) -> None:
    """Count a person under, entering or leaving any consequence; `row` begins at the persons' columns."""
    if last == 0:
        row[Person.RISK_HARD if hard else Person.RISK_PLAIN] += 1
        if now != 0:
            row[Person.ANY_ENTERED] += 1
            row[Person.ENTERED_HARD if hard else Person.ENTERED_PLAIN] += 1
    elif now == 0:
        row[Person.ANY_LEFT] += 1
    if now != 0:
        row[Person.ANY_UNDER] += 1
        row[Person.ANY_IN_ERROR] += clean == 0
        row[Person.ANY_BY_TIES] += own == 0


@register_jitable
def _tally_each(
    of_steps: tuple[int, int, int], returned: bool, otherwise: tuple[int, int], row: Any, consequences: int
) -> None:
    """Count a person for each consequence: under, in error, by ties, spared, entered, left and how.

    `of_steps` are the consequences now, those of the last step, and those of these that this step's
    thresholds would leave in force; `otherwise` those without errors and without ties.
    """
    for c in range(consequences):
        bit, first = 1 << c, CONSEQUENCE * c
        under, was, own = of_steps[0] & bit != 0, of_steps[1] & bit != 0, otherwise[1] & bit != 0
        left, ruled = was and not under, of_steps[2] & bit == 0
        row[first + Consequence.UNDER] += under
        row[first + Consequence.IN_ERROR] += under and otherwise[0] & bit == 0
        row[first + Consequence.BY_TIES] += under and not own
        row[first + Consequence.SPARED_BY_TIES] += not under and own
        row[first + Consequence.ENTERED] += under and not was
        row[first + Consequence.LEFT] += left
        row[first + Consequence.LEFT_BY_RULE] += left and ruled
        row[first + Consequence.LEFT_BY_REDRESS] += left and not ruled and returned
