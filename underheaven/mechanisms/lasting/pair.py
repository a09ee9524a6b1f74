"""What is measured with lasting differences in three domains of conduct, and without any."""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.mechanisms.lasting.model import LastingFactor
from underheaven.study.bench.changes import as_it_is, with_society

NAME, PLACE = "lasting differences", 105
BEHAVIOUR = True
CLASSES = {"considering": ((0.6, 0.3), (0.3, 1.4), (0.1, 4)), "propensity": ((0.8, 0.9), (0.2, 1.4))}
"""Share and factor of each class; chances stay below 1."""

without = as_it_is


def having(world: World) -> World:
    """Three classes in what is considered of two contexts, two in how readily acts of a third are done."""
    contexts = list(dict.fromkeys(act.context for act in world.society.acts.values()))
    most = {
        context: max(
            float(act.propensity.value) for act in world.society.acts.values() if act.context == context
        )
        for context in contexts
    }
    unsure = sorted(contexts, key=lambda context: most[context])
    lasting = {
        context: _factor(context, "propensity" if context == unsure[0] else "considering")
        for context in (unsure[0], *unsure[-2:])
    }
    behaviour = world.society.behaviour.model_copy(update={"lasting": lasting})
    return with_society(world, behaviour=behaviour)


def _factor(context: str, on: str) -> LastingFactor:
    given: dict[str, Any] = {
        "contexts": [context],
        "on": on,
        "classes": [{"share": share, "factor": factor} for share, factor in CLASSES[on]],
    }
    return LastingFactor.model_validate(given)
