"""The fast engine: communities in threads, one compiled call per thread and step.

The communities of a step touch each other only through the public state of the step before, so any
split of them over threads gives the same bytes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from underheaven.draws import key
from underheaven.engine.arguments import DIRECTORY, Arguments, arguments_of
from underheaven.engine.chaining import NOTHING, Chain
from underheaven.engine.compiling import compile_tables
from underheaven.engine.digest import digesting_of, digests_of
from underheaven.engine.knowing import Knowledge
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.layout import BINS, CELLS, layout_of
from underheaven.engine.lengths import room_at_first
from underheaven.engine.making_scratch import make_lives, make_scratch
from underheaven.engine.nation import communities_of
from underheaven.engine.order import run_range
from underheaven.engine.peopling import Archetypes as Archetypes
from underheaven.engine.peopling import first_state, given_people, people_of
from underheaven.engine.pieces import CHUNKS_PER_THREAD, Piece, pieces_of
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.engine.restoring import arrays_of, kept_in
from underheaven.engine.state import Communities, Ledger, State, Sums, Told, make_ledger
from underheaven.engine.witness import chosen, foreign, fresh, same, same_entries
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.firms.founding import Founding
from underheaven.mechanisms.places.ranking import choose, count_families


@dataclass
class Result:
    """A whole run in memory, for small worlds and tests."""

    state: State
    communities: Communities
    steps: list[StepRecord] = field(default_factory=list)
    years: list[YearRecord] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


class Engine:
    """Runs a world step by step.

    `archetypes` gives the columns of each (region, community) for tests; otherwise they are
    synthesised. `chunks` is the number of pieces that a step is cut into; it changes no result. With
    `lives`, what `Life` names is counted of each citizen. `tables` are those of the same world with any seed,
    where they are made already.
    """

    _lay: Lay = Laid
    """Where what is done before and after the steps reads and writes."""

    def __init__(
        self,
        world: World,
        threads: int = 1,
        archetypes: Archetypes | None = None,
        chunks: int | None = None,
        lives: bool = False,
        tables: Tables | None = None,
    ) -> None:
        self.world = world
        self.layout = layout_of(world)
        self.tables = compile_tables(world) if tables is None else tables
        self.founding = Founding(world, self.tables, self._lay)
        communities, self.year_rows = communities_of(world, self._lay)
        self.communities = self.founding.numbered(communities)
        self.step = 0
        self.knowledge = Knowledge(world, self.layout, self.tables, self._lay)
        self.known = self.knowledge.at_first()
        self._chain = Chain(self.layout, self.known, len(world.society.groups), self._lay)
        self.knowns: list[Int64] = []
        """What was known in each step lived, int64[R, fields]: what a community needs to be lived again."""
        self.ledger = make_ledger(len(self.communities.size), room_at_first(self.tables))
        self._digest: bytes | Future[bytes] = NOTHING
        self._pool = ThreadPoolExecutor(threads)
        self.state = self._people(archetypes, threads)
        self.lives = make_lives(world.citizens if lives else 0)
        """Counted of each citizen since the start, or since the place has its occupant, uint32 [Life, N]."""
        self._scratch = [make_scratch(self.tables, self.layout, self.lives) for _ in range(threads)]
        year = self._make_year()
        self._sums = [self._make_sums(year) for _ in range(threads)]
        self._told = Told(np.empty_like(self.known))
        self._hand_over()
        self._chunks = pieces_of(
            self.communities, chunks or (threads * CHUNKS_PER_THREAD if threads > 1 else 1)
        )

    def _people(self, archetypes: Archetypes | None, threads: int) -> State:
        """Everybody at the start."""
        world, c = self.world, self.communities
        if archetypes is None:
            column = people_of(world, c, self._pool, threads, self._lay)
        else:
            column = given_people(world, c, archetypes)
        return first_state(world, self.tables, column, int(c.firms[-1]))

    def _make_sums(self, year: Int64) -> Sums:
        regions, groups = len(self.world.society.regions), len(self.world.society.groups)
        return Sums(
            np.zeros((regions, groups, self.layout.width), np.int64),
            np.zeros((regions, groups, BINS), np.int64),
            np.zeros((regions, len(self.layout.public)), np.int64),
            year,
        )

    def _make_year(self) -> Int64:
        """Room for the counts of a year; it takes memory only as it is written to."""
        cells = CELLS * len(self.world.society.groups)
        return np.zeros((len(self.year_rows), cells, self.layout.width), np.int64)

    @property
    def bytes_per_citizen(self) -> int:
        """Bytes of state of one citizen; what firms and the ledger take is not counted (`extra_bytes`)."""
        columns = self.state._asdict()
        return sum(column.itemsize for name, column in columns.items() if len(column) and name != "firm")

    @property
    def extra_bytes(self) -> int:
        """Bytes of the firms and of the ledger, which grows with what is written in it."""
        return int(self.state.firm.nbytes) + sum(column.nbytes for column in self.ledger)

    def records(self) -> Iterator[StepRecord | YearRecord]:
        """Live the remaining steps; a year is handed on after the last step that begins in it."""
        while self.step < self.world.steps:
            yield self._live()
            if self.year_is_over:
                yield self._close_year(self.world.year_of(self.step - 1))

    @property
    def year_is_over(self) -> bool:
        """Whether the last step lived was the last of its calendar year, or of the run."""
        last = self.step == self.world.steps
        return last or self.world.year_of(self.step) != self.world.year_of(self.step - 1)

    @property
    def tally_digest(self) -> bytes:
        """The digest of all tallies of the steps lived."""
        if isinstance(self._digest, Future):
            self._digest = self._digest.result()
        return self._digest

    def close(self) -> None:
        """End the threads."""
        _ = self.tally_digest
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _live(self) -> StepRecord:
        self._allot()
        self.known = self._told.known.copy()
        self.knowns.append(self.known)
        tallies, histogram, public = self._step_counted()
        self.known = self.knowledge.after(self.step, self.known, public, tallies)
        record = StepRecord(self.step, tallies, histogram, public, self.known)
        # A thread hashes the step while the others begin the next one: nothing in it waits for the digest.
        self._digest = self._pool.submit(self._chain.after, self.tally_digest, record)
        self.step += 1
        return record

    def _step_counted(self) -> tuple[Int64, Int64, Int64]:
        """Live the step under what is told, and count it anew: tallies, histogram and public state."""
        for sums in self._sums:
            for part in sums[:3]:
                part.fill(0)
        chunks = self._chunks
        while chunks := self._live_chunks(chunks):
            self._lengthen()
        return self._total(0), self._total(1), self._total(2)

    def _live_chunks(self, chunks: list[Piece]) -> list[Piece]:
        """Live the step in pieces of work; returns what is left where a ledger was too short."""
        waiting, left = itertools.count(), list[Piece]()

        def work(thread: int) -> None:
            while (piece := next(waiting)) < len(chunks):
                if (done := self._run(thread, chunks[piece])) < chunks[piece].last:
                    left.append(chunks[piece]._replace(first=done))

        for future in [self._pool.submit(work, thread) for thread in range(len(self._sums))]:
            future.result()
        return left

    def _hand_over(self) -> None:
        """Make anew what the threads are handed, where an array has become another."""
        self._handed = [
            Laid(
                DIRECTORY,
                arguments_of(
                    self.tables, self.layout, self.communities, self.state, self.ledger, self._told, *own
                ),
            )
            for own in zip(self._scratch, self._sums, strict=True)
        ]

    @property
    def arguments(self) -> list[Arguments]:
        """What each thread is handed."""
        return [laid.records for laid in self._handed]

    def _lengthen(self) -> None:
        """Make room in the ledger."""
        longer = make_ledger(len(self.communities.size), 2 * self.ledger.at.shape[1])
        for column, old in zip(longer.entries, self.ledger.entries, strict=True):
            column[:, : old.shape[1]] = old
        longer.used[:] = self.ledger.used
        self.keep(longer)

    def keep(self, ledger: Ledger) -> None:
        """Go on with another ledger."""
        self.ledger = ledger
        self._hand_over()

    def _allot(self) -> None:
        """In a step that begins a year, find out who is the last to have a place of each good."""
        known = self._told.known
        known[:] = self.known
        self.knowledge.forget_places(known)
        if not self.tables.places.allotted[self.step]:
            return
        edges = np.searchsorted(self.communities.region, range(len(known) + 1)).tolist()
        for region, (first, last) in enumerate(itertools.pairwise(edges)):
            if first < last:
                self._rank(region, first, last)

    def _rank(self, region: int, first: int, last: int) -> None:
        """Count the families of a region's communities digit by digit, in all threads."""
        rooms = [arguments.ranking for arguments in self.arguments]
        chosen, threads, seed = rooms[0], len(rooms), key(self.world.seed)
        chosen.digits[:] = 0
        more = 1
        while more:
            for room in rooms:
                room.digits[:], room.found[:], room.counts[:] = chosen.digits, chosen.found, 0
            for done in [
                self._pool.submit(laid.run, count_families, self.step, first + thread, last, threads, seed)
                for thread, laid in enumerate(self._handed)
            ]:
                done.result()
            for room in rooms[1:]:
                chosen.counts[:] += room.counts
            more = self._handed[0].run(choose, self.step, region, region + 1)

    def _run(self, thread: int, piece: Piece) -> int:
        """Live the step in a piece; returns the community where it stopped, and `piece.last` at the end."""
        return self._handed[thread].run(run_range, self.step, *piece, key(self.world.seed))

    def compile(self) -> None:
        """Compile the kernels, or read them from the cache, so that the first step is like any other."""
        self._run(0, Piece(0, 0, 1))

    def _close_year(self, year: int) -> YearRecord:
        counted, another = self._sums[0].year, self._make_year()
        self._sums = [sums._replace(year=another) for sums in self._sums]
        self._hand_over()
        return YearRecord(year, self.year_rows, counted)

    def checkpoint(self) -> dict[str, NDArray[np.generic]]:
        """Everything that a later run needs to go on from here; the columns of the state are not copied."""
        chain = np.frombuffer(self.tally_digest, np.uint8)
        counted = {"lives": self.lives, "year": self._sums[0].year, "tally_digest": chain}
        return {**arrays_of(self.state, self.ledger, self.known, self.knowns), **counted}

    def _total(self, part: int) -> Int64:
        """What all threads have counted, in a new array."""
        total: Int64 = np.add.reduce([sums[part] for sums in self._sums], axis=0)
        return total

    def restore(self, step: int, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Go on from a checkpoint of the same world; arrays that are files on the disk are read in parts.

        Raises `InputError` where its people are not the society's own: everybody's archetype is
        compared, and two communities are lived again from the start.
        """
        kept = kept_in(arrays, self.state, self.communities, self.lives)
        self.knowns = kept.knowns
        for number in chosen(self.world, step, len(self.communities.size)):
            self._live_again(number)
            people = same(self.state, kept.state, self.communities, number)
            lived = people and self._same_lives(kept.lives, number)
            if len(self.knowns) != step or not lived or not same_entries(self.ledger, kept.ledger, number):
                raise foreign(f"lived again from the start, community {number} comes out otherwise")
        self.keep(kept.ledger)
        kept.put_into(self.state, self.lives)
        self.known = np.array(arrays["known"], np.int64)
        self._sums[0].year[:] = arrays["year"]
        self._digest = bytes(np.asarray(arrays["tally_digest"], np.uint8))
        self.step = step

    def _live_again(self, number: int) -> None:
        """Live a community from the start through the steps whose public state is known."""
        fresh(self.state, self.communities, number, self.tables)
        self.ledger.used[number] = 0
        for past, known in enumerate(self.knowns):
            self.step, self._told.known[:] = past, known
            while self._run(0, Piece(number, number + 1, 1)) == number:
                self._lengthen()

    def _same_lives(self, lives: NDArray[np.generic], number: int) -> bool:
        """Whether the same happened to each citizen of a community."""
        begin, n = int(self.communities.begin[number]), int(self.communities.size[number])
        mine = self.lives[:, begin : begin + n]
        return bool(not mine.size or np.array_equal(mine, lives[:, begin : begin + n]))

    def digests(self) -> dict[str, str]:
        """The digests of the state as it is, of the tallies so far, and of both."""
        t = self.tables
        records = digesting_of(self.communities, self.state, self.ledger, t.firms, int(t.workplace_size))
        seed, threads = key(self.world.seed), len(self._handed)
        state, run = digests_of(records, self.tally_digest, seed, self._lay, threads)
        return {"state": state.hex(), "tallies": self.tally_digest.hex(), "run": run.hex()}


def simulate(
    world: World, threads: int = 1, archetypes: Archetypes | None = None, chunks: int | None = None
) -> Result:
    """Run a whole world in memory."""
    engine = Engine(world, threads, archetypes, chunks)
    result = Result(engine.state, engine.communities)
    try:
        for record in engine.records():
            if isinstance(record, StepRecord):
                result.steps.append(record)
            else:
                result.years.append(record)
    finally:
        engine.close()
    result.digests = engine.digests()
    return result
