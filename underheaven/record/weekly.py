"""Communities of a run, lived again: how everybody stands at the end of each step, and counts by other cells.

A run's tallies know group, residence and income; those of a community that lives again are laid out by
opinion, sex and age (margins.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Standard
from underheaven.engine.compiling import compile_tables
from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.standards.moving import in_force
from underheaven.record.margins import Margins
from underheaven.record.people import WHO
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Place, Reliving, citizen_at, known_in
from underheaven.society.archetypes import Archetypes
from underheaven.society.synthesis import Synthesiser

NO_SCORE = -(1 << 15)
"""No score is below it."""
LIVED = 16
"""Communities that are lived again unless more are asked for: all of a nation that has no more."""

T = TypeVar("T")
Flags = NDArray[np.bool_]
Bits = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True)
class Weekly:
    """n citizens of a community over the T steps from `since` on, in the order of their slots.

    `shown` int16[T, n] are the scores in sixteenths of a point as each step ends, `enrolled` bool[T, n] who
    is an adult in the scheme, `ever` bool[n] who was in any step of the run. `standing`, `clean` and `own`
    [T, n], of the dtype `bits_of`, are the consequences in force, those that would be without wrong records,
    and those that the own record alone would bring, as bits in the order of the policy; 0 of who is not in
    the scheme. `replaced` bool[T, n] says whether somebody else takes the place after the step: `own` is not
    known of it then. `codes` int64[n] of each attribute and of `region` number the categories; `tallies`
    int64[combinations, M] of each year asked for are counts by what `margins` tells apart.
    """

    region: int
    community: int
    first: int
    """The number of the citizen in the first slot."""
    since: int
    codes: dict[str, Int64]
    ever: Flags
    shown: NDArray[np.int16]
    enrolled: Flags
    standing: Bits
    clean: Bits
    own: Bits
    replaced: Flags
    margins: Margins
    tallies: dict[int, Int64]


class WeekByWeek:
    """A community of which no step has been lived yet, lived step by step, and what is kept of it (`found`).

    `years` are the calendar years of which counts by margins are kept; `since` is the first step of which it
    is kept how people stand. `like` is another community of the run, which is never lived at the same time:
    tables and room to work in are shared with it.
    """

    def __init__(
        self, lived: Reliving, years: Sequence[int] = (), since: int = 0, like: WeekByWeek | None = None
    ) -> None:
        self._lived: Reliving = lived
        world, n = lived.world, lived.size
        margins = Margins.of(world, lived.tables) if like is None else like.found.margins
        archetypes = Archetypes(world.society)
        number = archetypes.of(lived.state.archetype)
        margins.lay_out(lived, None if like is None else like._lived)
        kept, bits = len(lived.knowns) - since, bits_of(world)
        self.found: Weekly = Weekly(
            region=lived.region,
            community=lived.community,
            first=citizen_at(world, Place(lived.region, lived.community, 0)),
            since=since,
            codes={
                name: np.full(n, lived.region) if name == "region" else archetypes.codes(name)[number]
                for name in WHO
            },
            ever=np.zeros(n, bool),
            shown=np.zeros((kept, n), np.int16),
            enrolled=np.zeros((kept, n), bool),
            standing=np.zeros((kept, n), bits),
            clean=np.zeros((kept, n), bits),
            own=np.zeros((kept, n), bits),
            replaced=np.zeros((kept, n), bool),
            margins=margins,
            tallies={year: np.zeros((margins.many, lived.layout.width), np.int64) for year in years},
        )
        self._before = margins.counted(lived)
        # The first rows of the thresholds are those of the society's own groups (margins.py).
        self._written = lived.tables._replace(below=lived.tables.below[:, : len(world.society.groups)])

    def live(self, step: int) -> None:
        """Live the next step, in which it is known what everybody knew."""
        lived, found, n = self._lived, self.found, self._lived.size
        world = lived.world
        lived.live(step)
        np.logical_or(found.ever, lived.scratch.slots.member[:n] == 1, out=found.ever)
        if step >= found.since:
            _note(found, lived, step, self._written)
        year = world.year_of(step)
        if step + 1 == len(lived.knowns) or world.year_of(step + 1) != year:
            counted = found.margins.counted(lived)
            if year in found.tallies:
                found.tallies[year] += counted - self._before
            self._before = counted


def bits_of(world: World) -> np.dtype[np.unsignedinteger[Any]]:
    """The smallest whole numbers that have a bit for each consequence."""
    return np.min_scalar_type((1 << len(world.policy.consequences)) - 1)


def bytes_of_step(world: World) -> int:
    """Bytes that are kept of how one person stands in one step."""
    flags, score = np.dtype(bool).itemsize, np.dtype(np.int16).itemsize
    return 2 * flags + score + 3 * bits_of(world).itemsize


def weekly(lived: Reliving, years: Sequence[int] = (), since: int = 0) -> Weekly:
    """Live a community through all steps, and keep of each from `since` on how everybody stands in it."""
    each = WeekByWeek(lived, years, since)
    for step in range(len(lived.knowns)):
        each.live(step)
    return each.found


def lived_weekly(
    folder: RunFolder, communities: Sequence[tuple[int, int]], years: Sequence[int] = (), since: int = 0
) -> Iterator[Weekly]:
    """Some communities of a run, lived again in all threads and handed on in order.

    InputError if what everybody knew is not as the run left it.
    """
    return in_threads(folder, communities, lambda lived: weekly(lived, years, since))


def in_threads(
    folder: RunFolder, communities: Sequence[tuple[int, int]], live: Callable[[Reliving], T]
) -> Iterator[T]:
    """What `live` makes of each community, of which no step has been lived yet, in order.

    InputError if what everybody knew is not as the run left it.
    """
    world = folder.world
    tables = compile_tables(world)
    knowns = known_in(folder, tables)
    people = Synthesiser(world.society, world.seed, world.community_size)
    has_affinity = hasattr(os, "sched_getaffinity")
    threads = max(1, len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1)
    with ThreadPoolExecutor(threads) as pool:
        # As many at a time as there are threads: what is kept of each grows with the steps.
        for first in range(0, len(communities), threads):
            some = communities[first : first + threads]
            yield from pool.map(
                lambda at: live(Reliving(world, knowns, at[0], at[1], tables=tables, people=people)), some
            )


def scores_of(lived: Reliving) -> tuple[NDArray[np.int16], Flags]:
    """The scores shown as the step just lived ended, int16[n] in sixteenths, and who is in the scheme.

    They are those before anybody was replaced: what ties made of the scores still stands there.
    """
    member = lived.scratch.slots.member[: lived.size] == 1
    return np.where(member, lived.scratch.tying.after[0, : lived.size], lived.state.shown), member


def _note(found: Weekly, lived: Reliving, step: int, written: Tables) -> None:
    """Keep how everybody stands; `written` has the thresholds of the society's own groups."""
    n = lived.size
    shown, member = scores_of(lived)
    segment = int(written.last_segment[step])
    known = np.asarray(lived.knowns[step])
    below = in_force(written, lived.layout, known, segment, Standard.OFFSET)[lived.region]
    highest, group = int(below.max(initial=NO_SCORE)), found.codes["group"]
    at = step - found.since
    found.shown[at], found.enrolled[at] = shown, member
    clean = np.where(member, lived.scratch.tying.after[1, :n], lived.state.clean)
    for bits, scores in ((found.standing, shown), (found.clean, clean), (found.own, lived.state.own)):
        low = np.flatnonzero(member & (scores < highest))
        under = scores[low, None] < below[group[low]]
        bits[at, low] = (under.astype(np.uint64) << np.arange(below.shape[1], dtype=np.uint64)).sum(
            axis=1, dtype=np.uint64
        )
    if len(lived.state.generation):
        found.replaced[at] = lived.scratch.tying.struck[:n] == 1
