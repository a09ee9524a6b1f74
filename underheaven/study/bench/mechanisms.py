"""Every mechanism that can be switched, as a pair of worlds: with it, and the same without it.

The world is that of the article with everybody in the scheme; its hospital, places, partners and firms
are the society's. Redress and the other safeguards are those of the policy `rights-respecting`. What a pair
changes stands in `pair.py` of its mechanism's folder.
"""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.engine.world import World
from underheaven.mechanisms.registry import parts, placed
from underheaven.study.bench.changes import Change, as_it_is


@dataclass(frozen=True)
class Pair:
    """A mechanism, and the two worlds of a pair as changes of the world that is measured."""

    name: str
    without: Change
    having: Change


PAIRS = tuple(
    Pair(name, module.without, getattr(module, "having", as_it_is))
    for name, module in placed(parts("pair"), "NAME").items()
)
"""In the order in which they are measured."""


def unused(world: World) -> list[Pair]:
    """The mechanisms that the world's society has, whatever its policy; made for a policy that uses none."""
    return [
        each for each in PAIRS if each.having is as_it_is and each.without(world).society != world.society
    ]


def bare(world: World) -> World:
    """The world in a society that has none of them."""
    for pair in unused(world):
        world = pair.without(world)
    return world
