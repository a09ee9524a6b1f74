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
from underheaven.draws import fill, named
from underheaven.engine import scratch
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import OFFSET
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD, fade, pull, recover
from underheaven.life.reward import privileges
from underheaven.life.score import add, raised, standing
from underheaven.life.tables import Tables

(
    PERSONS, ADULTS, ENROLLED, PERSON_MINUTES, ADULT_MINUTES, ENROLLED_MINUTES, SHOWN, DREAD, HARDSHIP,
    _CLAMPED, _LOST, _GAINED, UNDER, IN_ERROR, BY_TIES, ENTERED, LEFT, RISK_PLAIN, RISK_HARD,
    ENTERED_PLAIN, ENTERED_HARD, PULL,
) = range(22)  # fmt: skip
EMPLOYED_CONFINED = 45
"""Columns of the tally's block of persons (`layout`)."""
SCORES = 0xFFFFFF
"""One field of a packed word (`tying`)."""
I16: TypeAlias = NDArray[np.int16]
I64: TypeAlias = NDArray[np.int64]


@register_jitable
def has_ties(weights: Any) -> bool:
    """Whether any type of tie has a weight."""
    return bool(weights[1, 0, 1] > 0 or weights[2, 1, 1] > 0 or weights[4, 2, 1] > 0)


@njit(nogil=True)
def forget(n: int, level: Any, by: int) -> None:
    """Dread or hardship fades."""
    for i in range(n):
        level[i] = fade(int64(level[i]), by)


@njit(nogil=True)
def hear(
    step: int,
    place: int,
    n: int,
    seed: tuple[int, int],
    chances: Any,
    news_dread: Any,
    news_key: Any,
    adult: Any,
    slots: Any,
    word: Any,
    archetype: Any,
    dread: Any,
) -> None:
    """Whoever hears news fears more; the young do not."""
    if max(max(chances[0], chances[1]), max(chances[2], chances[3])) == 0:
        return
    fill(place, slots, n, step, draws.HEAR, seed, word[0], word[1], word[2], word[3])
    for c in range(4):
        until, by, key = chances[c], news_dread[c], news_key[c]
        if until > 0:
            for i in range(n):
                drawn = named(int64(word[0, i]), int64(word[1, i]), key)[0]
                hears = (drawn < until) & (adult[archetype[i] & ARCHETYPE] == 1)
                dread[i] = raised(int64(dread[i]), by * hears)


