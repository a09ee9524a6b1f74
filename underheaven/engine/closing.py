"""Closing a community's step: recovery, ties, dread, hardship, and the tally of persons.

Sections 8 and 12 of the specification.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numba import int64, njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import OFFSET, tie
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD, fade, pull, recover
from underheaven.life.score import add, raised, standing
from underheaven.life.tables import Tables

(
    PERSONS, ADULTS, ENROLLED, PERSON_MINUTES, ADULT_MINUTES, ENROLLED_MINUTES, SHOWN, DREAD, HARDSHIP,
    _CLAMPED, _LOST, _GAINED, UNDER, IN_ERROR, BY_TIES, ENTERED, LEFT, RISK_PLAIN, RISK_HARD,
    ENTERED_PLAIN, ENTERED_HARD, PULL,
) = range(22)  # fmt: skip
"""Columns of the tally's block of persons (`layout`)."""
SCORES = 0xFFFFFF
"""One field of a packed word (`tying`)."""
I16: TypeAlias = NDArray[np.int16]
I64: TypeAlias = NDArray[np.int64]


@njit(nogil=True)
def _has_ties(z: int, t: Tables) -> bool:
    """Whether any type of tie has a weight."""
    weights = t.weights[z]
    return bool(weights[1, 0, 1] > 0 or weights[2, 1, 1] > 0 or weights[4, 2, 1] > 0)


@njit(nogil=True)
def _hear(step: int, place: int, region: int, n: int, seed: tuple[int, int], t: Tables, x: Scratch) -> bool:
    """Draw the words of the news where there is any."""
    if t.hear[step, region].max() == 0:
        return False
    fill(place, x.slots, n, step, draws.HEAR, seed, x.word[0], x.word[1], x.word[2], x.word[3])
    return True


