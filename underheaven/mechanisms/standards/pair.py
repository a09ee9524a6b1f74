"""What is measured with thresholds that follow outcomes, and with thresholds that stay."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.world import World
from underheaven.mechanisms.standards.model import Follows
from underheaven.study.bench.changes import as_it_is, with_policy

NAME, PLACE = "standards that answer", 25
BEHAVIOUR = True

without = as_it_is


def having(world: World) -> World:
    """Every threshold follows the share of those under it, each region's and each group's its own."""
    score = world.policy.score
    follows = Follows.model_validate(
        {
            "what": "under", "over_days": 28, "lag_days": 14, "of": "region", "by_group": True,
            "target": Decimal("0.05"), "raise_when": "below", "gain": 100, "step": 5,
            "between": {"least": score.minimum.value, "most": score.maximum.value},
        }
    )  # fmt: skip
    consequences = {
        name: each.model_copy(update={"follows": follows}) for name, each in world.policy.consequences.items()
    }
    return with_policy(world, consequences=consequences)
