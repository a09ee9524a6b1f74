"""Looking for a partner in a small random society."""

from typing import Any

from tests.drawn import Ground

FEATURES, PLACE = ("dating",), 30


def of_society(ground: Ground) -> dict[str, Any]:
    """Any kind of act brings people among the seekers."""
    if not ground.has("dating", 0.6):
        return {}
    dice = ground.dice
    dating = {
        "kind": dice.pick(list(ground.acts)),
        "rounds": dice.whole(1, 4),
        "acceptance": dice.number("0.1", "1"),
    }
    return {"dating": dating}
