"""Firms at the close of a step: they act, are scored, and their people feel it (specification, 26).

The functions take the few arrays that they need: handing on all tables makes compiling slow.
"""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import int64, words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.tying import modulus
from underheaven.life.attribute import choose
from underheaven.life.close import recover
from underheaven.life.consider import count
from underheaven.life.firm import DONE, HELD_BACK, FirmTables, act
from underheaven.life.score import add, raised, standing

FIRMS, EMPLOYEES, SCORES, WITHOUT, PASSED_OVER = range(5)
CERTAIN = 1 << 32
LOST, GAINED = 10, 11
"""Columns of the tally's block of persons."""


@njit(nogil=True)
def trade(
    step: int,
    z: int,
    z_before: int,
    place: int,
    n: int,
    enrolled: bool,
    before: bool,
    starts: Any,
    seed: tuple[int, int],
    f: FirmTables,
    scale: tuple[int, int, int],
    record_dread: int,
    barring: int,
    below: Any,
    highest: int,
    employed: Any,
    class_of: Any,
    cell_of: Any,
    archetype: Any,
    own: Any,
    shown: Any,
    clean_own: Any,
    dread: Any,
    hardship: Any,
    firm: Any,
    employer: Any,
    member: Any,
    tally: Any,
) -> None:
    """Live a step of the firms of a community.

    `z` and `z_before` are the segments of the last minutes of this step and the one before, `firm` the
    scores by first place, the other columns those of its citizens; `below` and `highest` are the citizens'
    thresholds now, `scale` is theirs: low, high and start.
    """
    m = modulus(n)
    w = words(place, 0, 0, draws.WORK, seed)
    a, b, q = (w[0] | 1) & (m - 1), w[1] & (m - 1), int64(0)
    while q < m:
        last = min(q + int64(employer[q]), m)
        first, representative, employees, barred = _people(
            q, last, a, b, m, n, archetype, shown, member, employed, class_of, below, highest, barring
        )
        if employees > 0:
            row = tally[cell_of[int64(archetype[first]) & ARCHETYPE]]
            head = row[starts[6] :]
            head[FIRMS] += 1
            head[EMPLOYEES] += employees
            head[WITHOUT] += representative < 0
            head[PASSED_OVER] += barred
            earlier = int64(firm[q]) if f.scheme == 1 else int64(0)
            fear = int64(dread[representative]) >> 4 if representative >= 0 else int64(0)
            score = _act(step, z, place, q, earlier, fear, enrolled, row[starts[4] :], seed, f)
            if f.scheme == 1:
                firm[q] = score
                head[SCORES] += score
                now = standing(score, f.below[z], CERTAIN) if enrolled else 0
                was = standing(earlier, f.below[z_before], CERTAIN) if before else 0
                for d in f.order:
                    under, had = now >> d & 1, was >> d & 1
                    column = starts[5] + 4 * d
                    row[column] += under
                    row[column + 1] += under & (1 - had)
                    row[column + 2] += had & (1 - under)
                    row[column + 3] += under * employees
                    if under == 0 or had == 1:
                        continue
                    points = f.representative[d]
                    if points != 0 and representative >= 0 and member[representative] == 1:
                        theirs = tally[cell_of[int64(archetype[representative]) & ARCHETYPE], starts[7] :]
                        _blame(representative, points, scale, record_dread, own, clean_own, dread, theirs)
                    if f.hardship[d] > 0:
                        for p in range(q, last):
                            i = (a * p + b) & (m - 1)
                            if i < n and employed[int64(archetype[i]) & ARCHETYPE] == 1:
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
        k = f.by_name[choose(w[0], f.kind_until[sector], f.kind_until.shape[1])]
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


@register_jitable
def _blame(
    i: int,
    points: int,
    scale: tuple[int, int, int],
    record_dread: int,
    own: Any,
    clean_own: Any,
    dread: Any,
    row: Any,
) -> None:
    """The representative's own score feels what the firm falls under; `row` begins at the persons."""
    before = int64(own[i])
    own[i] = add(before, points, scale[0], scale[1])
    clean_own[i] = add(int64(clean_own[i]), points, scale[0], scale[1])
    row[LOST if points < 0 else GAINED] += abs(int64(own[i]) - before)
    if points < 0:
        dread[i] = raised(int64(dread[i]), record_dread)
