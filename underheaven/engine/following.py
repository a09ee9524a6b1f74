"""What follows a step: what everybody knows in the next one (specification, 28), in integers of 64 bits.

One compiled function reads a directory of its own (`Following`). The counts of a step go in, what is known
after it comes out; before the first step it is what nobody has counted yet.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory
from underheaven.counted.columns import Deeds, Known, Public, PublicAfter
from underheaven.draws import int64
from underheaven.engine.layout import Blocks
from underheaven.jit import register_jitable
from underheaven.kernels import entry
from underheaven.mechanisms.attention.rule import (
    MOST_FOUND,
    NOBODY_LOOKED,
    ONE,
    AttentionTables,
    attention,
    corrected,
    smooth,
)
from underheaven.mechanisms.hospital.rule import HospitalTables, refused, waits
from underheaven.mechanisms.redress.rule import RedressTables

FIRST = 0
"""The step before which nothing was counted."""
MOST_LOAD, LONGEST_WAIT = 1 << 20, 10_000
NOWHERE = -1
HALF = 16
I64 = NDArray[np.int64]
PUBLIC, KNOWN, DEEDS = len(Public), len(Known), len(Deeds)


class Levels(NamedTuple):
    """What smoothed levels follow from."""

    citizens: Annotated[I64, "R"]
    smoothing: int
    climate_prior: int


class Counted(NamedTuple):
    """What was counted in a step and known in it; the latter becomes what is known after it."""

    public: Annotated[I64, "R F"]
    known: Annotated[I64, "R fields"]


class Following(NamedTuple):
    """All that is read and written after a step."""

    levels: Levels
    attention: AttentionTables
    hospital: HospitalTables
    redress: RedressTables
    blocks: Blocks
    counted: Counted


FOLLOWING = Directory(Following)
levels_of = FOLLOWING.reader("levels", Levels)
attention_of = FOLLOWING.reader("attention", AttentionTables)
hospital_of = FOLLOWING.reader("hospital", HospitalTables)
redress_of = FOLLOWING.reader("redress", RedressTables)
blocks_of = FOLLOWING.reader("blocks", Blocks)
counted_of = FOLLOWING.reader("counted", Counted)


@register_jitable
def scaled(number: int, bits: int, by: int, most: int) -> int:
    """The least of `most` and floor(number 2^bits / by): exact, though the product may not fit into 64 bits.

    `number` is at least 0 and `by` above 0.
    """
    whole, rest = number // by, number % by
    for _ in range(bits):
        if whole > most:
            return most
        whole <<= 1
        if rest >= by - rest:
            whole, rest = whole + 1, rest - (by - rest)
        else:
            rest += rest
    return min(whole, most)


@register_jitable
def mean_level(source: int, arguments: Any) -> Any:
    """The mean of a source's levels over all citizens, rounded down.

    Levels are added in two halves, so that a sum over any nation fits into 64 bits.
    """
    levels, known = levels_of(arguments), counted_of(arguments).known
    people, high, low = int64(0), int64(0), int64(0)
    for region in range(len(levels.citizens)):
        level, citizens = known[region, KNOWN + source], levels.citizens[region]
        people += citizens
        high += (level >> HALF) * citizens
        low += (level & ((1 << HALF) - 1)) * citizens
    return (high // people << HALF) + ((high % people << HALF) + low) // people


@register_jitable
def _move_climate(region: int, arguments: Any) -> None:
    """The climate follows the share of what was said that is critical; it stays where nobody spoke."""
    c, levels = counted_of(arguments), levels_of(arguments)
    critical = c.public[region, Public.CRITICAL]
    said = critical + c.public[region, Public.SUPPORTIVE]
    if said > 0:
        before = c.known[region, Known.CLIMATE]
        c.known[region, Known.CLIMATE] = smooth(before, (critical << 16) // said, levels.smoothing)


@register_jitable
def _load(region: int, field: int, visits: int, arguments: Any) -> None:
    """One load of the hospital follows the visits of a class over the capacity."""
    known, room = counted_of(arguments).known, hospital_of(arguments).capacity[region]
    if room == 0:
        known[region, field] = MOST_LOAD
    else:
        load = scaled(visits, 36, room, MOST_LOAD)
        known[region, field] = smooth(known[region, field], load, levels_of(arguments).smoothing)


@register_jitable
def _line_up(region: int, arguments: Any) -> None:
    """Waits and refusals that follow from the loads."""
    known, h = counted_of(arguments).known, hospital_of(arguments)
    if h.kind < 0:
        return
    fast, slow = known[region, Known.LOAD_FAST], known[region, Known.LOAD_SLOW]
    first, second, together = waits(fast, slow, h.service, h.spread)
    known[region, Known.WAIT_FAST], known[region, Known.WAIT_SLOW] = first, second
    known[region, Known.WAIT_ONE_LINE] = together
    none, nothing = refused(fast, slow)
    known[region, Known.REFUSED_FAST], known[region, Known.REFUSED_SLOW] = none, nothing


@register_jitable
def _queue(region: int, arguments: Any) -> None:
    """Loads of the hospital, and the appeals that wait."""
    c, at, redress = counted_of(arguments), blocks_of(arguments).public_after, redress_of(arguments)
    if hospital_of(arguments).kind >= 0:
        _load(region, Known.LOAD_FAST, c.public[region, at + PublicAfter.VISITS_FAST], arguments)
        _load(region, Known.LOAD_SLOW, c.public[region, at + PublicAfter.VISITS_SLOW], arguments)
        _line_up(region, arguments)
    if redress.appealing == 1:
        filed, served = c.public[region, at + PublicAfter.APPEALS], redress.served[region]
        backlog = max(int64(0), c.known[region, Known.BACKLOG] + (filed << 20) - served)
        wait = LONGEST_WAIT if backlog > 0 else 0
        if served > 0:
            wait = min(LONGEST_WAIT, backlog // served)
        c.known[region, Known.BACKLOG], c.known[region, Known.APPEAL_WAIT] = backlog, wait


@register_jitable
def _hear_of_deeds(region: int, arguments: Any) -> None:
    """What was done that costs points, and how much of it was recorded, where people hear of it."""
    at, c = blocks_of(arguments), counted_of(arguments)
    if at.cut > at.deeds:
        for what in range(DEEDS):
            c.known[region, at.deeds + what] = c.public[region, at.public_deeds + what]


@register_jitable
def _found(region: int, source: int, correction: int, arguments: Any) -> int:
    """A step's findings per head that a source goes by in a region where somebody is enrolled.

    `NOBODY_LOOKED` where it did not look there and what it finds is to be corrected.
    """
    c, rules, at = counted_of(arguments), attention_of(arguments), blocks_of(arguments).attention
    enrolled = c.public[region, Public.ENROLLED]
    own = (c.public[region, PUBLIC + source] << 24) // enrolled
    found = corrected(own, c.known[region, at + source], correction)
    if found != NOBODY_LOOKED and rules.is_fed[source] == 1:
        for other in range(len(rules.weight)):
            told = min(int64(MOST_FOUND >> 8), (c.public[region, PUBLIC + other] << 24) // enrolled)
            found += (rules.fed[source, other] * told) >> 16
    return found


@register_jitable
def _learn(source: int, version: int, arguments: Any) -> None:
    """A source's levels follow what was found in the step."""
    c, rules = counted_of(arguments), attention_of(arguments)
    correction = rules.correction[version, source]
    for region in range(len(c.known)):
        if c.public[region, Public.ENROLLED] > 0:
            found = _found(region, source, correction, arguments)
            if found != NOBODY_LOOKED:
                before = c.known[region, KNOWN + source]
                c.known[region, KNOWN + source] = smooth(before, found, rules.weight[source])


