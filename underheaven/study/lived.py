"""A world run in memory: its measures, and how each of its lives went; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Act
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, measures_of
from underheaven.study.limits import require_memory, require_renewal, threads_or_default

OnStep = Callable[[int, int], None]
Kind = TypeVar("Kind", bound=np.generic)
PEOPLE = ("lives", "shown", "own", "clean", "archetype")
"""Columns of `Lived` with an entry for each citizen."""


def unheard(_done: int, _of: int) -> None:
    """Takes steps done and their number, and tells nobody."""


@dataclass(frozen=True)
class Lived:
    """A finished run. Of N citizens, in the order of the run's communities; scores in sixteenths of a point.

    Arrays are copies, and read-only.
    """

    world: World
    measures: Measures
    digest: str
    lives: NDArray[np.uint32]
    """What `counted.columns.Life` names, of each citizen, uint32 [Life, N]; [Life, 0] without lives."""
    shown: NDArray[np.int16]
    own: NDArray[np.int16]
    clean: NDArray[np.int16]
    archetype: NDArray[np.uint16]
    """The archetype column (`Archetypes.of` takes its flag off)."""
    considered: int
    """Acts considered by everybody in all steps."""
    totals: NDArray[np.int64]
    """What is counted, over all people and steps, int64[M], in the order of the layout's columns."""
    chain: tuple[bytes, ...]
    """The digest of all counts up to the end of each step: two runs differ from where these do."""

    def without_people(self) -> Lived:
        """The same without what is kept of each citizen, N being 0."""
        return replace(self, **{name: getattr(self, name)[..., :0].copy() for name in PEOPLE})


def live(world: World, threads: int | None = 1, *, lives: bool = True, on_step: OnStep = unheard) -> Lived:
    """Run a world to its end.

    `on_step` is told the steps done and their number. Counts are added up as they come, so that memory does
    not grow with the length of the run. Raises `InputError` before any work where the world does not fit into
    memory, or its policy and society do not fit each other.
    """
    threads = threads_or_default(threads)
    require_renewal(world)
    require_memory(world, threads, lives=lives)
    engine = Engine(world, threads, lives=lives)
    try:
        return finished(engine, Past(0, Pool(Frame.of(world)), 0, ()), on_step)
    finally:
        engine.close()


@dataclass(frozen=True)
class Past:
    """What was counted in the steps before `step`."""

    step: int
    pool: Pool
    considered: int
    chain: tuple[bytes, ...]


def finished(
    engine: Engine,
    past: Past,
    on_step: OnStep,
    forks: Collection[int] = (),
    fork: Callable[[Engine, Past], None] = lambda _engine, _past: None,
) -> Lived:
    """Live an engine's remaining steps, and count on from its past, whose pool is added to.

    Where so many steps are done as `forks` says, `fork` is given the engine, ready for a checkpoint, and what
    was counted up to there.
    """
    world, layout, pool = engine.world, engine.layout, past.pool
    considered, chain = past.considered, list(past.chain)
    for record in engine.records():
        if isinstance(record, StepRecord):
            pool.add_step(record)
            considered += int(record.tallies[..., Act.CONSIDERED : layout.blocks.source : len(Act)].sum())
            chain.append(engine.tally_digest)
            on_step(engine.step, world.steps)
        else:
            pool.add_year(record)
        # The step that ends a year is followed by the year's record, which belongs to it.
        if engine.step in forks and not (isinstance(record, StepRecord) and engine.year_is_over):
            fork(engine, Past(engine.step, pool, considered, tuple(chain)))
    state = engine.state
    return Lived(
        world=world,
        measures=measures_of(pool),
        digest=engine.digests()["run"],
        lives=_copy(engine.lives),
        shown=_copy(state.shown),
        own=_copy(state.own),
        clean=_copy(state.clean),
        archetype=_copy(state.archetype),
        considered=considered,
        totals=_copy(pool.tallies.sum(axis=(0, 1, 2, 3, 4))[: layout.width]),
        chain=tuple(chain),
    )


def _copy(column: NDArray[Kind]) -> NDArray[Kind]:
    kept = column.copy()
    kept.flags.writeable = False
    return kept
