"""Everything that a step needs of a world, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from underheaven.engine.reference.acting import Considering, Deciding
from underheaven.engine.reference.matching import lasting_classes
from underheaven.engine.reference.mistaking import Stream, clerical_mistakes, false_matches
from underheaven.engine.reference.people import Attributes
from underheaven.engine.reference.philox import Draws
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.tally import Shape
from underheaven.engine.reference.watching import Watching
from underheaven.engine.world import World


class Frozen(NamedTuple):
    """What does not change for a community during a step (specification, 2.5); `climate` is a bin."""

    step: int
    enrolled: bool
    enrolled_before: bool
    climate: int


@dataclass(frozen=True)
class Model:
    """A world, made ready. Its parts compute in the caller's decimal context, which must be the exact one."""

    world: World
    draws: Draws
    attributes: Attributes
    scheme: Scheme
    considering: Considering
    deciding: Deciding
    watching: Watching
    lasting: tuple[int, ...]
    false_matches: Stream
    clerical_mistakes: Stream
    shape: Shape

    @classmethod
    def of(cls, world: World) -> Model:
        """Raises InputError when the world asks for what cannot be."""
        attributes, scheme = Attributes(world.society), Scheme(world)
        lasting, factors = lasting_classes(list(world.policy.sources.values()))
        return cls(
            world,
            Draws(world.seed),
            attributes,
            scheme,
            Considering(world, attributes),
            Deciding(world, attributes, scheme),
            Watching(world, scheme),
            lasting,
            false_matches(world, scheme, factors),
            clerical_mistakes(world, scheme),
            Shape(
                len(world.society.regions),
                len(world.society.groups),
                len(world.society.acts),
                len(world.policy.sources),
                len(world.policy.consequences),
            ),
        )
