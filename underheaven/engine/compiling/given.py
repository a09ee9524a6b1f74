"""What the tables of a mechanism are compiled from."""

from __future__ import annotations

from typing import NamedTuple

from underheaven.engine.compiling.acts import Manners
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World


class Given(NamedTuple):
    """A world, the segments of its policy, and what makes each manner of acting."""

    world: World
    segments: Segments
    manners: Manners