@njit(nogil=True)
def close(
    step: int,
    place: int,
    region: int,
    begin: int,
    n: int,
    enrolled: bool,
    before: bool,
    first_consequence: int,
    first_person: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Close the step of one community; `before` says whether it was enrolled in the step before."""
    _forget(step, place, region, begin, n, seed, t, s, x)
    if enrolled:
        _settle(step, place, begin, n, seed, t, s, x)
    _count(step, begin, n, enrolled, before, first_consequence, first_person, t, s, x)
    minutes = t.end[step] - step * t.step_minutes
    for row in x.tally[:, first_person:]:
        row[ENROLLED] = row[ADULTS] if enrolled else 0
        row[PERSON_MINUTES] = row[PERSONS] * minutes
        row[ADULT_MINUTES] = row[ADULTS] * minutes
        row[ENROLLED_MINUTES] = row[ENROLLED] * minutes


@njit(nogil=True)
def _forget(
    step: int,
    place: int,
    region: int,
    begin: int,
    n: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Dread and hardship fade; whoever hears news fears more. The young have neither."""
    dread, hardship = s.dread[begin : begin + n], s.hardship[begin : begin + n]
    less_dread, less_hardship = t.dread_fade[step], t.hardship_fade[step]
    for i in range(n):
        dread[i] = fade(int64(dread[i]), less_dread)
    for i in range(n):
        hardship[i] = fade(int64(hardship[i]), less_hardship)
    if not _hear(step, place, region, n, seed, t, x):
        return
    archetype = s.archetype[begin : begin + n]
    for c in range(4):
        until, by, word = t.hear[step, region, c], t.news_dread[c], x.word[c]
        if until > 0:
            for i in range(n):
                hears = (int64(word[i]) < until) & (t.adult[archetype[i] & ARCHETYPE] == 1)
                dread[i] = raised(int64(dread[i]), by * hears)


@njit(nogil=True)
def _settle(
    step: int, place: int, begin: int, n: int, seed: tuple[int, int], t: Tables, s: State, x: Scratch
) -> None:
    """Own scores recover; the scores after the pull of ties come to stand in `after`."""
    own, clean_own = s.own[begin : begin + n], s.clean_own[begin : begin + n]
    z, points = t.last_segment[step], t.recovery[step]
    tied = _has_ties(z, t)
    if tied:
        tie(place, begin, n, seed, t, s, x)
    for i in range(n):
        own[i] = recover(int64(own[i]), t.start, points)
    for i in range(n):
        clean_own[i] = recover(int64(clean_own[i]), t.start, points)
    shown, clean = x.after[0], x.after[1]
    if tied:
        _pull(
            0,
            n,
            t.low,
            t.high,
            own,
            t.weights[z],
            x.tied[HOUSEHOLD],
            x.tied[EMPLOYER],
            x.tied[FRIENDS],
            shown,
        )
        _pull(
            24,
            n,
            t.low,
            t.high,
            clean_own,
            t.weights[z],
            x.tied[HOUSEHOLD],
            x.tied[EMPLOYER],
            x.tied[FRIENDS],
            clean,
        )
    else:
        shown[:n] = own
        clean[:n] = clean_own


@njit(nogil=True)
def _pull(
    shift: int,
    n: int,
    low: int,
    high: int,
    own: I16,
    weights: I64,
    house: I64,
    work: I64,
    friends: I64,
    out: I16,
) -> None:
    """Scores after the pull of ties; `shift` chooses `shown` (0) or `clean` (24) from the packed sums."""
    down = 24 - shift
    for i in range(n):
        h, w, f = house[i], work[i], friends[i]
        ties = (h >> 48, w >> 48, f >> 48)
        change = pull(
            int64(own[i]),
            (h >> down & SCORES) - OFFSET * ties[0],
            (w >> down & SCORES) - OFFSET * ties[1],
            (f >> down & SCORES) - OFFSET * ties[2],
            ties,
            weights,
        )
        out[i] = add(int64(own[i]), change, low, high)


@njit(nogil=True)
def _count(
    step: int,
    begin: int,
    n: int,
    enrolled: bool,
    before: bool,
    first_consequence: int,
    first_person: int,
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Scores take their new value, new sanctions frighten, and everybody is counted."""
    z = t.last_segment[step]
    z_before = t.last_segment[step - 1] if step > 0 else z
    below, below_before, top, top_before = t.below[z], t.below[z_before], t.highest[z], t.highest[z_before]
    highest = max(top, top_before)
    length = t.high - t.low + 1
    reciprocal = ((1 << 40) + length - 1) // length
    for i in range(n):
        j = begin + i
        a = int64(s.archetype[j]) & ARCHETYPE
        cell = t.cell_of[a]
        row = x.tally[cell, first_person:]
        row[PERSONS] += 1
        if t.adult[a] == 0:
            continue
        row[ADULTS] += 1
        dread = int64(s.dread[j])
        if enrolled:
            seen, earlier = int64(s.shown[j]), int64(x.shown_before[i])
            own, shown, clean = int64(s.own[j]), int64(x.after[0, i]), int64(x.after[1, i])
            s.shown[j], s.clean[j] = shown, clean
            row[SHOWN] += shown
            row[PULL] += abs(shown - own)
            x.histogram[t.class_of[a] >> 1, (shown - t.low) * BINS * reciprocal >> 40] += 1
            x.public[0] += 1
            risk = RISK_HARD if x.hardship_before[i] > 0 else RISK_PLAIN
            if min(shown, own, clean, seen, earlier) >= highest:
                row[risk] += 1
            else:
                now = standing(shown, below, top)
                last = standing(earlier, below_before, top_before) if before else 0
                if now & ~standing(seen, below, top):
                    dread = raised(dread, t.sanction_dread)
                    s.dread[j] = dread
                clean_now, own_now = standing(clean, below, top), standing(own, below, top)
                if now != 0:
                    x.public[1] += 1
                _tally(now, last, clean_now, own_now, risk, row)
                _tally_each(now, last, clean_now, own_now, x.tally[cell, first_consequence:], len(below))
        row[DREAD] += dread
        row[HARDSHIP] += s.hardship[j]


@register_jitable
def _tally(now: int, last: int, clean: int, own: int, risk: int, row: Any) -> None:
    """Count a person under, entering or leaving any consequence."""
    if last == 0:
        row[risk] += 1
        if now != 0:
            row[ENTERED] += 1
            row[risk + ENTERED_PLAIN - RISK_PLAIN] += 1
    elif now == 0:
        row[LEFT] += 1
    if now != 0:
        row[UNDER] += 1
        row[IN_ERROR] += clean == 0
        row[BY_TIES] += own == 0


@register_jitable
def _tally_each(now: int, last: int, clean: int, own: int, row: Any, consequences: int) -> None:
    """Count a person for each consequence: under, in error, by ties, spared, entered, left."""
    for c in range(consequences):
        bit = 1 << c
        under, was = now & bit != 0, last & bit != 0
        row[6 * c] += under
        row[6 * c + 1] += under and clean & bit == 0
        row[6 * c + 2] += under and own & bit == 0
        row[6 * c + 3] += not under and own & bit != 0
        row[6 * c + 4] += under and not was
        row[6 * c + 5] += was and not under
