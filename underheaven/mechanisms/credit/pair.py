"""What is measured with outcomes of credit, and without."""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.mechanisms.rules.model import Rule
from underheaven.study.bench.changes import with_policy, with_society

NAME, PLACE = "outcomes of credit", 100


def without(world: World) -> World:
    """Credit is a need like any other: having it moves the score, and not what becomes of it."""
    plain: dict[str, Any] = {"kind": "need", "repayment": None, "repayment_by": {}, "repayment_by_band": ()}
    acts, rules = dict(world.society.acts), dict(world.policy.rules)
    for kind, act in world.society.acts.items():
        if act.kind == "credit":
            acts[kind] = act.model_copy(update=plain)
            if kind in rules:
                rules[kind] = Rule(points=rules[kind].repaid or rules[kind].defaulted)
    return with_society(with_policy(world, rules=rules), acts=acts)
