"""In what people of a random society differ for life: classes of one, two or three domains of conduct.

Of dice of its own, so that all else is drawn as without.
"""

from decimal import Decimal
from typing import Any

from tests.dice import Dice
from underheaven.mechanisms.lasting.checks import check
from underheaven.society.checks.crowding import check_crowding
from underheaven.society.checks.findings import Findings
from underheaven.society.schema import Society

NAMES = ("zeal", "debt", "anger")


def lasting(society: Society, dice: Dice, step_minutes: int) -> Society:
    """The society with as many lasting differences as its rates and chances have room for."""
    found = society
    for name in dice.some(NAMES, 0, 3):
        data = found.model_dump(exclude_none=True)
        data["behaviour"]["lasting"][name] = _factor(society, dice)
        wider, findings = Society.model_validate(data), Findings()
        check(wider, findings)
        check_crowding(wider, findings, step_minutes)
        found = wider if findings.none else found
    return found


def _factor(society: Society, dice: Dice) -> dict[str, Any]:
    contexts = sorted({act.context for act in society.acts.values()})
    kinds = dice.some(list(society.acts), 0, 3)
    return {
        "kinds": kinds,
        "contexts": dice.some(contexts, 0 if kinds else 1, 2),
        "on": dice.pick(("considering", "propensity", "both")),
        "classes": _classes(dice),
    }


def _classes(dice: Dice) -> list[dict[str, Decimal]]:
    """Two or three classes whose mean factor is exactly 1, and none so large that a chance is above 1."""
    part = Decimal(dice.whole(1, 4)) / 10
    above = dice.number("0", "0.12", 2)
    rest = [(part, 1 + above * (1 - part) * 10), (1 - part, 1 - above * part * 10)]
    if dice.maybe(0.3):
        (share, factor), last = rest
        rest = [(share / 2, factor), (share / 2, factor), last]
    return [{"share": share, "factor": factor} for share, factor in rest]
