"""Rules of the model that a world uses and that `ablate` can switch off: the uncertainty of structure.

They are no safeguards: whether people are like that is a question about people, and not about a policy. Each
is switched off with all else as it is, under the same draws, and then all of them at once. A mechanism that
is such a rule says so in its folder (`structure.py`).
"""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.mechanisms.registry import parts, placed

ALL = "all of these"
"""The model without any of the rules, where a world uses several."""


def rules() -> dict[str, str]:
    """What each rule that can be switched off is called, by the name that a policy's `structure` has."""
    found = placed(parts("structure"), "NAME")
    return {module.__name__.split(".")[-2]: name for name, module in found.items()}


def without_rules(world: World) -> dict[str, World]:
    """The world without each rule that it uses, by name, and without all of them where it uses several."""
    found, bare = dict[str, World](), world
    for name, module in placed(parts("structure"), "NAME").items():
        other: World = module.without(world)
        if other.hash != world.hash:
            found[name], bare = other, module.without(bare)
    return {**found, ALL: bare} if len(found) > 1 else found
