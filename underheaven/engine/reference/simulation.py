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
from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.close import Closing
from underheaven.engine.reference.decimals import CONTEXT
from underheaven.engine.reference.model import Model
from underheaven.engine.reference.naming import Names
from underheaven.engine.reference.people import Community, places, synthesised
from underheaven.engine.reference.places import Home
from underheaven.engine.reference.state import Columns, state_digest
from underheaven.engine.reference.tally import BLOCKS, Counter, Rows, StepTally, zeros
from underheaven.engine.reference.week import live
from underheaven.engine.world import World

Archetypes = Mapping[tuple[int, int], Sequence[int]]
Year = tuple[int, int, int, int]
"""Year, block, region and wave."""


@dataclass(frozen=True)
class ReferenceResult:
    """A whole run.

    `communities`: (region, community) -> the state at the end. `steps`: a record of each step.
    `years`: (year, block, region, wave) -> tallies int64[cells, columns] of the steps that
    begin in that year.
    `digests`: `state`, `tallies` and `run`, in hex (specification, section 13).
    """

    communities: dict[tuple[int, int], Columns]
    steps: list[StepRecord]
    years: dict[Year, NDArray[np.int64]]
    digests: dict[str, str]


class Simulation:
    """A world and the state it has reached."""

    def __init__(self, world: World, archetypes: Archetypes) -> None:
        model = self._model = Model.of(world)
        self._closing = Closing(model)
        self._communities = [
            Community.at_start(
                (region, number),
                overall,
                [int(value) for value in archetypes[region, number]],
                model.attributes,
                model.scheme.start,
                model.deterrence.guess if model.deterrence.learns else 0,
            )
            for overall, (region, number, _) in enumerate(places(world))
        ]
        for community in self._communities:
            community.firms = model.firms.at_start(community)
        self._waves = [
            model.enrolment.wave(community.region, model.lottery(community))
            for community in self._communities
        ]
        self._known = model.knowing.before()
        self._names = Names.of(world, [region.row() for region in self._known])
        self._years: dict[Year, Rows] = {}
        self._chain = bytes(32)

    def run(self) -> ReferenceResult:
        """Live every step."""
        model = self._model
        steps = [self._step(step) for step in range(model.world.steps)]
        state = state_digest(self._communities)
        digests = {
            "state": state.hex(),
            "tallies": self._chain.hex(),
            "run": hashlib.sha256(state + self._chain).hexdigest(),
        }
        communities = {community.place: Columns.of(community) for community in self._communities}
        years = {key: np.array(rows, dtype=np.int64) for key, rows in self._years.items()}
        return ReferenceResult(communities, steps, years, digests)

    def _step(self, step: int) -> StepRecord:
        model = self._model
        tally = StepTally(model.shape)
        homes = [
            Home(
                community,
                model.frozen(community, step, self._known[community.region]),
                Counter(tally, self._year(community, step), community.region),
            )
            for community in self._communities
        ]
        cuts = [
            model.places.allot(region, step, [home for home in homes if home.community.region == region])
            for region in range(model.shape.regions)
        ]
        for home in homes:
            self._live(home)
        self._known = model.knowing.after(step, self._known, tally.public, cuts, tally.tallies)
        known = [region.row() for region in self._known]
        self._chain = tally.digest(self._chain, known, self._names)
        return StepRecord(
            step,
            np.array(tally.tallies, dtype=np.int64),
            np.array(tally.histogram, dtype=np.int64),
            np.array(tally.public, dtype=np.int64),
            np.array(known, dtype=np.int64),
        )

    def _year(self, community: Community, step: int) -> Rows:
        """The rows in which a community is counted in a step's year."""
        shape = self._model.shape
        block, wave = community.overall % BLOCKS, self._waves[community.overall]
        key = (self._model.world.year_of(step), block, community.region, wave)
        if key not in self._years:
            self._years[key] = zeros(shape.cells, shape.width)
        return self._years[key]

    def _live(self, home: Home) -> None:
        """One community's step."""
        community, frozen, counter = home
        self._model.deterrence.begin(community)
        census = Census(self._model, community, frozen)
        seekers = []
        for slot in range(len(community.people)):
            citizen = Citizen(self._model, community, slot, frozen, counter)
            live(citizen)
            if citizen.sought:
                seekers.append(slot)
        returned = self._closing.close(community, frozen, census, seekers, counter)
        census.take(counter, returned)
        self._model.renewal.renew(community, frozen.step, counter)


def simulate(world: World, archetypes: Archetypes | None = None) -> ReferenceResult:
    """Run a world from its first day to its last, slowly.

    `archetypes` gives the archetype column of each (region, community), bit 15 on the first slot of each
    household; without it they are synthesised. Raises InputError for a world that cannot be.
    """
    with localcontext(CONTEXT):
        return Simulation(world, archetypes if archetypes is not None else synthesised(world)).run()
