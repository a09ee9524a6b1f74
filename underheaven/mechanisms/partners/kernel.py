"""Those who look for a partner are shown to each other (specification, 25)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Person
from underheaven.counted.events import Cause, Outcome, Row, What
from underheaven.draws import fill, int64
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    scale_of,
    seeking_of,
    slots_of,
    state_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.layout import BINS
from underheaven.engine.noting import is_told, note, put
from underheaven.jit import register_jitable
from underheaven.mechanisms.partners.handed import partners_of
from underheaven.mechanisms.partners.rule import UNKNOWN, looks_back, shown_to
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges

CELL, BIN, SHINES = 0, 1, 2
"""Rows of `seek`."""
FREE, SEX = 0, 1
"""Rows of `free`."""


@register_jitable
def partner(arguments: Any) -> None:
    """List the seekers of a community, and show them to each other."""
    here = here_of(arguments)
    dating = partners_of(arguments)
    if dating.kind < 0:
        return
    x, slots = seeking_of(arguments), slots_of(arguments)
    archetype = state_of(arguments).archetype
    seekers, everybody = 0, int64(0)
    for i in range(here.n):
        if x.seeker[i] == 0:
            continue
        x.seeker[i] = 0
        sight, shines = _visibility(i, arguments)
        x.seekers[seekers], x.sight[seekers] = i, sight
        x.free[FREE, seekers], x.free[SEX, seekers] = (
            1,
            dating.sex[int64(archetype[here.begin + i]) & ARCHETYPE],
        )
        x.seek[CELL, seekers], x.seek[SHINES, seekers] = slots.cell[i], shines
        x.seek[BIN, seekers] = _bin(i, arguments)
        _note(Person.SEEKERS, Person.SEEKERS_VISIBLE, seekers, arguments)
        everybody += sight
        seekers += 1
    _look(seekers, everybody, arguments)


@register_jitable
def _bin(i: int, arguments: Any) -> int:
    """Which of the bins of the scale somebody's score lies in."""
    here, scale = here_of(arguments), scale_of(arguments)
    above: int = int64(state_of(arguments).shown[here.begin + i]) - scale.low
    return (above * BINS) // (scale.high - scale.low + 1)


@register_jitable
def _visibility(i: int, arguments: Any) -> tuple[int, int]:
    """Somebody's visibility, and 1 where a privilege gives it."""
    here = here_of(arguments)
    reward = privileges_of(arguments)
    if slots_of(arguments).member[i] == 0:
        return int64(UNKNOWN), int64(0)
    shown = int64(state_of(arguments).shown[here.begin + i])
    held = privileges(shown, reward.above[here.z], reward.lowest[here.z]) & reward.visible
    if held == 0:
        return int64(UNKNOWN), int64(0)
    seen = int64(0)
    for p in range(len(reward.visibility)):
        if held >> p & 1:
            seen = max(seen, reward.visibility[p])
    return seen, int64(1)


@register_jitable
def _sum_up(seekers: int, arguments: Any) -> None:
    """Sum up the visibility of all seekers by sex; they are all free."""
    x, sums = seeking_of(arguments), (int64(0), int64(0))
    for one in range(seekers):
        sight, of_ones = x.sight[one], x.sight[one] * int64(x.free[SEX, one])
        sums = sums[0] + sight - of_ones, sums[1] + of_ones
        x.up_to[0, one], x.up_to[1, one] = sums


@register_jitable
def _take_out(one: int, seekers: int, arguments: Any) -> None:
    """Somebody is not free any longer."""
    x = seeking_of(arguments)
    sight, up_to = x.sight[one], x.up_to[x.free[SEX, one]]
    x.free[FREE, one] = 0
    for other in range(one, seekers):
        up_to[other] -= sight


@register_jitable
def _look(seekers: int, everybody: int, arguments: Any) -> None:
    """Everybody looks at somebody in each round, and some look back."""
    here = here_of(arguments)
    x, dating = seeking_of(arguments), partners_of(arguments)
    free, sex, word = x.free[FREE], x.free[SEX], slots_of(arguments).word
    _sum_up(seekers, arguments)
    for r in range(dating.rounds):
        for one in range(seekers):
            x.drawn[one] = int64(x.seekers[one]) | r << 12
        fill(here.place, x.drawn, seekers, here.step, draws.DATE, here.seed, word)
        for one in range(seekers):
            wanted = 1 - int64(sex[one])
            if free[one] == 0 or x.up_to[wanted, seekers - 1] == 0:
                continue
            other = shown_to(int64(word[0, one]), x.up_to[wanted], seekers)
            _note(Person.SEEN, Person.SEEN_VISIBLE, other, arguments)
            matches = looks_back(int64(word[1, one]), dating.acceptance, x.sight[one], seekers, everybody)
            _tell(one, other, matches, arguments)
            if matches:
                _take_out(one, seekers, arguments)
                _take_out(other, seekers, arguments)
                _match(one, other, arguments)
                _match(other, one, arguments)


@register_jitable
def _note(column: int, visible: int, seeker: int, arguments: Any) -> None:
    """Count a seeker, also among the visible where a privilege makes them so."""
    x, persons = seeking_of(arguments), blocks_of(arguments).person
    row = counting_of(arguments).tally[x.seek[CELL, seeker]]
    row[persons + column] += 1
    row[persons + visible] += x.seek[SHINES, seeker]


@register_jitable
def _tell(one: int, other: int, matches: bool, arguments: Any) -> None:
    """Tell both that one looks at the other, and what makes each more visible."""
    if is_told(arguments):
        _tell_one(one, other, Cause.LOOKED, matches, arguments)
        _tell_one(other, one, Cause.WAS_SEEN, matches, arguments)


@register_jitable
def _tell_one(one: int, other: int, why: int, matches: bool, arguments: Any) -> None:
    here, x, reward = here_of(arguments), seeking_of(arguments), privileges_of(arguments)
    i = int64(x.seekers[one])
    put(Row.WHOM, int64(x.seekers[other]) + 1, arguments)
    put(Row.WHY, why, arguments)
    put(Row.OUTCOME, Outcome.MATCHED if matches else Outcome.NOT_MATCHED, arguments)
    if x.seek[SHINES, one] == 1:
        shown = int64(state_of(arguments).shown[here.begin + i])
        held = privileges(shown, reward.above[here.z], reward.lowest[here.z])
        put(Row.USES, held & reward.visible, arguments)
    note(i, What.MEETING, partners_of(arguments).kind, arguments)


@register_jitable
def _match(one: int, other: int, arguments: Any) -> None:
    """Count one of two who match, with the bins of both scores."""
    x, persons = seeking_of(arguments), blocks_of(arguments).person
    mine, theirs = x.seek[BIN, one], x.seek[BIN, other]
    _note(Person.MATCHED, Person.MATCHED_VISIBLE, one, arguments)
    row = counting_of(arguments).tally[x.seek[CELL, one]]
    row[persons + Person.MATCH_BINS] += mine
    row[persons + Person.MATCH_SQUARES] += mine * mine
    row[persons + Person.MATCH_PRODUCTS] += mine * theirs
