"""Redress in a small random policy: within days rather than years."""

from decimal import Decimal
from typing import Any

from tests.draft import Draft

FEATURES: tuple[str, ...] = ()
PLACE = 60


def safeguards(draft: Draft) -> dict[str, Any]:
    """Redress that is decided within the run."""
    dice = draft.dice
    soon = max(1, draft.step_minutes // 1_440)
    found: dict[str, Any] = {}
    earliest = 1
    if draft.has("notice", 0.25):
        found["notice"] = {"days": dice.whole(1, soon + 1)}
        earliest = found["notice"]["days"] + 1
    if draft.has("review", 0.25):
        found["review"] = {"strikes_wrong": dice.number("0", "0.8"), "strikes_true": dice.number("0", "0.3")}
    if draft.has("appeal", 0.35):
        found["appeal"] = _appeal(draft, soon)
        earliest = max(earliest, found["appeal"]["days"])
    if draft.has("expiry", 0.35):
        days = earliest + dice.whole(0, soon)
        found["expiry"] = {"days": days, "records": dice.pick(("all", "bad"))}
    return found


def _appeal(draft: Draft, soon: int) -> dict[str, Any]:
    """A capacity from next to nothing to one for every citizen in every step."""
    dice = draft.dice
    high = dice.pick(("20", "100", "1000"))
    return {
        "appeals_wrong": dice.number("0.3", "1"),
        "appeals_true": dice.number("0", "0.7"),
        "upheld_wrong": dice.number("0.2", "1"),
        "upheld_true": dice.number("0", "0.6"),
        "days": dice.whole(0, soon),
        "capacity_per_1000_year": draft.yearly("1", high) if dice.maybe(0.8) else Decimal("0.001"),
        "suspensive": dice.maybe(0.5),
    }