@njit(nogil=True)
def settle(
    shift: int,
    n: int,
    points: int,
    tied: bool,
    scale: tuple[int, int, int],
    weights: I64,
    ties: I64,
    own: I16,
    out: I16,
) -> None:
    """Own scores recover; the scores after the pull of ties come to stand in `out`.

    `shift` chooses `shown` (0) or `clean` (24) from the packed sums of `ties`; `scale` is low, high, start.
    """
    for i in range(n):
        own[i] = recover(int64(own[i]), scale[2], points)
    if tied:
        _pull(shift, n, scale[0], scale[1], own, weights, ties[HOUSEHOLD], ties[EMPLOYER], ties[FRIENDS], out)
    else:
        for i in range(n):
            out[i] = own[i]


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
def count(step: int, begin: int, n: int, starts: Any, t: Tables, s: State, x: Scratch) -> int:
    """Scores take their new value, new sanctions frighten, and everybody is counted.

    Returns how many came under a consequence; they are marked in `struck`.
    """
    first_consequence, first_privilege, first_person = starts[1], starts[2], starts[7]
    struck = 0
    z = t.last_segment[step]
    z_before = t.last_segment[step - 1] if step > 0 else z
    top, top_before = t.highest[z], t.highest[z_before]
    above, lowest = t.reward.above[z], t.reward.lowest[z]
    highest = max(top, top_before)
    length = t.high - t.low + 1
    reciprocal = ((1 << 40) + length - 1) // length
    for i in range(n):
        j = begin + i
        a = int64(s.archetype[j]) & ARCHETYPE
        cell = t.cell_of[a]
        row = x.tally[cell, first_person:]
        row[PERSONS] += 1
        x.struck[i] = 0
        if t.adult[a] == 0:
            continue
        row[ADULTS] += 1
        dread = int64(s.dread[j])
        if x.member[i] == 1:
            row[ENROLLED] += 1
            seen, earlier = int64(s.shown[j]), int64(x.shown_before[i])
            own, shown, clean = int64(s.own[j]), int64(x.after[0, i]), int64(x.after[1, i])
            s.shown[j], s.clean[j] = shown, clean
            if t.same_context == 1 and own >= t.start:
                s.contexts[j] = 0
            row[SHOWN] += shown
            row[PULL] += abs(shown - own)
            x.histogram[t.class_of[a] >> 1, (shown - t.low) * BINS * reciprocal >> 40] += 1
            x.public[0] += 1
            if shown > lowest:
                held = privileges(shown, above, lowest)
                for p in range(len(above)):
                    x.tally[cell, first_privilege + 2 * p] += held >> p & 1
            risk = RISK_HARD if x.hardship_before[i] > 0 else RISK_PLAIN
            if min(min(shown, own), min(clean, min(seen, earlier))) >= highest:
                row[risk] += 1
            else:
                group = int64(t.class_of[a]) >> 1
                below, below_before = t.below[z, group], t.below[z_before, group]
                now = standing(shown, below, top)
                last = standing(earlier, below_before, top_before) if x.was_member[i] == 1 else 0
                if now & ~standing(seen, below, top):
                    dread = raised(dread, t.sanction_dread)
                    s.dread[j] = dread
                clean_now, own_now = standing(clean, below, top), standing(own, below, top)
                if now != 0:
                    x.public[1] += 1
                    if last == 0:
                        x.struck[i] = 1
                        struck += 1
                    if now & t.confining:
                        row[EMPLOYED_CONFINED] += t.employed[a]
                _tally(now, last, clean_now, own_now, risk, row)
                if x.lives.shape[1] > 0 and now != 0:
                    _tell(now, clean_now, own_now, t.confining, x.lives[:, j])
                still = last & standing(earlier, below, top)
                returned = t.redress.kept == 1 and x.returned[i] == 1
                _tally_each(
                    now,
                    last,
                    still,
                    returned,
                    clean_now,
                    own_now,
                    x.tally[cell, first_consequence:],
                    len(below),
                )
        row[DREAD] += dread
        row[HARDSHIP] += s.hardship[j]
    minutes = t.end[step] - step * t.step_minutes
    for row in x.tally[:, first_person:]:
        row[PERSON_MINUTES] = row[PERSONS] * minutes
        row[ADULT_MINUTES] = row[ADULTS] * minutes
        row[ENROLLED_MINUTES] = row[ENROLLED] * minutes
    return struck


@register_jitable
def _tell(now: int, clean: int, own: int, confining: int, life: Any) -> None:
    """Count a step that a person ends under a consequence."""
    life[scratch.SANCTIONED] += 1
    life[scratch.IN_ERROR] += clean == 0
    life[scratch.CONFINED] += now & confining != 0
    life[scratch.BY_TIES] += own == 0


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
def _tally_each(
    now: int, last: int, still: int, returned: bool, clean: int, own: int, row: Any, consequences: int
) -> None:
    """Count a person for each consequence: under, in error, by ties, spared, entered, left and how.

    `still` are the consequences of the last step that this step's thresholds would leave in force.
    """
    for c in range(consequences):
        bit = 1 << c
        under, was = now & bit != 0, last & bit != 0
        left, ruled = was and not under, still & bit == 0
        row[8 * c] += under
        row[8 * c + 1] += under and clean & bit == 0
        row[8 * c + 2] += under and own & bit == 0
        row[8 * c + 3] += not under and own & bit != 0
        row[8 * c + 4] += under and not was
        row[8 * c + 5] += left
        row[8 * c + 6] += left and ruled
        row[8 * c + 7] += left and not ruled and returned
