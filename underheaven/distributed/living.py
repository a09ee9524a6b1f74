"""A shard: some of a world's communities, lived by an engine that is told what everybody knows."""

from __future__ import annotations

import numpy as np

from underheaven import __version__
from underheaven.counted.columns import Standard
from underheaven.distributed.cutting import part_of, rows_of_year
from underheaven.distributed.shard import Arrays, Asked, Counted, Kept, Part
from underheaven.documents.problems import refuse
from underheaven.draws import key
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.lengths import room_at_first
from underheaven.engine.making_scratch import make_lives
from underheaven.engine.peopling import first_state, people_of
from underheaven.engine.records import Int64
from underheaven.engine.state import State, make_ledger
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.places.ranking import count_families
from underheaven.record.enumeration import Enumerator

NOT_OF_A_RANGE = ("known", "knowns", "year", "tally_digest")
"""What a checkpoint holds of a world, and not of its people."""


class Range(Engine):
    """The engine of a range of communities: it has nobody else, and knows only what it is told."""

    def __init__(self, world: World, numbers: range, threads: int, lives: bool, tables: Tables) -> None:
        self._numbers = numbers
        super().__init__(world, threads, tables=tables)
        self.lives = make_lives(int(self.communities.size.sum()) if lives else 0)
        self._scratch = [
            each._replace(counting=each.counting._replace(lives=self.lives)) for each in self._scratch
        ]
        self._hand_over()

    def _people(self, archetypes: Archetypes | None, threads: int) -> State:
        """Everybody of the range; whatever is as long as the communities is made for these alone."""
        del archetypes  # a shard lives the society's own people
        rows = rows_of_year(self.communities, self._numbers).tolist()
        self.communities = part_of(self.communities, self._numbers)
        self.year_rows = [self.year_rows[row] for row in rows]
        self.ledger = make_ledger(len(self.communities.size), room_at_first(self.tables))
        people = people_of(self.world, self.communities, self._pool, threads, self._lay)
        own = people[: int(self.communities.size.sum())].copy()
        return first_state(self.world, self.tables, own, int(self.communities.firms[-1]))

    def live(self, known: Int64) -> Counted:
        """Live the next step under what is known, int64[R, Q]; no census is taken."""
        self._told.known[:] = known
        tallies, histogram, public = self._step_counted()
        self.step += 1
        self.known = self._in_force(known)
        year = self.hand_over_year() if self.year_is_over else self._sums[0].year[:0]
        return Counted(tallies, histogram, public, year, None)

    def _in_force(self, known: Int64) -> Int64:
        """What was known in a step, with its thresholds where a census looks for those of the step before."""
        blocks, found = self.layout.blocks, known.copy()
        first = np.arange(blocks.standard, blocks.deeds, len(Standard))
        found[:, first + Standard.BEFORE] = found[:, first + Standard.OFFSET]
        return found

    def count_families(self, asked: Asked) -> Int64:
        """The families of the range that have the digits found so far, by the next one (`Shard.ranks`)."""
        first, last = np.searchsorted(self.communities.region, (asked.region, asked.region + 1)).tolist()
        rooms, threads = [arguments.ranking for arguments in self.arguments], len(self._handed)
        for room in rooms:
            room.digits[:], room.found[:], room.counts[:] = asked.digits, asked.found, 0
        seed = key(self.world.seed)
        for done in [
            self._pool.submit(laid.run, count_families, self.step, first + thread, last, threads, seed)
            for thread, laid in enumerate(self._handed)
        ]:
            done.result()
        total: Int64 = np.add.reduce([room.counts for room in rooms], axis=0)
        return total

    def hand_over_year(self) -> Int64:
        """What was counted of the year since this was last asked, int64[rows, cells, M]."""
        return self._close_year(0).tallies


class Living:
    """A shard in the process that lives it (`shard.Shard`); workers of every kind have one."""

    def __init__(self, world: World, threads: int = 1, lives: bool = False) -> None:
        self._world, self._threads, self._lives = world, threads, lives
        self._engine: Range | None = None

    def start(self, part: Part) -> None:
        """Begin, or begin anew."""
        if part.version != __version__:
            raise refuse(
                "a shard cannot be lived by another version of underheaven",
                f"its worker has {__version__}, and the run is of {part.version}",
                "install the same version everywhere",
            )
        if self._engine is not None:
            self._engine.close()
        engine = Range(self._world, range(part.first, part.last), self._threads, self._lives, part.tables)
        engine.compile()
        self._engine, self._enumerator = engine, Enumerator(engine)
        if part.kept is not None:
            nothing: Arrays = {"year": np.zeros(1, np.int64), "tally_digest": np.zeros(32, np.uint8)}
            engine.restore(part.step, {**part.kept, **nothing})
            self._enumerator.restore(part.kept)

    def step(self, known: Int64) -> Counted:
        """Live the next step."""
        engine = self._begun
        counted = engine.live(known)
        if engine.year_is_over:
            counted = counted._replace(census=self._enumerator.take(engine.world.year_of(engine.step - 1)))
        return counted

    @property
    def _begun(self) -> Range:
        assert self._engine is not None
        return self._engine

    def ranks(self, asked: Asked) -> Int64:
        """Count families by their next digit."""
        return self._begun.count_families(asked)

    def checkpoint(self) -> Kept:
        """Hand over the range as it is."""
        engine = self._begun
        year = engine.hand_over_year()
        own = {name: array for name, array in engine.checkpoint().items() if name not in NOT_OF_A_RANGE}
        return Kept({**own, **self._enumerator.kept()}, year)
