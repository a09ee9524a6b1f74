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
from underheaven.engine.alarming import alarm
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.engine.redressing import redress
from underheaven.engine.scratch import Ledger, Scratch, State
from underheaven.engine.trading import trade
from underheaven.engine.tying import OFFSET, lay_out, tie
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
def _has_ties(weights: Any) -> bool:
    """Whether any type of tie has a weight."""
    return bool(weights[1, 0, 1] > 0 or weights[2, 1, 1] > 0 or weights[4, 2, 1] > 0)


@njit(nogil=True)
def close(
    step: int,
    place: int,
    region: int,
    number: int,
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
    ledger: Ledger,
) -> None:
    """Close the step of one community; `before` says whether it was enrolled in the step before.

    `places` is the first row of its firms in the state, `starts` are the first columns of the tally's
    blocks (`Layout.starts`).
    """
    if t.firm.any == 1 or enrolled:
        lay_out(place, n, seed, t.workplace_size, t.firm.size, t.firm.size_until, x.employer)
    if t.firm.any == 1:
        trade(step, place, begin, places, n, enrolled, before, starts, seed, t, s, x)
    if t.redress.kept == 1:
        for i in range(n):
            x.returned[i] = 0
        redress(
            step, number, t.redress, t.step_minutes, t.low, t.high, t.cell_of, s.archetype[begin : begin + n],
            s.own[begin : begin + n], s.clean_own[begin : begin + n], x.returned, x.tally[:, starts[7] :],
            ledger,
        )  # fmt: skip
    dread, archetype = s.dread[begin : begin + n], s.archetype[begin : begin + n]
    _forget(n, dread, t.dread_fade[step])
    _forget(n, s.hardship[begin : begin + n], t.hardship_fade[step])
    _hear(
        step, place, n, seed, t.hear[step, region], t.news_dread, t.adult, x.slots, x.word, archetype, dread
    )  # fmt: skip
    if enrolled:
        z = t.last_segment[step]
        weights, scale = t.weights[z], (t.low, t.high, t.start)
        tied = _has_ties(weights)
        if tied:
            shown, clean = s.shown[begin : begin + n], s.clean[begin : begin + n]
            tie(
                place, n, seed, t.employed, archetype, shown, clean, x.member, x.employer, x.works, x.packed,
                x.tied,
            )  # fmt: skip
        own, clean_own, points = s.own[begin : begin + n], s.clean_own[begin : begin + n], t.recovery[step]
        _settle(0, n, points, tied, scale, weights, x.tied, own, x.after[0])
        _settle(24, n, points, tied, scale, weights, x.tied, clean_own, x.after[1])
    struck = _count(step, begin, n, starts, t, s, x)
    if struck > 0 and t.associate_dread > 0:
        alarm(
            place,
            n,
            seed,
            t.associate_dread,
            x.struck,
            x.member,
            s.archetype[begin : begin + n],
            t.cell_of,
            s.dread[begin : begin + n],
            x.tally[:, starts[7] + DREAD],
        )
    minutes = t.end[step] - step * t.step_minutes
    for row in x.tally[:, starts[7] :]:
        row[PERSON_MINUTES] = row[PERSONS] * minutes
        row[ADULT_MINUTES] = row[ADULTS] * minutes
        row[ENROLLED_MINUTES] = row[ENROLLED] * minutes


@njit(nogil=True)
def _forget(n: int, level: Any, by: int) -> None:
    """Dread or hardship fades."""
    for i in range(n):
        level[i] = fade(int64(level[i]), by)


@njit(nogil=True)
def _hear(
    step: int,
    place: int,
    n: int,
    seed: tuple[int, int],
    hear: Any,
    news_dread: Any,
    adult: Any,
    slots: Any,
    word: Any,
    archetype: Any,
    dread: Any,
) -> None:
    """Whoever hears news fears more; the young do not."""
    if max(max(hear[0], hear[1]), max(hear[2], hear[3])) == 0:
        return
    fill(place, slots, n, step, draws.HEAR, seed, word[0], word[1], word[2], word[3])
    for c in range(4):
        until, by, drawn = hear[c], news_dread[c], word[c]
        if until > 0:
            for i in range(n):
                hears = (int64(drawn[i]) < until) & (adult[archetype[i] & ARCHETYPE] == 1)
                dread[i] = raised(int64(dread[i]), by * hears)


@njit(nogil=True)
def _settle(
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
def _count(step: int, begin: int, n: int, starts: Any, t: Tables, s: State, x: Scratch) -> int:
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
    return struck


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
