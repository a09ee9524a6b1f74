"""How the people of a random world reckon with a record: gains of all forms, and beliefs that move."""

from decimal import Decimal
from typing import Any

from tests.dice import Dice
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def reckoning(society: Society, dice: Dice) -> Society:
    """The society with people who reckon; in some worlds levels only act without steps."""
    if dice.maybe(0.15):
        fine = society.behaviour.model_copy(update={"interpolate": True})
        return society.model_copy(update={"behaviour": fine})
    data = society.model_dump(exclude_none=True)
    for act in data["acts"].values():
        if act["kind"] != "credit" and dice.maybe(0.8):
            act["gain"] = _gain(dice)
        if dice.maybe(0.6):
            act["forgone"] = dice.number("0", "300", 1)
    data["behaviour"]["deterrence"] = _deterrence(dice)
    return Society.model_validate(data)


def announcing(policy: Policy, dice: Dice) -> Policy:
    """The policy, most of whose announcements speak of a chance."""
    data = policy.model_dump(exclude_none=True)
    for announcement in data["announcements"].values():
        if dice.maybe(0.7):
            announcement["chance"] = dice.number("0", "1")
    return Policy.model_validate(data)


def _gain(dice: Dice) -> dict[str, Any]:
    form = dice.pick(("exponential", "lognormal", "pareto", "quantiles"))
    yuan = dice.number("0.5", "90", 2)
    if form == "exponential":
        return {form: yuan}
    if form == "lognormal":
        return {form: {"median": yuan, "sigma": dice.number("0.1", "2.5", 2)}}
    if form == "pareto":
        return {form: {"least": yuan, "shape": dice.number("0.3", "3", 2)}}
    middle = {str(dice.number("0.1", "0.9", 2)): yuan * 2} if dice.maybe(0.7) else {}
    highest = yuan * (2 if dice.maybe(0.3) else 5)
    return {form: {"values": {"0": yuan, **middle, "1": highest}}}


def _deterrence(dice: Dice) -> dict[str, Any]:
    chance: dict[str, Any] = {"guess": dice.number("0", "1")}
    if dice.maybe(0.8):
        chance["published"] = dice.number("0", "1")
    for weight in ("by_record", "by_unseen", "by_others", "by_announcement"):
        if dice.maybe(0.6):
            chance[weight] = dice.pick((Decimal(1), dice.number("0", "0.6")))
    found = {
        "chance": chance,
        "point": dice.number("0", "60", 2),
        "confined_year": dice.whole(0, 9_000),
        "horizon_days": dice.whole(0, 900),
    }
    if dice.maybe(0.5):
        found["certainty"] = dice.number("0.3", "2.5", 2)
    if dice.maybe(0.5):
        found["severity"], found["severity_at"] = dice.number("0.3", "2", 2), dice.whole(1, 500)
    return found
