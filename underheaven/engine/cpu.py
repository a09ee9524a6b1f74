"""The fast engine: communities in threads, one compiled call per thread and step.

The communities of a step touch each other only through the public state of the step before, so any
split of them over threads gives the same bytes.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from underheaven.draws import key
from underheaven.engine.compiling import compile_tables
from underheaven.engine.digest import NOTHING, chained, run_digest, state_digest
from underheaven.engine.kernel import Communities, Sums, run_range
from underheaven.engine.layout import BINS, Layout
from underheaven.engine.nation import communities_of
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.engine.scratch import State, make_scratch
from underheaven.engine.witness import chosen, foreign, fresh, same
from underheaven.engine.world import World
from underheaven.society.synthesis import Synthesiser

Archetypes = Mapping[tuple[int, int], Sequence[int]]
CHUNKS_PER_THREAD = 4
"""Pieces of work per thread and step: enough that a thread that was held up does not hold up the rest."""


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
    synthesised. `chunks` is the number of pieces that a step is cut into; it changes no result.
    """

    def __init__(
        self, world: World, threads: int = 1, archetypes: Archetypes | None = None, chunks: int | None = None
    ) -> None:
        self.world = world
        self.layout = Layout(
            tuple(world.society.acts), tuple(world.policy.sources), tuple(world.policy.consequences)
        )
        self.tables = compile_tables(world)
        self.communities, self.year_rows = communities_of(world)
        self.step = 0
        self.climate = np.full(len(world.society.regions), self.tables.climate_prior, np.int64)
        self.climates: list[NDArray[np.int64]] = []
        """The climate that each step lived in, int64[R]: what a community needs to be lived again."""
        self.tally_digest = NOTHING
        self.state = self._people(archetypes)
        self._pool = ThreadPoolExecutor(threads)
        self._scratch = [make_scratch(self.tables, self.layout) for _ in range(threads)]
        self._sums = [self._make_sums() for _ in range(threads)]
        self._chunks = self._split(chunks or (threads * CHUNKS_PER_THREAD if threads > 1 else 1))

    def _people(self, archetypes: Archetypes | None) -> State:
        """Everybody at the start."""
        c, citizens = self.communities, self.world.citizens
        column = np.empty(citizens, np.uint16)
        fill = self._filler(archetypes)
        for region, number, begin, size in zip(*(a.tolist() for a in c[:4]), strict=True):
            column[begin : begin + size] = fill(region, number, size)
        start, nought = np.full(citizens, self.tables.start, np.int16), np.zeros(citizens, np.uint8)
        return State(start, start.copy(), start.copy(), start.copy(), column, nought, nought.copy())

    def _filler(self, archetypes: Archetypes | None) -> Callable[[int, int, int], ArrayLike]:
        """What gives the column of a community: region, number, slots."""
        if archetypes is not None:
            return lambda region, number, _size: archetypes[region, number]
        world = self.world
        return Synthesiser(world.society, world.seed, world.community_size).fill

    def _make_sums(self) -> Sums:
        regions, groups = len(self.world.society.regions), len(self.world.society.groups)
        return Sums(
            np.zeros((regions, groups, self.layout.width), np.int64),
            np.zeros((regions, groups, BINS), np.int64),
            np.zeros((regions, len(self.layout.public)), np.int64),
            np.zeros((len(self.year_rows), 10 * groups, self.layout.width), np.int64),
        )

    def _split(self, chunks: int) -> list[tuple[int, int]]:
        """Ranges of communities with about equally many citizens."""
        ends = self.communities.begin + self.communities.size
        cuts = [int(np.searchsorted(ends, self.world.citizens * i / chunks)) for i in range(1, chunks)]
        edges = sorted({0, *cuts, len(ends)})
        return list(itertools.pairwise(edges))

    @property
    def bytes_per_citizen(self) -> int:
        """Bytes of state of one citizen."""
        return sum(column.itemsize for column in self.state)

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

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _live(self) -> StepRecord:
        waiting = itertools.count()
        self.climates.append(self.climate)
        for future in [self._pool.submit(self._work, thread, waiting) for thread in range(len(self._sums))]:
            future.result()
        tallies, histogram, public = (self._total(part) for part in range(3))
        said, critical = public[:, 2] + public[:, 3], public[:, 2]
        self.climate = np.where(said > 0, (critical << 16) // np.maximum(said, 1), self.climate)
        record = StepRecord(self.step, tallies, histogram, public, self.climate)
        self.tally_digest = chained(self.tally_digest, record)
        self.step += 1
        return record

    def _work(self, thread: int, waiting: Iterator[int]) -> None:
        """One thread's part of a step: the next piece of work until there is none."""
        sums = self._sums[thread]
        for part in sums[:3]:
            part.fill(0)
        while (chunk := next(waiting)) < len(self._chunks):
            self._run(thread, *self._chunks[chunk])

    def _run(self, thread: int, first: int, last: int) -> None:
        """Live the step in communities `first` to `last` (exclusive)."""
        run_range(
            self.step,
            first,
            last,
            self.climate,
            (self.layout.first_source, self.layout.first_consequence, self.layout.first_person),
            key(self.world.seed),
            self.communities,
            self.tables,
            self.state,
            self._scratch[thread],
            self._sums[thread],
        )

    def compile(self) -> None:
        """Compile the kernels, or read them from the cache, so that the first step is like any other."""
        self._run(0, 0, 0)

    def _close_year(self, year: int) -> YearRecord:
        total = self._total(3)
        for sums in self._sums:
            sums.year.fill(0)
        return YearRecord(year, self.year_rows, total)

    def checkpoint(self) -> dict[str, NDArray[np.generic]]:
        """Everything that a later run needs to go on from here; the columns of the state are not copied."""
        chain = np.frombuffer(self.tally_digest, np.uint8)
        past = np.array(self.climates, np.int64).reshape(self.step, len(self.climate))
        counted = {"year": self._total(3), "tally_digest": chain}
        return {**self.state._asdict(), "climate": self.climate, "climates": past, **counted}

    def _total(self, part: int) -> Int64:
        """What all threads have counted, in a new array."""
        total: Int64 = np.add.reduce([sums[part] for sums in self._sums], axis=0)
        return total

    def restore(self, step: int, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Go on from a checkpoint of the same world.

        Raises `InputError` where its people are not the society's own: everybody's archetype is
        compared, and two communities are lived again from the start.
        """
        kept = State(**{name: np.asarray(arrays[name]) for name in State._fields})
        if not np.array_equal(kept.archetype, self.state.archetype):
            raise foreign("its people are others than those the society gives")
        self.climates = list(np.array(arrays["climates"], np.int64))
        for number in chosen(self.world, step, len(self.communities.size)):
            fresh(self.state, self.communities, number, self.tables.start)
            for past, climate in enumerate(self.climates):
                self.step, self.climate = past, climate
                self._run(0, number, number + 1)
            if len(self.climates) != step or not same(self.state, kept, self.communities, number):
                raise foreign(f"lived again from the start, community {number} comes out otherwise")
        for name in State._fields:
            np.copyto(getattr(self.state, name), getattr(kept, name))
        self.climate = np.array(arrays["climate"], np.int64)
        for sums in self._sums:
            sums.year.fill(0)
        self._sums[0].year[:] = arrays["year"]
        self.tally_digest = bytes(np.asarray(arrays["tally_digest"], np.uint8))
        self.step = step

    def digests(self) -> dict[str, str]:
        """The digests of the state as it is, of the tallies so far, and of both."""
        state = state_digest(self.communities, self.state)
        return {
            "state": state.hex(),
            "tallies": self.tally_digest.hex(),
            "run": run_digest(state, self.tally_digest),
        }


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
