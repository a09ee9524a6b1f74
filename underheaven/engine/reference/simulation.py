"""The run of a world, step after step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import localcontext

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import StepRecord
from underheaven.engine.reference.census import Census
from underheaven.engine.reference.close import Closing
from underheaven.engine.reference.decimals import CONTEXT
from underheaven.engine.reference.model import Frozen, Model
from underheaven.engine.reference.people import Community, places, synthesised
from underheaven.engine.reference.philox import Purpose
from underheaven.engine.reference.tally import BLOCKS, Counter, Public, Rows, StepTally, state_digest, zeros
from underheaven.engine.reference.week import Week
from underheaven.engine.world import World

Archetypes = Mapping[tuple[int, int], Sequence[int]]
ONE, LAST_BIN = 65_536, 15


@dataclass(frozen=True)
class Columns:
    """The state of n citizens: scores in sixteenths of a point, archetypes with the household bit, levels."""

    own: NDArray[np.int16]
    shown: NDArray[np.int16]
    clean_own: NDArray[np.int16]
    clean: NDArray[np.int16]
    archetype: NDArray[np.uint16]
    dread: NDArray[np.uint8]
    hardship: NDArray[np.uint8]


@dataclass(frozen=True)
class ReferenceResult:
    """A whole run.

    `communities`: (region, community) -> the state at the end. `steps`: a record of each step.
    `years`: (year, block, region) -> tallies int64[cells, columns] of the steps that begin in that year.
    `digests`: `state`, `tallies` and `run`, in hex (specification, section 13).
    """

    communities: dict[tuple[int, int], Columns]
    steps: list[StepRecord]
    years: dict[tuple[int, int, int], NDArray[np.int64]]
    digests: dict[str, str]


class Simulation:
    """A world and the state it has reached."""

    def __init__(self, world: World, archetypes: Archetypes) -> None:
        self._model = Model.of(world)
        self._closing = Closing(self._model)
        self._communities = [
            Community.at_start(
                (region, number),
                overall,
                [int(value) for value in archetypes[region, number]],
                self._model.attributes,
                self._model.scheme.start,
            )
            for overall, (region, number, _) in enumerate(places(world))
        ]
        prior = int(ONE * world.society.behaviour.climate.prior.value)
        self._climate = [prior for _ in world.society.regions]
        self._years: dict[tuple[int, int, int], Rows] = {}
        self._chain = bytes(32)

    def run(self) -> ReferenceResult:
        """Live every step."""
        steps = [self._step(step) for step in range(self._model.world.steps)]
        state = state_digest(self._communities)
        digests = {
            "state": state.hex(),
            "tallies": self._chain.hex(),
            "run": hashlib.sha256(state + self._chain).hexdigest(),
        }
        communities = {community.place: _columns(community) for community in self._communities}
        years = {key: np.array(rows, dtype=np.int64) for key, rows in self._years.items()}
        return ReferenceResult(communities, steps, years, digests)

    def _step(self, step: int) -> StepRecord:
        shape = self._model.shape
        tally = StepTally(shape)
        for community in self._communities:
            key = (self._model.world.year_of(step), community.overall % BLOCKS, community.region)
            if key not in self._years:
                self._years[key] = zeros(shape.cells, shape.width)
            self._live(community, step, Counter(tally, self._years[key], community.region))
        for region, public in enumerate(tally.public):
            spoken = public[Public.CRITICAL] + public[Public.SUPPORTIVE]
            if spoken:
                self._climate[region] = (public[Public.CRITICAL] << 16) // spoken
        self._chain = tally.digest(self._chain)
        return StepRecord(
            step,
            np.array(tally.tallies, dtype=np.int64),
            np.array(tally.histogram, dtype=np.int64),
            np.array(tally.public, dtype=np.int64),
            np.array(self._climate, dtype=np.int64),
        )

    def _live(self, community: Community, step: int, counter: Counter) -> None:
        """One community's step."""
        model = self._model
        word = model.draws.words(Purpose.ROLLOUT, community.place)[0]
        frozen = Frozen(
            step,
            model.scheme.enrolled(community.region, step, word),
            step > 0 and model.scheme.enrolled(community.region, step - 1, word),
            min(LAST_BIN, self._climate[community.region] >> 12),
        )
        census = Census(model, community, frozen)
        for slot in range(len(community.people)):
            Week(model, community, slot, frozen, counter).live()
        self._closing.close(community, frozen)
        census.take(counter)


def _columns(community: Community) -> Columns:
    return Columns(
        own=np.array(community.own, dtype=np.int16),
        shown=np.array(community.shown, dtype=np.int16),
        clean_own=np.array(community.clean_own, dtype=np.int16),
        clean=np.array(community.clean, dtype=np.int16),
        archetype=np.array(community.archetype, dtype=np.uint16),
        dread=np.array(community.dread, dtype=np.uint8),
        hardship=np.array(community.hardship, dtype=np.uint8),
    )


def simulate(world: World, archetypes: Archetypes | None = None) -> ReferenceResult:
    """Run a world from its first day to its last, slowly.

    `archetypes` gives the archetype column of each (region, community), bit 15 on the first slot of each
    household; without it they are synthesised. Raises InputError for a world that cannot be.
    """
    with localcontext(CONTEXT):
        return Simulation(world, archetypes if archetypes is not None else synthesised(world)).run()
