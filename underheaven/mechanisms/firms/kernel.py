"""Firms at the close of a step: they act, are scored, and their people feel it (specification, 26)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Firm, FirmAct, FirmConsequence, Person
from underheaven.counted.events import Outcome, Record, Row, What
from underheaven.draws import fill, int64, uint64, words
from underheaven.engine.arguments import (
    blocks_of,
    communities_of,
    conduct_of,
    counting_of,
    rules_of,
    scale_of,
    slots_of,
    state_of,
    trading_of,
    traits_of,
    tying_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import NOBODY, here_of
from underheaven.engine.noting import put
from underheaven.jit import register_jitable
from underheaven.life.close import recover
from underheaven.life.consider import count
from underheaven.life.score import add, raised, standing
from underheaven.mechanisms.association.kernel import PLACES, modulus
from underheaven.mechanisms.firms.handed import firms_of
from underheaven.mechanisms.firms.rule import DONE, HELD_BACK, act
from underheaven.mechanisms.firms.staff import note_staff
from underheaven.mechanisms.mistakes.rule import choose

CERTAIN = 1 << 32
ACT, CONSEQUENCE = len(FirmAct), len(FirmConsequence)
NOBODY_THERE, BARRED = -1, 2
LOWEST = -(1 << 15)
"""No score is below it."""


@register_jitable
def trade(arguments: Any) -> None:
    """Live a step of the firms of a community."""
    if firms_of(arguments).any == 0:
        return
    here, x = here_of(arguments), trading_of(arguments)
    _hire(arguments)
    firms, order = _gather(arguments)
    fill(here.place, x.first_place, firms, here.step, draws.TRADE, here.seed, x.word)
    x.least[0] = _least(arguments)
    cell, tally = slots_of(arguments).cell, counting_of(arguments).tally
    for q in range(_rest(firms, arguments)):
        f = int64(x.busy[q])
        newly = _live(f, tally[cell[x.first[f]]], arguments)
        if newly != 0:
            _feel(f, order, newly, arguments)


@register_jitable
def _rest(firms: int, arguments: Any) -> int:
    """Count all firms, and let the scores recover of those that neither act nor come near a consequence.

    Lists the others in `busy`, and returns how many there are; nothing branches.
    """
    here, x, f, busy = here_of(arguments), trading_of(arguments), firms_of(arguments), uint64(0)
    cell, tally, head = slots_of(arguments).cell, counting_of(arguments).tally, blocks_of(arguments).firm
    scores, first, scheme = state_of(arguments).firm, communities_of(arguments).firms[here.number], f.scheme
    regained, reach = f.recovery[here.step] * int64(here.now != NOBODY), _reach(arguments)
    for number in range(firms):
        of_cell, own = cell[x.first[number]], uint64((first + x.number[number]) * scheme)
        tally[of_cell, uint64(head + Firm.FIRMS)] += 1
        tally[of_cell, uint64(head + Firm.EMPLOYEES)] += x.employees[number]
        tally[of_cell, uint64(head + Firm.WITHOUT_REPRESENTATIVE)] += x.representative[number] == NOBODY_THERE
        tally[of_cell, uint64(head + Firm.PASSED_OVER)] += x.barred[number]
        x.busy[busy] = number
        earlier = int64(scores[own]) if scheme == 1 else reach
        rests = int64(int64(x.word[0, number]) < x.least[0]) & int64(earlier >= reach)
        busy += uint64(1 - rests)
        if scheme == 1:
            score = recover(earlier, f.start, regained)
            scores[own] = earlier + rests * (score - earlier)
            tally[of_cell, uint64(head + Firm.SCORE_SUM)] += rests * score
    found: int = int64(busy)
    return found


@register_jitable
def _reach(arguments: Any) -> int:
    """The score from which on no consequence of firms was in force in the last step, or is in this one."""
    here, below = here_of(arguments), firms_of(arguments).below
    highest: int = int64(LOWEST)
    for d in range(below.shape[1]):
        highest = max(highest, max(below[here.z, d], below[here.z_before, d]))
    return highest


@register_jitable
def _least(arguments: Any) -> int:
    """The word from which on a firm of some sector considers an act."""
    until = firms_of(arguments).count_until
    least: int = int64(CERTAIN)
    for sector in range(until.shape[0]):
        least = min(least, until[sector, 0])
    return least


@register_jitable
def _hire(arguments: Any) -> None:
    """Mark who is employed, and who of these may not represent a firm."""
    here, s, t, rules = here_of(arguments), state_of(arguments), traits_of(arguments), rules_of(arguments)
    hired, member, highest = trading_of(arguments).hired, slots_of(arguments).member, rules.highest[here.z]
    first, last = here.begin, here.begin + here.n
    archetype, shown = s.archetype[first:last], s.shown[first:last]
    for i in range(here.n):
        hired[i] = t.employed[archetype[i] & ARCHETYPE]
    for i in range(here.n, modulus(here.n)):
        hired[i] = 0
    if rules.barring == 0:
        return
    for i in range(here.n):
        if int64(shown[i]) < highest and hired[i] == 1 and member[i] == 1:
            group = int64(t.class_of[archetype[i] & ARCHETYPE]) >> 1
            if standing(int64(shown[i]), rules.below[here.z, group], highest) & rules.barring:
                hired[i] = BARRED


@register_jitable
def _gather(arguments: Any) -> tuple[int, tuple[int, int]]:
    """List the firms that have an employee; returns how many, and the order of a community's places."""
    here, x, employer = here_of(arguments), trading_of(arguments), tying_of(arguments).employer
    m = modulus(here.n)
    w = words(here.place, 0, 0, draws.WORK, here.seed)
    a, b = (w[0] | 1) & (m - 1), w[1] & (m - 1)
    firms, number, q = 0, 0, int64(0)
    hired = x.hired
    while q < m:
        last = min(q + int64(employer[uint64(q)]), m)
        first, representative, employees, barred = int64(-1), int64(NOBODY_THERE), int64(0), int64(0)
        for p in range(q, last):
            # Nothing branches: who is employed is not to be foreseen.
            i = (a * p + b) & (m - 1) & PLACES
            how = int64(hired[i])
            employees += how != 0
            barred += how == BARRED
            first = i if (how != 0) & (first < 0) else first
            representative = i if (how == 1) & (representative < 0) else representative
        if employees > 0:
            x.first_place[firms], x.last_place[firms], x.number[firms] = q, last, number
            x.first[firms], x.representative[firms] = first, representative
            x.employees[firms], x.barred[firms] = employees, barred
            firms += 1
        number += 1
        q = last
    return firms, (a, b)


