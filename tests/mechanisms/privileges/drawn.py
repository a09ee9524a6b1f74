"""Privileges of a small random policy."""

from typing import Any

from tests.draft import Draft
from tests.drawn import Scale

FEATURES, PLACE = ("privileges",), 5


def of_policy(draft: Draft, scale: Scale) -> dict[str, Any]:
    """Thresholds near the start, so that many people hold them."""
    if not draft.has("privileges", 0.7):
        return {}
    number = draft.dice.whole(1, 4)
    return {"privileges": {f"v{i}": _privilege(draft, scale) for i in range(number)}}


def _privilege(draft: Draft, scale: Scale) -> dict[str, Any]:
    dice = draft.dice
    kinds = dice.some(list(draft.society.acts), 0, 3)
    return {
        "title": "Privilege",
        "above": draft.points(scale.low, scale.high),
        "yuan_per_year": dice.whole(1, 500),
        "kinds": kinds,
        "yuan_per_use": dice.whole(0, 50) if kinds else 0,
        "fast_lane": draft.society.hospital is not None and dice.maybe(0.6),
        "visibility": dice.number("0", "6") if draft.society.dating is not None and dice.maybe(0.7) else None,
    }
