"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.mechanisms.gaming.model import Gaming
from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Gaming: what raises the score, done for its own sake", 80


def rows(society: Society) -> Iterator[Row]:
    """How often people consider it, and what effort each kind takes."""
    if (gaming := society.behaviour.gaming) is not None:
        often = f"{value(gaming.per_year)} times a year"
        if gaming.aims == "points" and gaming.worth is not None:
            yield "considered", often, f"a point is worth {value(gaming.worth)}"
        else:
            yield "considered", often, "for what lies above, against all acts that it still takes"
            yield from _of_thresholds(gaming)
        for each in gaming.efforts:
            yield "", f"{percent(each.share)} of people", f"efforts x {value(each.factor)}"
        for kind, act in society.acts.items():
            if act.effort is not None:
                yield kind, f"effort {value(act.effort)}", act.title
                for attribute, factors in act.effort_by.items():
                    by = ", ".join(f"{name} x {value(each)}" for name, each in factors.items())
                    yield "", f"by {attribute}", by


def _of_thresholds(gaming: Gaming) -> Iterator[Row]:
    """What lies above is worth, and how kinds are chosen."""
    if (goods := gaming.goods) is not None:
        yield "", "what is gained", f"counted over {value(goods.years)} years"
        for name, worth in (*goods.classes.items(), *goods.acts.items()):
            yield "", f"worth of one act: {name}", value(worth)
        for name in ("liberty", "representative", "fast_lane", "visibility"):
            if (worth := getattr(goods, name)).value:
                yield "", f"worth of a year: {name.replace('_', ' ')}", value(worth)
        if goods.yuan.value:
            yield "", "worth of a yuan", value(goods.yuan)
        for name, worth in goods.named.items():
            yield "", f"worth of a year: {name}", value(worth)
    if gaming.margin is not None:
        yield "", "margin", f"{value(gaming.margin)} points beyond a threshold"
    if gaming.wait_days is not None:
        yield "", "recovery", f"waited for within {value(gaming.wait_days)} days"
    sharp = gaming.sharpness
    yield "", "kinds", "those that yield most" if sharp is None else f"by yield to the power {value(sharp)}"
