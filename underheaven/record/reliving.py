"""One community of a finished run, lived again from its seed and from what everybody knew.

Communities touch each other only through what is known of the step before, and that the run has kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven.by_address import handed
from underheaven.documents.problems import refuse
from underheaven.draws import key
from underheaven.engine.arguments import DIRECTORY, arguments_of
from underheaven.engine.compiling import compile_tables
from underheaven.engine.knowing import Knowledge
from underheaven.engine.layout import BINS, Layout, layout_of
from underheaven.engine.log import Log, make_log
from underheaven.engine.making_scratch import make_lives, make_scratch
from underheaven.engine.nation import Enrolment
from underheaven.engine.order import run_range
from underheaven.engine.peopling import first_state
from underheaven.engine.records import Int64
from underheaven.engine.state import Communities, State, Sums, Told, make_ledger
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.firms.founding import Founding
from underheaven.record.parquet import parquet
from underheaven.record.query import RunFolder
from underheaven.society.synthesis import Synthesiser

PUBLIC = "public"
ROOM = 1_024
"""Entries of the ledger, and events of the log, at first."""


class Place(NamedTuple):
    """Where a citizen lives: numbers of the region, of the community in it and of the slot, all from 0."""

    region: int
    community: int
    slot: int


def place_of(world: World, citizen: int) -> Place:
    """Where a citizen lives; citizens are numbered from 0 in the order of regions, communities and slots.

    InputError, with the range, for a number that nobody has.
    """
    if not 0 <= citizen < world.citizens:
        raise refuse(
            f"there is no citizen {citizen}",
            f"citizens have the numbers 0 to {world.citizens - 1}",
            f"choose one of them, such as {min(max(citizen, 0), world.citizens - 1)}",
        )
    rest = citizen
    for region, people in enumerate(world.citizens_of_regions):
        if rest < people:
            return Place(region, *divmod(rest, world.community_size))
        rest -= people
    raise AssertionError("the regions hold every citizen")


def citizen_at(world: World, place: Place) -> int:
    """The number of the citizen who lives there."""
    before = sum(world.citizens_of_regions[: place.region])
    return before + place.community * world.community_size + place.slot


def size_of(world: World, region: int, community: int) -> int:
    """Slots of a community; InputError where the region has no community of that number."""
    people = world.citizens_of_regions[region]
    number = -(-people // world.community_size)
    if not 0 <= community < number:
        name = list(world.society.regions)[region]
        raise refuse(
            f"there is no community {community} in {name}",
            f"its communities have the numbers 0 to {number - 1}",
            "choose one of them",
        )
    return min(world.community_size, people - community * world.community_size)


class Reliving:
    """A community, lived again from its first day.

    `knowns` int64 [T, R, fields] is what everybody knew in each step. `archetypes` gives the community's
    column for tests; otherwise it is synthesised, by `people` where they are made already. After each step
    of `steps` the arrays hold what the engine's would: `state` and `ledger` of this community alone, and
    `scratch` of the step just lived.
    """

    def __init__(
        self,
        world: World,
        knowns: Int64,
        region: int,
        community: int,
        archetypes: Sequence[int] | None = None,
        tables: Tables | None = None,
        people: Synthesiser | None = None,
    ) -> None:
        self.world, self.knowns, self.region, self.community = world, knowns, region, community
        self.layout = layout_of(world)
        self.tables = compile_tables(world) if tables is None else tables
        self.size = size_of(world, region, community)
        everybody, joiners, self.wave = Enrolment(world).of(region, community)
        row = (region, community, 0, self.size, everybody, joiners, 0, 0)
        self.founding = Founding(world, self.tables)
        self.communities = self.founding.numbered(Communities(*(np.array([each], np.int64) for each in row)))
        self.state = self._people(archetypes, people)
        self.ledger = make_ledger(1, ROOM if self.tables.redress.kept else 0)
        self.scratch = make_scratch(self.tables, self.layout, make_lives(0))
        self.sums = self._room()
        self._told = Told(np.empty_like(knowns[0]))
        self._seed = key(world.seed)
        self.hand_over()

    def _people(self, archetypes: Sequence[int] | None, people: Synthesiser | None) -> State:
        """Everybody on the first day."""
        n, t, world = self.size, self.tables, self.world
        if archetypes is None:
            made = people or Synthesiser(world.society, world.seed, world.community_size)
            column = made.fill(self.region, self.community, n)
        else:
            column = np.array(archetypes, np.uint16)
        return first_state(world, t, column, int(self.communities.firms[-1]))

    def _room(self) -> Sums:
        regions, groups = len(self.world.society.regions), len(self.world.society.groups)
        return Sums(
            np.zeros((regions, groups, self.layout.width), np.int64),
            np.zeros((regions, groups, BINS), np.int64),
            np.zeros((regions, len(self.layout.public)), np.int64),
            np.zeros((1, 10 * groups, self.layout.width), np.int64),
        )

    def steps(self) -> Iterator[int]:
        """Live each step of which it is known what was known; yields its number once it is lived."""
        for step in range(len(self.knowns)):
            self.live(step)
            yield step

    def live(self, step: int) -> None:
        """Live one step; steps come in order."""
        self._told.known[:] = self.knowns[step]
        if not len(self.log.watched):
            self._live(step)
            return
        before = [array.copy() for array in self._carried()]
        self._live(step)
        while (wanted := int(self.log.used[0])) > len(self.log.rows):
            self._write_in(self.log._replace(rows=np.zeros((2 * wanted, self.log.rows.shape[1]), np.int64)))
            for array, earlier in zip(self._carried(), before, strict=True):
                array[tuple(map(slice, earlier.shape))] = earlier
            self._live(step)

    def _live(self, step: int) -> None:
        self.log.used[0] = 0
        while run_range(step, 0, 1, 1, self._seed, self._handed) == 0:
            self._lengthen()

    def watch(self, slots: Iterable[int]) -> None:
        """Write down in the `log` what happens to the citizens in these slots; before the first step."""
        log = make_log(self.size, ROOM, self.ledger.at.shape[1])
        log.watched[list(slots)] = 1
        self._write_in(log)

    @property
    def log(self) -> Log:
        """What happened in the step just lived to those who are watched; nobody is until `watch` says so."""
        return self.scratch.log

    def _write_in(self, log: Log) -> None:
        self.scratch = self.scratch._replace(log=log)
        self.hand_over()

    def _carried(self) -> Iterator[NDArray[Any]]:
        """What one step hands on to the next, and what is counted over steps."""
        yield from self.state
        yield from self.ledger
        yield self.log.entries
        yield from self.sums
        yield self.scratch.counting.lives

    def hand_over(self) -> None:
        """Make anew what the kernel is handed, where an array has become another."""
        self._arguments = arguments_of(
            self.tables, self.layout, self.communities, self.state, self.ledger, self._told, self.scratch,
            self.sums,
        )  # fmt: skip
        self._directory = DIRECTORY.written(self._arguments)
        self._handed = handed(self._arguments, self._directory)

    def _lengthen(self) -> None:
        """Make room in the ledger; nothing of the step has happened yet."""
        longer = make_ledger(1, 2 * self.ledger.at.shape[1])
        for column, old in zip(longer.entries, self.ledger.entries, strict=True):
            column[:, : old.shape[1]] = old
        longer.used[:] = self.ledger.used
        self.ledger = longer
        entries = np.zeros((longer.at.shape[1], 2), np.int64)
        entries[: len(self.log.entries)] = self.log.entries
        self._write_in(self.log._replace(entries=entries))


def known_in(folder: RunFolder, tables: Tables) -> Int64:
    """What everybody knew in each recorded step, int64 [T, R, fields].

    It is what was known after the step before, but for the places: these are allotted as a step begins.
    InputError if the file that it comes from cannot be read.
    """
    world, layout = folder.world, folder.layout
    path = folder.path / f"{PUBLIC}.parquet"
    with folder.reading(path.name), parquet(path) as file:
        batches = file.read(columns=list(layout.known)).combine_chunks().to_batches()
    rows = np.concatenate(
        [np.stack([_whole_numbers(column) for column in batch.columns], axis=1) for batch in batches]
    )
    after = rows.reshape(-1, len(world.society.regions), len(layout.known))
    first = Knowledge(world, layout, tables).at_first()
    known: Int64 = np.concatenate([first[None], after])[: len(after)]
    places = allotted(layout)
    known[:, :, places] = after[:, :, places]
    return known


def allotted(layout: Layout) -> list[int]:
    """The fields of what is known that are known in a step already as they are after it: who has a place."""
    return [number for number, name in enumerate(layout.known) if name.startswith("place.")]


def _whole_numbers(column: pa.Array) -> Int64:
    """A column of int64 without gaps, not copied.

    Arrow's own ways to NumPy load pandas where it is installed, which takes longer than to live again.
    """
    whole: Int64 = np.frombuffer(column.buffers()[1], np.int64)
    return whole[column.offset : column.offset + len(column)]


def relive(folder: RunFolder, region: int, community: int) -> Reliving:
    """A community of a run, to be lived again up to where the run went; nothing of the nation is made.

    `region` and `community` are numbers from 0. InputError if there is no such community, or if what was
    known is not as the run left it.
    """
    tables = compile_tables(folder.world)
    return Reliving(folder.world, known_in(folder, tables), region, community, tables=tables)
