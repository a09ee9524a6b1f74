"""The model of a calibration: a world with its keys at places of their priors, and its totals in the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.study.calibrating.counting import Reading
from underheaven.study.calibrating.priors import Prior, laid
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended


@dataclass(frozen=True)
class FittedWorld:
    """Lives a world with its keys at given places, 0 to 1, and reads its totals.

    A draw whose numbers cannot be together has no run and no totals: the prior gives it no chance.
    """

    world: World
    priors: tuple[Prior, ...]
    readings: tuple[Reading, ...]

    def __call__(self, places: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        """The world at these places, with this seed."""
        try:
            made = laid(self.world, self.priors, [float(place) for place in places.values()])
        except InputError:
            return Ended("", "", {each.name: None for each in self.readings})
        engine = Engine(replace(made, seed=seed))
        try:
            steps = []
            for record in engine.records():
                check()
                if isinstance(record, StepRecord):
                    steps.append(record.tallies.sum(axis=0))
            tallies, frame = np.array(steps), Frame.of(engine.world)
            values = {each.name: each.value(tallies, frame) for each in self.readings}
            return Ended(engine.world.hash, engine.digests()["run"], values)
        finally:
            engine.close()
