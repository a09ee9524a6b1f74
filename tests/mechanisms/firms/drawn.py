"""Firms in a small random society, and their scores under a policy."""

from decimal import Decimal
from typing import Any

from tests.draft import Draft
from tests.drawn import Ground, Scale

FEATURES, PLACE = ("firms", "firm_scheme"), 40


SIZES = ("2", "4", "8", "16", "32", "64")


def of_society(ground: Ground) -> dict[str, Any]:
    """Firms, often."""
    return {"firms": _firms(ground)} if ground.has("firms", 0.7) else {}


def of_policy(draft: Draft, scale: Scale) -> dict[str, Any]:
    """A scheme for the society's firms."""
    firms = draft.society.firms
    if firms is None or not draft.has("firm_scheme", 0.8):
        return {}
    return {"firms": _scheme(draft, list(firms.acts), scale.length)}


def _firms(ground: Ground) -> dict[str, Any]:
    """Firms that consider up to about five acts in a step, and often do them."""
    dice = ground.dice
    sectors = [f"sector{i}" for i in range(dice.whole(1, 3))]
    return {
        "sizes": dice.shares(dice.some([size for size in SIZES if int(size) <= ground.workplace_size], 1, 3)),
        "sectors": dice.shares(sectors),
        "acts": {
            f"f{i}": {
                "title": f"Firm act {i}",
                "per_year": dice.yearly("0.1", "1.5", ground.step_minutes),
                "rate_by_sector": {name: dice.number("0", "2", 2) for name in dice.some(sectors, 0, 3)},
                "propensity": dice.number("0.2", "0.9"),
                "dread_response": dice.number("-1", "1"),
            }
            for i in range(dice.whole(1, 3))
        },
    }


def _scheme(draft: Draft, kinds: list[str], length: Decimal) -> dict[str, Any]:
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
