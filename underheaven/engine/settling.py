"""Own scores recover, and ties pull on what is shown (specification, 8.1 to 8.3)."""

from __future__ import annotations

from typing import Any

from underheaven.draws import int64
from underheaven.engine.arguments import (
    calendar_of,
    scale_of,
    state_of,
    ties_of,
    tying_of,
)
from underheaven.engine.here import NOBODY, here_of
from underheaven.jit import register_jitable
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD, MOST_TIES, of_one_tie, pull, recover
from underheaven.life.score import add
from underheaven.mechanisms.association.kernel import OFFSET, has_ties, tie

SCORES = 0xFFFFFF
"""One field of a packed word (`tying`)."""
SHOWN, NUMBER = 24, 48
"""Bits below the score that is shown, with the clean one, and below the number of ties."""


@register_jitable
def settle(arguments: Any) -> None:
    """Find what everybody enrolled will be shown, with and without what is recorded in error."""
    here = here_of(arguments)
    if here.now == NOBODY:
        return
    s, x, weights = state_of(arguments), tying_of(arguments), ties_of(arguments).weights[here.z]
    first, last = here.begin, here.begin + here.n
    own, clean_own = s.own[first:last], s.clean_own[first:last]
    _recover(own, arguments)
    _recover(clean_own, arguments)
    if has_ties(weights):
        tie(arguments)
        _pull(arguments)
    else:
        for i in range(here.n):
            x.after[0, i], x.after[1, i] = own[i], clean_own[i]


@register_jitable
def _recover(own: Any, arguments: Any) -> None:
    """Scores below the start come back towards it."""
    here = here_of(arguments)
    start, points = scale_of(arguments).start, calendar_of(arguments).recovery[here.step]
    for i in range(here.n):
        own[i] = recover(int64(own[i]), start, points)


@register_jitable
def _pull(arguments: Any) -> None:
    """Both scores after the pull of ties, from their sums in the packed words."""
    here, x, s = here_of(arguments), tying_of(arguments), state_of(arguments)
    first, last = here.begin, here.begin + here.n
    _weigh(arguments)
    _pull_by(0, s.own[first:last], x.after[0], arguments)
    _pull_by(SHOWN, s.clean_own[first:last], x.after[1], arguments)


@register_jitable
def _weigh(arguments: Any) -> None:
    """What one tie of each type weighs for everybody; it stands where packed words were summed from."""
    here, x, weights = (
        here_of(arguments),
        tying_of(arguments),
        ties_of(arguments).weights[here_of(arguments).z],
    )
    house, work, friends = x.tied[HOUSEHOLD], x.tied[EMPLOYER], x.tied[FRIENDS]
    at_home, at_work, of_friend = x.packed, x.workers, x.placed
    for i in range(here.n):
        a, b, c = (
            house[i] >> NUMBER & MOST_TIES,
            work[i] >> NUMBER & MOST_TIES,
            friends[i] >> NUMBER & MOST_TIES,
        )
        at_home[i], at_work[i], of_friend[i] = of_one_tie((a, b, c), weights)


@register_jitable
def _pull_by(place: int, own: Any, out: Any, arguments: Any) -> None:
    """One score after the pull of ties: that which stands so many bits below the one shown."""
    here, x, scale = here_of(arguments), tying_of(arguments), scale_of(arguments)
    house, work, friends = x.tied[HOUSEHOLD], x.tied[EMPLOYER], x.tied[FRIENDS]
    at_home, at_work, of_friend, low, high = x.packed, x.workers, x.placed, scale.low, scale.high
    for i in range(here.n):
        mine, h, w, f = int64(own[i]), house[i], work[i], friends[i]
        ties = (h >> NUMBER & MOST_TIES, w >> NUMBER & MOST_TIES, f >> NUMBER & MOST_TIES)
        each = (at_home[i], at_work[i], of_friend[i])
        h, w, f = h >> SHOWN - place & SCORES, w >> SHOWN - place & SCORES, f >> SHOWN - place & SCORES
        # All scores that meet here are larger by the offset.
        out[i] = add(mine, pull(mine + OFFSET, h, w, f, ties, each), low, high)
