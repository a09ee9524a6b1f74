"""Small worlds that a mutant is lived in, and what is compared: all that digests, lives and years hold.

The suite lives each in both engines, which share nothing that decides: what differs from the engine without a
fault differs from the reference engine. `tests/engine/test_equal.py` does so with random worlds,
`tests/record/test_lives_by_reference.py` with what is told of people, and
`tests/tools/mutation/test_trials.py` with the worlds that stand here alone.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from tests.engine.small import extreme, shipped
from tests.worlds import FEATURES, Columns, random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.safeguards import Safeguards
from underheaven.record.reliving import Reliving

SEEDS, MOST = range(60), 10
"""Random worlds with all features, of which the smallest are taken."""
PLAIN, FEW = range(40), 3
"""Random worlds without safeguards, of which the smallest are taken: little moves but scores and dread."""
TOLD = (1, 4)
"""Random worlds of which everybody's life is told."""
COUNTED = (4, 6)
"""Random worlds in which some events are counted by citizen."""


class Trial(ABC):
    """A world that can be made and lived step by step; what it gives is compared with what it gave before."""

    def __init__(self, name: str, world: World, columns: Columns | None) -> None:
        self.name, self.world, self.columns = name, world, columns

    @property
    def size(self) -> int:
        """Citizens times steps."""
        return self.world.citizens * self.world.steps

    @abstractmethod
    def make(self) -> Any:
        """Everything that is there before the first step."""

    @abstractmethod
    def made(self, thing: Any) -> bytes:
        """A hash of what was made."""

    @abstractmethod
    def live(self, thing: Any) -> Iterator[bytes]:
        """Live it; after each step a hash of all that can be seen of it."""

    @cached_property
    def ready(self) -> Any:
        """What a process makes once, and hands to those that are forked from it."""
        return self.make()


class Lived(Trial):
    """A run of the fast engine: tallies, public state, people and ledger after each step, and years."""

    counted = False

    def make(self) -> Engine:
        """An engine before its first step."""
        return Engine(self.world, 1, self.columns, lives=self.counted)

    def made(self, thing: Engine) -> bytes:
        """Tables, communities, people, and what is known at first."""
        return hashed((thing.tables, thing.communities, thing.state, thing.known))

    def live(self, thing: Engine) -> Iterator[bytes]:
        """A hash a step, and one a year."""
        for record in thing.records():
            if isinstance(record, StepRecord):
                used, ledger = thing.ledger.used, thing.ledger
                kept = [column[n, : used[n]] for column in ledger.entries for n in range(len(used))]
                lives = thing.lives.sum(axis=1) if self.counted else ()
                counted = (record.tallies, record.histogram, record.public)
                yield hashed((counted, thing.state, kept, thing.known, lives))
            else:
                yield hashed((record.tallies,))


class Counted(Lived):
    """The same, with sums of what is counted of each citizen, as `tests/engine/test_lives.py` takes them."""

    counted = True


class Told(Trial):
    """Every community lived again with all lives told."""

    def __init__(self, name: str, world: World, columns: Columns | None) -> None:
        super().__init__(name, world, columns)
        engine = Engine(world, 1, columns)
        for _ in engine.records():
            pass
        self.knowns = np.array(engine.knowns)
        self.places = list(
            zip(engine.communities.region.tolist(), engine.communities.number.tolist(), strict=True)
        )

    def make(self) -> list[Reliving]:
        """The communities before their first step, everybody watched."""
        made, tables = list[Reliving](), compile_tables(self.world)
        for place in self.places:
            columns = None if self.columns is None else self.columns[place]
            made.append(Reliving(self.world, self.knowns, *place, columns, tables))
            made[-1].watch(range(made[-1].size))
        return made

    def made(self, thing: list[Reliving]) -> bytes:
        """Tables and people."""
        return hashed([(each.tables, each.communities, each.state) for each in thing])

    def live(self, thing: list[Reliving]) -> Iterator[bytes]:
        """What is told of a step, community by community."""
        for each in thing:
            for _ in each.steps():
                log = each.log
                yield hashed((log.rows[: log.used[0]], log.ends, log.entries, each.state))


def hashed(what: Any) -> bytes:
    """A hash of arrays and numbers, however deep they lie in records and lists."""
    digest = hashlib.sha256()
    for part in _flat(what):
        digest.update(part)
    return digest.digest()


def _flat(what: Any) -> Iterator[bytes]:
    if isinstance(what, np.ndarray):
        yield f"{what.dtype} {what.shape}".encode()
        yield np.ascontiguousarray(what).tobytes()
    elif isinstance(what, tuple | list):
        for each in what:
            yield from _flat(each)
    else:
        yield repr(what).encode()


def trials() -> list[Trial]:
    """All of them, the smallest first."""
    bare = frozenset(FEATURES) - frozenset(Safeguards.model_fields)
    whole = sorted((Lived(f"random {seed}", *random_world(seed)) for seed in SEEDS), key=_by_size)
    found: list[Trial] = [*whole[:MOST]]
    found += sorted((Lived(f"plain {seed}", *random_world(seed, bare)) for seed in PLAIN), key=_by_size)[:FEW]
    found += [Counted(f"counted {seed}", *random_world(seed)) for seed in COUNTED]
    found += [Told(f"told {seed}", *random_world(seed)) for seed in TOLD]
    found += [Lived("riverton", shipped(days=21, citizens=150), None)]
    found += [Lived("extreme", extreme(shipped(days=7, citizens=150)), None)]
    return sorted(found, key=_by_size)


def _by_size(trial: Trial) -> tuple[int, str]:
    return trial.size, trial.name
