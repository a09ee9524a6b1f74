"""What the thresholds of a random policy follow, and how.

Of dice of its own, so that all else is drawn as without.
"""

from decimal import Decimal
from typing import Any

from tests.draft import Draft
from underheaven.policy.schema import Policy


def standards(policy: Policy, draft: Draft) -> Policy:
    """The policy with thresholds that follow outcomes of all sorts; most of them do."""
    data = policy.model_dump(exclude_none=True)
    for consequence in data["consequences"].values():
        if draft.dice.maybe(0.3):
            continue
        consequence["follows"] = _follows(draft, data["score"])
    return Policy.model_validate(data)


def _follows(draft: Draft, score: dict[str, Any]) -> dict[str, Any]:
    dice, step = draft.dice, Decimal(draft.step_minutes) / 1_440
    lent = [kind for kind, act in draft.society.acts.items() if act.repayment is not None]
    what = dice.pick(("done", "recorded", "under", *(("repaid",) if lent else ())))
    kinds = {"repaid": lent, "under": []}.get(what, list(draft.society.acts))
    days = step * dice.whole(1, 2) + dice.number("0", "0.9", 1)
    return {
        "what": what,
        "kinds": dice.some(kinds, 0, 2),
        "over_days": days,
        "lag_days": dice.pick((0, days / 2, days)),
        "of": dice.pick(("nation", "region")),
        "by_group": dice.maybe(0.5),
        "target": dice.number("0", "1"),
        "raise_when": dice.pick(("above", "below")),
        "gain": dice.number("0", "40"),
        "step": dice.sixteenths(Decimal("0.0625"), Decimal(8)),
        "between": {
            "least": score["minimum"]["value"],
            "most": score["maximum"]["value"],
        },
    }
