"""Firms at the close of a step: they act, are scored, and their people feel it (specification, 26).

The functions take the few arrays that they need: handing on all tables makes compiling slow.
"""

from __future__ import annotations

from typing import Any

from numba import njit

from underheaven import draws
from underheaven.draws import int64, words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import modulus
from underheaven.life.attribute import choose
from underheaven.life.close import recover
from underheaven.life.consider import count
from underheaven.life.firm import DONE, HELD_BACK, FirmTables, act
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
    f, z = t.firm, t.last_segment[step]
    archetype, shown = s.archetype[begin : begin + n], s.shown[begin : begin + n]
    hardship, q = s.hardship[begin : begin + n], int64(0)
    below = f.below[z]
    below_before = f.below[t.last_segment[step - 1]] if step > 0 else below
    while q < m:
        last = min(q + int64(x.employer[q]), m)
        first, representative, employees, barred = _people(
            q, last, a, b, m, n, archetype, shown, x.member, t.employed, t.class_of, t.below[z],
            t.highest[z], t.barring,
        )  # fmt: skip
        if employees > 0:
            row = x.tally[t.cell_of[int64(archetype[first]) & ARCHETYPE]]
            head = row[starts[6] :]
            head[FIRMS] += 1
            head[EMPLOYEES] += employees
            head[WITHOUT] += representative < 0
            head[PASSED_OVER] += barred
            earlier = int64(s.firm[places + q]) if f.scheme == 1 else int64(0)
            dread = int64(s.dread[begin + representative]) >> 4 if representative >= 0 else int64(0)
            score = _act(step, z, place, q, earlier, dread, enrolled, row[starts[4] :], seed, f)
            if f.scheme == 1:
                s.firm[places + q] = score
                head[SCORES] += score
                now = standing(score, below, CERTAIN) if enrolled else 0
                was = standing(earlier, below_before, CERTAIN) if before else 0
                for d in range(len(below)):
                    under, had = now >> d & 1, was >> d & 1
                    column = starts[5] + 4 * d
                    row[column] += under
                    row[column + 1] += under & (1 - had)
                    row[column + 2] += had & (1 - under)
                    row[column + 3] += under * employees
                    if under == 0 or had == 1:
                        continue
                    if representative >= 0 and x.member[representative] == 1:
                        _blame(begin + representative, f.representative[d], starts[7], t, s, x)
                    if f.hardship[d] > 0:
                        for p in range(q, last):
                            i = (a * p + b) & (m - 1)
                            if i < n and t.employed[int64(archetype[i]) & ARCHETYPE] == 1:
                                hardship[i] = raised(int64(hardship[i]), f.hardship[d])
        q = last


@njit(nogil=True)
def _people(
    q: int,
    last: int,
    a: int,
    b: int,
    m: int,
    n: int,
    archetype: Any,
    shown: Any,
    member: Any,
    employed: Any,
    class_of: Any,
    below: Any,
    highest: int,
    barring: int,
) -> tuple[int, int, int, int]:
    """The first employee, the representative (-1: none), the employees, and those barred from it."""
    first, representative, employees, barred = int64(-1), int64(-1), int64(0), int64(0)
    for p in range(q, last):
        i = (a * p + b) & (m - 1)
        if i >= n:
            continue
        number = int64(archetype[i]) & ARCHETYPE
        if employed[number] == 0:
            continue
        employees += 1
        if first < 0:
            first = i
        under = 0
        if barring != 0 and member[i] == 1:
            under = standing(int64(shown[i]), below[int64(class_of[number]) >> 1], highest) & barring
        if under != 0:
            barred += 1
        elif representative < 0:
            representative = i
    return first, representative, employees, barred


@njit(nogil=True)
def _act(
    step: int,
    z: int,
    place: int,
    q: int,
    score: int,
    dread: int,
    enrolled: bool,
    row: Any,
    seed: tuple[int, int],
    f: FirmTables,
) -> int:
    """What the firm does, and its score after it; `row` begins at the firms' acts."""
    sector = choose(words(place, q, 0, draws.FIRM, seed)[1], f.sector_until, len(f.sector_until))
    for d in range(count(words(place, q, step, draws.TRADE, seed)[0], f.count_until[sector])):
        w = words(place, q | (1 + d) << 12, step, draws.TRADE, seed)
        k = choose(w[0], f.kind_until[sector], f.kind_until.shape[1])
        today = f.base[k]
        if enrolled and f.points[z, k] < 0:
            today = min(CERTAIN, (today * f.dread[k, dread]) >> 16)
        what = act(w[1], f.base[k], today)
        row[4 * k] += 1
        row[4 * k + 1] += what == DONE
        row[4 * k + 2] += what == HELD_BACK
        if what == DONE and enrolled and f.points[z, k] != 0 and w[2] < f.caught[z, k]:
            row[4 * k + 3] += 1
            score = add(score, f.points[z, k], f.low, f.high)
    return recover(score, f.start, f.recovery[step]) if enrolled else score


@njit(nogil=True)
def _blame(j: int, points: int, first_person: int, t: Tables, s: State, x: Scratch) -> None:
    """The representative's own score feels what the firm falls under."""
    if points == 0:
        return
    own = int64(s.own[j])
    s.own[j] = add(own, points, t.low, t.high)
    s.clean_own[j] = add(int64(s.clean_own[j]), points, t.low, t.high)
    row = x.tally[t.cell_of[int64(s.archetype[j]) & ARCHETYPE], first_person:]
    row[LOST if points < 0 else GAINED] += abs(int64(s.own[j]) - own)
    if points < 0:
        s.dread[j] = raised(int64(s.dread[j]), t.record_dread)
