"""What a small random policy does with services: privileges, ranks for places, scores of firms."""

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.draft import Draft


def rewards(draft: Draft, low: Decimal, high: Decimal, length: Decimal) -> dict[str, Any]:
    """Privileges with thresholds from `low` to `high`, near the start, so that many people hold them.

    `length` is that of the scale of citizens.
    """
    dice, society = draft.dice, draft.society
    found: dict[str, Any] = {}
    if draft.has("privileges", 0.7):
        found["privileges"] = {f"v{i}": _privilege(draft, low, high) for i in range(dice.whole(1, 4))}
    if society.places and draft.has("positional", 0.8):
        found["positional"] = {
            good: {"since": _mostly_before(draft)} for good in dice.some(list(society.places), 1, 4)
        }
    if society.firms is not None and draft.has("firm_scheme", 0.8):
        found["firms"] = _firms(draft, list(society.firms.acts), length)
    return found


def _privilege(draft: Draft, low: Decimal, high: Decimal) -> dict[str, Any]:
    dice = draft.dice
    kinds = dice.some(list(draft.society.acts), 0, 3)
    return {
        "title": "Privilege",
        "above": draft.points(low, high),
        "yuan_per_year": dice.whole(1, 500),
        "kinds": kinds,
        "yuan_per_use": dice.whole(0, 50) if kinds else 0,
        "fast_lane": draft.society.hospital is not None and dice.maybe(0.6),
        "visibility": dice.number("0", "6") if draft.society.dating is not None and dice.maybe(0.7) else None,
    }


def _mostly_before(draft: Draft) -> dt.date:
    early = draft.first - dt.timedelta(days=1)
    return early if draft.dice.maybe(0.8) else draft.dice.day(early, draft.last)


def _firms(draft: Draft, kinds: list[str], length: Decimal) -> dict[str, Any]:
    """Firms near the thresholds from the first, which fall and rise within the run."""
    dice = draft.dice
    start = dice.sixteenths(Decimal(-20), Decimal(20))
    low, high = start - dice.whole(4, 40), start + dice.whole(1, 10)
    return {
        "score": {
            "minimum": low,
            "maximum": high,
            "start": start,
            "recovery": draft.yearly("0", "4") if dice.maybe(0.7) else 0,
        },
        "rules": {
            kind: {"points": draft.points(Decimal(-6), Decimal(2)), "caught": draft.dated("0.3", "1")}
            for kind in dice.some(kinds, 1, 3)
        },
        "consequences": {
            f"d{i}": {
                "title": "Consequence for a firm",
                "below": draft.points(max(low, start - 6), min(high, start + 1)),
                "representative_points": dice.sixteenths(max(Decimal(-6), -length), Decimal(2))
                if dice.maybe(0.7)
                else 0,
                "employees_hardship": dice.whole(0, 90),
                "wage_cut": dice.number("0", "1"),
            }
            for i in range(dice.whole(0, 4))
        },
    }