@register_jitable
def _attend(source: int, version: int, arguments: Any) -> None:
    """Where a source looks, for its levels."""
    known, at = counted_of(arguments).known, blocks_of(arguments).attention + source
    share = attention_of(arguments).share[version, source]
    mean = mean_level(source, arguments) if share > 0 else int64(0)
    for region in range(len(known)):
        known[region, at] = attention(share, known[region, KNOWN + source], mean)


@register_jitable
def _expect(region: int, arguments: Any) -> None:
    """What is known before anything was counted."""
    known, at = counted_of(arguments).known, blocks_of(arguments)
    known[region, :] = 0
    known[region, Known.CLIMATE] = levels_of(arguments).climate_prior
    known[region, Known.LOAD_SLOW] = hospital_of(arguments).usual
    for source in range(at.attention - KNOWN):
        known[region, KNOWN + source] = attention_of(arguments).prior[region, source]
    known[region, at.attention : at.standard] = ONE
    known[region, at.cut :] = NOWHERE
    _line_up(region, arguments)


def _know(step: int, first: int, last: int, _every: int, _seed: tuple[int, int], arguments: Any) -> int:
    """Put what is known in all regions, `first` 0 to before `last`, to what is known in `step`.

    `arguments` is the address of a directory, or uncompiled a `Following`; it holds what was known and
    counted in the step before, if `step` is not `FIRST`. Returns `last`.
    """
    version = attention_of(arguments).version
    for region in range(first, last):
        if step == FIRST:
            _expect(region, arguments)
        else:
            _move_climate(region, arguments)
            _queue(region, arguments)
            _hear_of_deeds(region, arguments)
    for source in range(len(attention_of(arguments).weight)):
        if step != FIRST:
            _learn(source, version[step - 1], arguments)
        _attend(source, version[step], arguments)
    return last


know = entry(_know)
