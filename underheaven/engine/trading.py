"""Firms at the close of a step: they act, are scored, and their people feel it (specification, 26)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import modulus
from underheaven.life.attribute import choose
from underheaven.life.close import recover
from underheaven.life.consider import count
from underheaven.life.firm import DONE, HELD_BACK, act
from underheaven.life.score import add, raised, standing
from underheaven.life.tables import Tables

FIRMS, EMPLOYEES, SCORES, WITHOUT, PASSED_OVER = range(5)
CERTAIN = 1 << 32
LOST, GAINED = 10, 11
"""Columns of the tally's block of persons."""


@njit(nogil=True)
def trade(
    step: int,
    place: int,
    begin: int,
    places: int,
    n: int,
    enrolled: bool,
    before: bool,
    starts: Any,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Live a step of the firms of a community; `places` is the first row of its firms in the state."""
    m = modulus(n)
    w = words(place, 0, 0, draws.WORK, seed)
    a, b = (w[0] | 1) & (m - 1), w[1] & (m - 1)
    q = 0
    while q < m:
        size = int64(x.employer[q])
        first, representative, employees, passed = _people(step, begin, q, size, a, b, m, n, t, s, x)
        if employees > 0:
            cell = t.cell_of[int64(s.archetype[begin + first]) & ARCHETYPE]
            row = x.tally[cell, starts[6] :]
            row[FIRMS] += 1
            row[EMPLOYEES] += employees
            row[WITHOUT] += representative < 0
            row[PASSED_OVER] += passed
            if t.firm.scheme == 1:
                score = int64(s.firm[places + q])
                after = _act(
                    step, place, q, score, begin, representative, enrolled, starts[4], cell, seed, t, s, x
                )
                s.firm[places + q] = after
                row[SCORES] += after
                now, last = _follow(step, after, score, enrolled, before, employees, starts[5], cell, t, x)
                for d in range(t.firm.below.shape[1]):
                    if now >> d & 1 and not last >> d & 1:
                        _strike(d, begin, q, size, a, b, m, n, representative, starts[7], t, s, x)
            else:
                _act(step, place, q, 0, begin, representative, enrolled, starts[4], cell, seed, t, s, x)
        q += size


@njit(nogil=True)
def _people(
    step: int, begin: int, q: int, size: int, a: int, b: int, m: int, n: int, t: Tables, s: State, x: Scratch
) -> tuple[int, int, int, int]:
    """The first employee, the representative (-1: none), the employees, and those barred from it."""
    z = t.last_segment[step]
    first, representative, employees, passed = int64(-1), int64(-1), 0, 0
    for p in range(q, min(q + size, m)):
        i = (a * p + b) & (m - 1)
        if i >= n:
            continue
        number = int64(s.archetype[begin + i]) & ARCHETYPE
        if t.employed[number] == 0:
            continue
        employees += 1
        if first < 0:
            first = i
        barred = False
        if x.member[i] == 1 and t.barring != 0:
            group = int64(t.class_of[number]) >> 1
            barred = standing(int64(s.shown[begin + i]), t.below[z, group], t.highest[z]) & t.barring != 0
        if barred:
            passed += 1
        elif representative < 0:
            representative = i
    return first, representative, employees, passed


@njit(nogil=True)
def _act(
    step: int,
    place: int,
    q: int,
    score: int,
    begin: int,
    representative: int,
    enrolled: bool,
    first_act: int,
    cell: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> int:
    """What the firm does, and its score after it."""
    f, z = t.firm, t.last_segment[step]
    sector = choose(words(place, q, 0, draws.FIRM, seed)[1], f.sector_until, len(f.sector_until))
    dread = int64(s.dread[begin + representative]) >> 4 if representative >= 0 else int64(0)
    row = x.tally[cell]
    for d in range(count(words(place, q, step, draws.TRADE, seed)[0], f.count_until[sector])):
        w = words(place, q | (1 + d) << 12, step, draws.TRADE, seed)
        k = choose(w[0], f.kind_until[sector], f.kind_until.shape[1])
        today = f.base[k]
        if enrolled and f.points[z, k] < 0:
            today = min(CERTAIN, (today * f.dread[k, dread]) >> 16)
        what = act(w[1], f.base[k], today)
        column = first_act + 4 * k
        row[column] += 1
        row[column + 1] += what == DONE
        row[column + 2] += what == HELD_BACK
        if what == DONE and enrolled and f.points[z, k] != 0 and w[2] < f.caught[z, k]:
            row[column + 3] += 1
            score = add(score, f.points[z, k], f.low, f.high)
    return recover(score, f.start, f.recovery[step]) if enrolled else score


@njit(nogil=True)
def _follow(
    step: int,
    score: int,
    earlier: int,
    enrolled: bool,
    before: bool,
    employees: int,
    first_consequence: int,
    cell: int,
    t: Tables,
    x: Scratch,
) -> tuple[int, int]:
    """The consequences in force for a firm now and at the end of the last step, as bits; counts them."""
    below = t.firm.below[t.last_segment[step]]
    below_before = t.firm.below[t.last_segment[step - 1]] if step > 0 else below
    now = standing(score, below, CERTAIN) if enrolled else 0
    last = standing(earlier, below_before, CERTAIN) if before else 0
    row = x.tally[cell, first_consequence:]
    for d in range(len(below)):
        under, was = now >> d & 1, last >> d & 1
        row[4 * d] += under
        row[4 * d + 1] += under & (1 - was)
        row[4 * d + 2] += was & (1 - under)
        row[4 * d + 3] += under * employees
    return now, last


@njit(nogil=True)
def _strike(
    d: int,
    begin: int,
    q: int,
    size: int,
    a: int,
    b: int,
    m: int,
    n: int,
    representative: int,
    first_person: int,
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """The people of a firm that falls under a consequence feel it."""
    points = t.firm.representative[d]
    if representative >= 0 and points != 0 and x.member[representative] == 1:
        j = begin + representative
        own = int64(s.own[j])
        s.own[j] = add(own, points, t.low, t.high)
        s.clean_own[j] = add(int64(s.clean_own[j]), points, t.low, t.high)
        row = x.tally[t.cell_of[int64(s.archetype[j]) & ARCHETYPE], first_person:]
        row[LOST if points < 0 else GAINED] += abs(int64(s.own[j]) - own)
        if points < 0:
            s.dread[j] = raised(int64(s.dread[j]), t.record_dread)
    if t.firm.hardship[d] == 0:
        return
    for p in range(q, min(q + size, m)):
        i = (a * p + b) & (m - 1)
        if i < n and t.employed[int64(s.archetype[begin + i]) & ARCHETYPE] == 1:
            s.hardship[begin + i] = raised(int64(s.hardship[begin + i]), t.firm.hardship[d])
