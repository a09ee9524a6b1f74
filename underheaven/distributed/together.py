"""The engine of a world whose people are elsewhere: in shards, with which it exchanges counts alone.

It knows what everybody knows, and sums what the shards count; order and number cannot matter. It has the
people themselves only when a checkpoint is kept, and at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.distributed.crew import Crew
from underheaven.distributed.cutting import cut, joined, one_census, ranges, rows_of_year
from underheaven.distributed.shard import Arrays, Asked, Counted, Kept, Part, Workplace
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.peopling import first_state
from underheaven.engine.pieces import Piece
from underheaven.engine.records import Int64
from underheaven.engine.state import Ledger, State
from underheaven.engine.world import World
from underheaven.mechanisms.places.ranking import choose
from underheaven.record.census import CensusRecord


class Together(Engine):
    """Runs a world in so many shards, step by step. There must be a community for each shard at least.

    Workers come with `compile`; whoever is lost is replaced, and its range is lived again from the last
    checkpoint, or from the start, under what was known since.
    """

    def __init__(
        self,
        world: World,
        shards: int,
        workplace: Workplace,
        on_lost: Callable[[int, str], None],
        lives: bool = False,
    ) -> None:
        super().__init__(world, lives=lives)
        self.ranges = ranges(len(self.communities.size), shards)
        self._rows = [rows_of_year(self.communities, numbers) for numbers in self.ranges]
        self._workplace, self._on_lost = workplace, on_lost
        self._crew: Crew | None = None
        self._kept: tuple[int, Arrays] | None = None
        """A step, and the arrays of the checkpoint before it: from there lost ranges are lived again."""
        self._gathered = -1
        """The step before which the people here are those of the shards."""
        self.census = CensusOfAll()

    def _people(self, archetypes: Archetypes | None, threads: int) -> State:
        """Nobody."""
        del archetypes, threads  # all people are in the shards
        return first_state(self.world, self.tables, np.zeros(0, np.uint16), 0)

    def compile(self) -> None:
        """Compile the kernels, so that the shards find them, and let the shards begin."""
        super().compile()
        self._crew = Crew(self._workplace, len(self.ranges), self._since, self._on_lost)
        self._crew.start()

    @property
    def crew(self) -> Crew:
        """The workers."""
        assert self._crew is not None, "compile first"
        return self._crew

    def close(self) -> None:
        """End the workers."""
        if self._crew is not None:
            self._crew.end()
        super().close()

    def _since(self, number: int) -> tuple[Part, Sequence[Int64]]:
        """What a shard begins with, and what was known in the steps that were lived since."""
        numbers = self.ranges[number]
        if self._kept is None:
            return Part(numbers.start, numbers.stop, self.tables), self.knowns[: self.step]
        step, arrays = self._kept
        kept = cut(arrays, self.communities, numbers)
        return Part(numbers.start, numbers.stop, self.tables, step, kept), self.knowns[step : self.step]

    def _live_chunks(self, chunks: list[Piece]) -> list[Piece]:
        """Let all shards live the step, and sum what they count; nothing is left to be done."""
        del chunks
        answers: list[Counted] = self.crew.ask("step", self.known)
        for rows, counted in zip(self._rows, answers, strict=True):
            for mine, theirs in zip(self._sums[0][:3], counted[:3], strict=True):
                mine += theirs
            if counted.census is not None:
                self._sums[0].year[rows] += counted.year
        self.census.taken = [each.census for each in answers if each.census is not None]
        return []

    def _rank(self, region: int, first: int, last: int) -> None:
        """Count the families of a region digit by digit, in all shards that have any of them."""
        room, laid = self.arguments[0].ranking, self._handed[0]
        among = [
            number
            for number, numbers in enumerate(self.ranges)
            if numbers.start < last and first < numbers.stop
        ]
        room.digits[:] = 0
        more = 1
        while more:
            asked = Asked(region, int(room.digits[0]), room.found.copy())
            room.counts[:] = np.add.reduce(self.crew.ask("ranks", asked, among), axis=0)
            more = laid.run(choose, self.step, region, region + 1)

    def _gather(self) -> None:
        """Have everybody here, as they are before the next step."""
        if self._gathered == self.step:
            return
        every: list[Kept] = self.crew.checkpoint()
        for rows, kept in zip(self._rows, every, strict=True):
            self._sums[0].year[rows] += kept.year
        arrays = joined([kept.arrays for kept in every])
        self.state = State(*(arrays[name] for name in State._fields))
        self.ledger = Ledger(*(arrays[f"ledger.{name}"] for name in Ledger._fields))
        self.lives = arrays["lives"]
        self.census.arrays = {name: array for name, array in arrays.items() if name.startswith("census.")}
        self._gathered = self.step

    def checkpoint(self) -> dict[str, NDArray[np.generic]]:
        """As of an engine that has everybody; lost ranges will be lived again from here."""
        self._gather()
        found = super().checkpoint()
        self._kept = self.step, {**found, **self.census.kept()}
        return found

    def restore(self, step: int, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Go on from a checkpoint of the same world, with or without shards, however many.

        Raises `InputError` where its people are not the society's own: each shard looks at its range.
        """
        self.step, self._kept, self._gathered = step, (step, arrays), -1
        self.knowns = list(np.array(arrays["knowns"], np.int64))
        self.known = np.array(arrays["known"], np.int64)
        self._sums[0].year[:] = arrays["year"]
        self._digest = bytes(np.asarray(arrays["tally_digest"], np.uint8))
        self.crew.start()

    def digests(self) -> dict[str, str]:
        """As of an engine that has everybody, as this one has from now on."""
        self._gather()
        return super().digests()


class CensusOfAll:
    """The census of a world whose shards take it, each of its range, as a year ends."""

    def __init__(self) -> None:
        self.taken: list[CensusRecord] = []
        """Those of the step lived last, in order of the shards."""
        self.arrays: dict[str, NDArray[Any]] = {}

    def kept(self) -> dict[str, NDArray[Any]]:
        """What the shards handed over for the checkpoint taken last."""
        return self.arrays

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Nothing: the shards have taken theirs from the engine's."""

    def take(self, year: int) -> CensusRecord:
        """The census after the last step lived, in which `year` ended."""
        found = one_census(self.taken)
        assert found.year == year, (found.year, year)
        return found
