"""Joining as integers (specification, 10)."""

from __future__ import annotations

from typing import Any

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.engine.compiling.acts import scaled
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes


def joining(world: World) -> Any:
    """int64[A]: chance to join a voluntary scheme, 0 to 2^32."""
    given = world.policy.joining
    if given is None:
        return np.zeros(Archetypes(world.society).number, np.int64)
    values = scaled(world.society, given.share.value, given.share_by)
    if values.max() > 1:
        raise refuse(
            f"a share of {values.max():.4g} that joins",
            "the factors of `share_by` raise it above 1",
            "lower `share` or the factors",
            where="joining.share",
        )
    return np.array([chance(value) for value in values], np.int64)
