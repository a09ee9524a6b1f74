"""Paths by which a policy reaches people beyond what it does itself, each of which can be closed.

Closed are exactly these quantities, in both worlds of a pair, and nothing else:

- ties: the weights of household, employer and friends in a shown score. What becomes of a firm whose
  representative is barred, and dread at what befalls others (which belongs to behaviour), stay.
- behaviour: the response of every kind of act to dread, that of firms' acts too; the weight of the opinion
  climate and thresholds of speech; gaming; deterrence. Dread itself is still felt and counted, and does
  nothing.
- hardship: the response of every kind of act to hardship. Hardship itself is still felt and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from underheaven.documents.quantity import Quantity
from underheaven.engine.world import World
from underheaven.society.schema import Society

NIL, PLAIN = Quantity(value=0), Quantity(value=1)


def _without_ties(world: World) -> World:
    guards = world.policy.safeguards.model_copy(update={"no_association": True})
    return replace(world, policy=world.policy.model_copy(update={"safeguards": guards}))


def _without_behaviour(world: World) -> World:
    behaviour = world.society.behaviour
    even = behaviour.climate.model_copy(update={"alone": PLAIN, "crowd": PLAIN})
    parts: dict[str, Any] = {"climate": even, "speech_thresholds": (), "gaming": None}
    if behaviour.deterrence is not None:
        # Levels go on acting without steps.
        parts |= {"deterrence": None, "interpolate": True}
    society = _with_acts(world.society, "dread_response")
    acts = {name: act.model_copy(update={"gain": None}) for name, act in society.acts.items()}
    society = society.model_copy(update={"acts": acts})
    update: dict[str, Any] = {"behaviour": behaviour.model_copy(update=parts)}
    if (firms := society.firms) is not None:
        trades = {name: act.model_copy(update={"dread_response": NIL}) for name, act in firms.acts.items()}
        update["firms"] = firms.model_copy(update={"acts": trades})
    return replace(world, society=society.model_copy(update=update))


def _without_hardship(world: World) -> World:
    return replace(world, society=_with_acts(world.society, "hardship_response"))


def _with_acts(society: Society, response: str) -> Society:
    acts = {name: act.model_copy(update={response: NIL}) for name, act in society.acts.items()}
    return society.model_copy(update={"acts": acts})


PATHS: dict[str, Callable[[World], World]] = {
    "ties": _without_ties,
    "behaviour": _without_behaviour,
    "hardship": _without_hardship,
}
"""Path -> what closes it."""


def closed(world: World, paths: Iterable[str]) -> World:
    """The world with these of `PATHS` closed; its people are the same."""
    for path in paths:
        world = PATHS[path](world)
    return world
