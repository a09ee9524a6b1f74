"""Every mechanism that can be switched, as a pair of worlds: with it, and the same without it.

The world is that of the article with everybody in the scheme; its hospital, places, partners and firms
are the society's. Redress and the other safeguards are those of the policy `rights-respecting`. What a pair
changes stands in `pair.py` of its mechanism's folder.

What people do in answer is measured as a whole too: of the pairs that say `BEHAVIOUR`, all that they have,
over all that they have not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from underheaven.engine.world import World
from underheaven.mechanisms.registry import parts, parts_of, placed
from underheaven.study.bench.changes import Change, as_it_is


@dataclass(frozen=True)
class Pair:
    """A mechanism, and the two worlds of a pair as changes of the world that is measured."""

    name: str
    without: Change
    having: Change


def _in_turn(changes: Iterable[Change]) -> Change:
    """The world after all changes, one after the other."""
    whole = tuple(changes)

    def change(world: World) -> World:
        for each in whole:
            world = each(world)
        return world

    return change


def _together(modules: Sequence[ModuleType]) -> tuple[Pair, Pair]:
    """All rules of behaviour: over those that each of them replaces, and over none."""
    having, without = _in_turn(each.having for each in modules), _in_turn(each.without for each in modules)
    rules = parts_of("structure")
    off = (rules[each.__name__.split(".")[-2]].without for each in modules)
    return (
        Pair("behaviour", without, having),
        Pair("behaviour over none", _in_turn((without, *off)), having),
    )


MODULES = placed(parts("pair"), "NAME")
BEHAVIOUR = tuple(module for module in MODULES.values() if getattr(module, "BEHAVIOUR", False))
"""Pairs that are measured together too, each of a rule that `ablate` can switch off (`structure.py`)."""
PAIRS = (
    *(Pair(name, each.without, getattr(each, "having", as_it_is)) for name, each in MODULES.items()),
    *_together(BEHAVIOUR),
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
