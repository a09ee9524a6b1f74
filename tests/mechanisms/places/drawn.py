"""Places in a small random society, and who is given them under a policy."""

import datetime as dt
from typing import Any

from tests.draft import Draft
from tests.drawn import Ground, Scale

FEATURES, PLACE = ("places", "positional"), 20


def of_society(ground: Ground) -> dict[str, Any]:
    """Up to four goods."""
    if not ground.has("places", 0.8):
        return {}
    return {"places": {f"p{i}": _place(ground) for i in range(ground.dice.whole(1, 4))}}


def of_policy(draft: Draft, scale: Scale) -> dict[str, Any]:
    """Ranks for some of the society's goods, mostly from the first day on."""
    del scale
    places = draft.society.places
    if not (places and draft.has("positional", 0.8)):
        return {}
    goods = draft.dice.some(list(places), 1, 4)
    return {"positional": {good: {"since": _mostly_before(draft)} for good in goods}}


def _place(ground: Ground) -> dict[str, Any]:
    dice = ground.dice
    return {
        "title": "Place",
        "families": dice.pick(("all", "with_small_child")),
        "share": dice.number("0", "1"),
        "density": dice.pick(ground.densities),
        "yuan": dice.whole(0, 10_000),
        "hardship": dice.whole(0, 120),
    }


def _mostly_before(draft: Draft) -> dt.date:
    early = draft.first - dt.timedelta(days=1)
    return early if draft.dice.maybe(0.8) else draft.dice.day(early, draft.last)
