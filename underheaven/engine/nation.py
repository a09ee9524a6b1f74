"""The communities of a world: where each is, how many live there, and when it is enrolled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.by_address import Directory
from underheaven.draws import int64, key, philox
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.layout import BLOCKS
from underheaven.engine.state import Communities, State
from underheaven.engine.waves import waves_of
from underheaven.engine.world import World
from underheaven.jit import register_jitable
from underheaven.kernels import entry

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


class Nation(NamedTuple):
    """How many live where, and room to number the rows of the yearly tally."""

    citizens: Annotated[I64, "R"]
    row: Annotated[I64, "32 R waves"]
    """The number of the row of a block, region and wave; -1 where nobody is in it."""
    size: int
    """Slots of a community."""
    steps: int


class Rollouts(NamedTuple):
    """The waves in which communities are enrolled (specification, 10)."""

    there: Annotated[U8, "W R"]
    """1 where a wave reaches a region."""
    share: Annotated[I64, "W"]
    """Chance of a community, 0 to 2^32."""
    since: Annotated[I64, "W"]
    """The first step that begins no earlier than the wave; the number of steps if none does."""
    voluntary: Annotated[U8, "W"]


class Laying(NamedTuple):
    """All that laying out a nation reads and writes."""

    nation: Nation
    rollouts: Rollouts
    communities: Communities


LAYING = Directory(Laying)
nation_of = LAYING.reader("nation", Nation)
rollouts_of = LAYING.reader("rollouts", Rollouts)
communities_in = LAYING.reader("communities", Communities)


@register_jitable
def _enrolment(region: int, community: int, seed: tuple[int, int], arguments: Any) -> tuple[int, int, int]:
    """The first step of everybody of a community, the first of those who join, and its wave."""
    r, steps = rollouts_of(arguments), nation_of(arguments).steps
    lottery = int64(philox(region << 20 | community, 0, 0, draws.ROLLOUT, seed[0], seed[1])[0])
    everybody, joiners, earliest, wave = steps, steps, steps, 0
    for w in range(len(r.share)):
        if r.there[w, region] == 1 and lottery < r.share[w]:
            since = r.since[w]
            if r.voluntary[w] == 1:
                joiners = min(joiners, since)
            else:
                everybody = min(everybody, since)
            if since < earliest:
                wave, earliest = w + 1, since
    return everybody, joiners, wave


def _lay_out(_step: int, first: int, last: int, _every: int, seed: tuple[int, int], arguments: Any) -> Any:
    """Lay out the communities of regions `first` 0 to before `last`; returns how many rows a year has.

    `arguments` is the address of a directory, or uncompiled a `Laying`.
    """
    nation, c = nation_of(arguments), communities_in(arguments)
    nation.row[:] = -1
    at, begin, rows = int64(0), int64(0), int64(0)
    for region in range(first, last):
        rest, number = nation.citizens[region], int64(0)
        while rest > 0:
            c.region[at], c.number[at] = region, number
            c.begin[at], c.size[at] = begin, min(rest, nation.size)
            everybody, joiners, wave = _enrolment(region, number, seed, arguments)
            c.enrolled_from[at], c.joined_from[at] = everybody, joiners
            # The wave, until all rows are known.
            c.year_row[at] = wave
            nation.row[at % BLOCKS, region, wave] = 0
            begin, rest = begin + c.size[at], rest - c.size[at]
            at, number = at + 1, number + 1
    for block in range(BLOCKS):
        for region in range(nation.row.shape[1]):
            for wave in range(nation.row.shape[2]):
                if nation.row[block, region, wave] == 0:
                    nation.row[block, region, wave] = rows
                    rows += 1
    for each in range(at):
        c.year_row[each] = nation.row[each % BLOCKS, c.region[each], c.year_row[each]]
    return rows


lay_out = entry(_lay_out)


def communities_of(world: World, lay: Lay = Laid) -> tuple[Communities, list[tuple[int, int, int]]]:
    """The communities in order, and the (block, region, wave) of each row of the yearly tally.

    Their firms are not numbered yet (`Founding.numbered`).
    """
    number = sum(-(-citizens // world.community_size) for citizens in world.citizens_of_regions)
    columns = {name: np.zeros(number + (name == "firms"), np.int64) for name in Communities._fields}
    laid = lay(LAYING, _laying(world, Communities(**columns)))
    laid.run(lay_out, 0, 0, len(world.citizens_of_regions), 1, key(world.seed))
    row = laid.records.nation.row
    places = [(int(row[place]), place) for place in zip(*np.nonzero(row >= 0), strict=True)]
    rows = [(int(block), int(region), int(wave)) for _, (block, region, wave) in sorted(places)]
    return Communities(*(column.copy() for column in laid.records.communities)), rows


def _laying(world: World, communities: Communities) -> Laying:
    regions, waves = len(world.society.regions), waves_of(world)
    number = len(waves.share)
    return Laying(
        Nation(
            np.array(world.citizens_of_regions, np.int64),
            np.zeros((BLOCKS, regions, 1 + number), np.int64),
            world.community_size,
            world.steps,
        ),
        Rollouts(
            np.array(waves.there, np.uint8).reshape(number, regions),
            np.array(waves.share, np.int64),
            np.array(waves.since, np.int64),
            np.array(waves.voluntary, np.uint8),
        ),
        communities,
    )


def rows_of(state: State, communities: Communities, number: int) -> Iterator[NDArray[Any]]:
    """The rows of one community in each column of the state that is allocated."""
    begin, size = int(communities.begin[number]), int(communities.size[number])
    firms = slice(*communities.firms[number : number + 2].tolist())
    for name, column in state._asdict().items():
        if len(column):
            yield column[firms] if name == "firm" else column[begin : begin + size]


class Enrolment:
    """When the communities of a world are enrolled, for those that are asked for one by one."""

    def __init__(self, world: World) -> None:
        none = np.zeros(0, np.int64)
        self._seed, self._laying = key(world.seed), _laying(world, Communities(*[none] * 8))

    def of(self, region: int, community: int) -> tuple[int, int, int]:
        """The first step in which everybody of a community is enrolled, the first in which those are who
        join (the number of steps if never), and its wave (specification, 10)."""
        everybody, joiners, wave = _enrolment(region, community, self._seed, self._laying)
        return int(everybody), int(joiners), int(wave)