@register_jitable(forceinline=True)
def _live(number: int, row: Any, arguments: Any) -> int:
    """A firm acts and is scored; returns the consequences that it falls under now, as bits."""
    here, x = here_of(arguments), trading_of(arguments)
    representative, employees = x.representative[number], x.employees[number]
    f, s, at = firms_of(arguments), state_of(arguments), blocks_of(arguments)
    scheme = f.scheme == 1
    own = communities_of(arguments).firms[here.number] + x.number[number]
    earlier = int64(s.firm[own]) if scheme else int64(0)
    within = conduct_of(arguments).bin_bits
    fear = int64(s.dread[here.begin + representative]) >> within if representative >= 0 else int64(0)
    score = _act(number, earlier, fear, row, arguments)
    if not scheme:
        return 0
    s.firm[own] = score
    row[at.firm + Firm.SCORE_SUM] += score
    now = standing(score, f.below[here.z], CERTAIN) if here.now != NOBODY else 0
    was = standing(earlier, f.below[here.z_before], CERTAIN) if here.before != NOBODY else 0
    for d in range(len(f.order) if now | was != 0 else 0):
        under, had, column = now >> d & 1, was >> d & 1, at.firm_consequence + CONSEQUENCE * d
        row[column + FirmConsequence.UNDER] += under
        row[column + FirmConsequence.ENTERED] += under & (1 - had)
        row[column + FirmConsequence.LEFT] += had & (1 - under)
        row[column + FirmConsequence.EMPLOYEES] += under * employees
    return now & ~was


