"""What is measured with people who reckon with a record and learn, and with people who do not."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.world import World
from underheaven.mechanisms.deterrence.model import Deterrence, Gain
from underheaven.study.bench.changes import as_it_is, with_society

NAME, PLACE = "deterrence", 115
BEHAVIOUR = True

without = as_it_is


def having(world: World) -> World:
    """Everybody weighs every act that costs points, and beliefs move by all that can move them."""
    names = ("guess", "by_record", "by_unseen", "by_others", "by_announcement")
    chance = dict.fromkeys(names, Decimal("0.05"))
    reckoning = Deterrence.model_validate({"point": 10, "chance": chance})
    gain = Gain.model_validate({"lognormal": {"median": 100, "sigma": 1}})
    acts = {
        name: act if act.kind == "credit" else act.model_copy(update={"gain": gain})
        for name, act in world.society.acts.items()
    }
    behaviour = world.society.behaviour.model_copy(update={"deterrence": reckoning})
    return with_society(world, behaviour=behaviour, acts=acts)
