"""Joining as integers (specification, 10)."""

from __future__ import annotations

from typing import Any

from underheaven.documents.problems import refuse
from underheaven.engine.compiling.acts import scaled
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.society.numbering import Numbering


def joining(world: World) -> Any:
    """[A] chance to join a voluntary scheme, 0 to 2^32."""
    given = world.policy.joining
    if given is None:
        return filled((Numbering(world.society).number,))
    values = scaled(world.society, given.share.value, given.share_by)
    if max(values) > 1:
        raise refuse(
            f"a share of {max(values):.4g} that joins",
            "the factors of `share_by` raise it above 1",
            "lower `share` or the factors",
            where="joining.share",
        )
    return table([chance(value) for value in values])
