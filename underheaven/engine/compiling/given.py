"""What the tables of a mechanism are compiled from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from underheaven.engine.compiling.acts import Manners
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World


class Given(NamedTuple):
    """A world, the segments of its policy, what makes each manner of acting, that of each archetype, and what
    each source sees (`seeing_tables`)."""

    world: World
    segments: Segments
    manners: Manners
    manner: Sequence[int] = ()
    seen: Any = None