@register_jitable(forceinline=True)
def _act(number: int, score: int, dread: int, row: Any, arguments: Any) -> int:
    """What the firm does, and its score after it."""
    here, f, x = here_of(arguments), firms_of(arguments), trading_of(arguments)
    word, enrolled = int64(x.word[0, number]), here.now != NOBODY
    if word >= x.least[0]:
        q = int64(x.first_place[number])
        sector = choose(
            words(here.place, q, 0, draws.FIRM, here.seed)[1], f.sector_until, len(f.sector_until)
        )
        for d in range(count(word, f.count_until[sector])):
            w = words(here.place, q | (1 + d) << 12, here.step, draws.TRADE, here.seed)
            k = f.by_name[choose(w[0], f.kind_until[sector], f.kind_until.shape[1])]
            if _is_recorded(k, dread, (w[1], w[2]), row, arguments):
                score = add(score, f.points[here.z, k], f.low, f.high)
                put(Row.POINTS, f.points[here.z, k], arguments)
            put(Row.FIRM_SCORE, score, arguments)
            note_staff(number, What.FIRM_ACT, k, arguments)
    return recover(score, f.start, f.recovery[here.step]) if enrolled else score


@register_jitable(forceinline=True)
def _is_recorded(k: int, dread: int, drawn: tuple[int, int], row: Any, arguments: Any) -> bool:
    """Count an act that a firm considers; whether it is done and recorded."""
    here, f, column = here_of(arguments), firms_of(arguments), blocks_of(arguments).firm_act + ACT * k
    z, enrolled, today = here.z, here.now != NOBODY, f.base[k]
    if enrolled and f.points[z, k] < 0:
        today = min(CERTAIN, (today * f.dread[k, dread]) >> 16)
    what = act(drawn[0], f.base[k], today)
    recorded = what == DONE and enrolled and f.points[z, k] != 0 and drawn[1] < f.caught[z, k]
    row[column + FirmAct.CONSIDERED] += 1
    row[column + FirmAct.DONE] += what == DONE
    row[column + FirmAct.HELD_BACK] += what == HELD_BACK
    row[column + FirmAct.RECORDED] += recorded
    outcome = Outcome.NOT_DONE
    if what == DONE:
        outcome = Outcome.DONE
    elif what == HELD_BACK:
        outcome = Outcome.HELD_BACK
    put(Row.OUTCOME, outcome, arguments)
    put(Row.RECORD, Record.TRUE if recorded else Record.NONE, arguments)
    return recorded


@register_jitable
def _feel(number: int, order: tuple[int, int], newly: int, arguments: Any) -> None:
    """The representative answers, and the employees suffer, consequence by consequence in order of name."""
    here, f, s, x = here_of(arguments), firms_of(arguments), state_of(arguments), trading_of(arguments)
    representative, member, last = x.representative[number], slots_of(arguments).member, modulus(here.n) - 1
    for o in range(len(f.order)):
        d = f.order[o]
        if newly >> d & 1 == 0:
            continue
        if f.representative[d] != 0 and representative >= 0 and member[representative] == 1:
            _blame(representative, f.representative[d], arguments)
        if f.hardship[d] > 0:
            for p in range(int64(x.first_place[number]), int64(x.last_place[number])):
                i = (order[0] * p + order[1]) & last
                if x.hired[i] != 0:
                    s.hardship[here.begin + i] = raised(int64(s.hardship[here.begin + i]), f.hardship[d])
        note_staff(number, What.FIRM, d, arguments)


@register_jitable
def _blame(i: int, points: int, arguments: Any) -> None:
    """The representative's own score feels what the firm falls under."""
    here = here_of(arguments)
    s, scale, j = state_of(arguments), scale_of(arguments), here.begin + i
    row, persons = counting_of(arguments).tally[slots_of(arguments).cell[i]], blocks_of(arguments).person
    before = int64(s.own[j])
    s.own[j] = add(before, points, scale.low, scale.high)
    s.clean_own[j] = add(int64(s.clean_own[j]), points, scale.low, scale.high)
    row[persons + (Person.POINTS_LOST if points < 0 else Person.POINTS_GAINED)] += abs(
        int64(s.own[j]) - before
    )
    put(Row.POINTS, points, arguments)
    put(Row.MOVED, int64(s.own[j]) - before, arguments)
    if points < 0:
        s.dread[j] = raised(int64(s.dread[j]), rules_of(arguments).record_dread)
