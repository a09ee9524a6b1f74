"""Gaming for what lies above, in a small random society."""

from decimal import Decimal
from typing import Any

from tests.dice import Dice
from tests.random_services import factors
from underheaven.policy.schema import Policy
from underheaven.society.numbering import categories
from underheaven.society.schema import Society


def thresholds(society: Society, policy: Policy, dice: Dice) -> Society:
    """The same society, whose people mostly game for thresholds, by efforts that differ by attribute."""
    gaming = society.behaviour.gaming
    if gaming is None:
        return society
    data = society.model_dump(exclude_none=True)
    known = {name: list(of) for name, of in categories(society).items()} | {"child": ["no", "yes"]}
    for act in data["acts"].values():
        if "effort" in act and dice.maybe(0.5):
            act["effort_by"] = factors(dice, known, "2")
    games = data["behaviour"]["gaming"]
    if not dice.maybe(0.75):
        games["count_effort"] = True
        return Society.model_validate(data)
    games |= {
        "aims": "thresholds",
        "per_year": games["per_year"],
        "goods": _goods(society, policy, dice),
        "margin": dice.pick((0, 0, Decimal("0.5"), 3)),
        "wait_days": dice.whole(0, 4_000) if dice.maybe(0.5) else None,
    }
    if dice.maybe(0.6):
        games["sharpness"] = dice.number("0", "4") if dice.maybe(0.8) else 0
    if dice.maybe(0.5):
        del games["worth"]
    return Society.model_validate(data)


def _goods(society: Society, policy: Policy, dice: Dice) -> dict[str, Any]:
    """Worths of everything there is, or of some of it."""
    named = [*policy.consequences, *policy.privileges]
    goods: dict[str, Any] = {
        "classes": {
            name: dice.number("0", "2") for name in ("need", "purchase", "credit") if dice.maybe(0.7)
        },
        "acts": {name: dice.number("0", "3") for name in dice.some(list(society.acts), 0, 3)},
        "named": {name: dice.number("0", "40") for name in dice.some(named, 0, 2)} if named else {},
    }
    for key, most in (("liberty", "30"), ("representative", "5"), ("yuan", "0.1"), ("fast_lane", "8")):
        if dice.maybe(0.7):
            goods[key] = dice.number("0", most)
    if dice.maybe(0.5):
        goods["visibility"] = dice.number("0", "9")
    if dice.maybe(0.5):
        goods["years"] = dice.number("0.1", "4")
    return goods
