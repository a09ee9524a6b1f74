"""Gaming for thresholds that move: what is aimed at is where they are, and not where they were written."""

from typing import Any

from tests.mechanisms.gaming.test_thresholds import Run, _world
from underheaven.engine import reference
from underheaven.engine.cpu import simulate

RISES: dict[str, Any] = {
    "what": "under", "over_days": 14, "target": 1, "raise_when": "below", "gain": 1_000, "step": 8,
    "between": {"least": 0, "most": 53},
}  # fmt: skip
"""From 45 it goes to 53 after a fortnight, for never is everybody under it."""


def shut(**parts: Any) -> dict[str, Any]:
    return {"shut": {"title": "No loans", "below": 45, "denies": ("loan",), **parts}}


def test_people_game_up_to_where_a_threshold_is_now() -> None:
    """At 45 nobody is under it; once it has moved to 53, eight acts bring them out of it again."""
    goods = {"named": {"shut": 99}}
    stays = Run(_world(grades=(), consequences=shut(), goods=goods), 45)
    rises = Run(_world(grades=(), consequences=shut(follows=RISES), goods=goods), 45)
    assert (stays.after == 45).all()
    assert (rises.after == 53).all()
    world, columns = rises.world, rises.columns
    assert simulate(world, archetypes=columns).digests == reference.simulate(world, columns).digests


def test_what_lies_above_stays_in_order_where_a_threshold_passes_another() -> None:
    """The end of the consequence is at 45, below the grade at 50, and then at 53, above it."""
    grades = (("low", 50, 4),)
    goods = {"named": {"shut": 5}}
    found = Run(_world(grades=grades, consequences=shut(follows=RISES), goods=goods), 45)
    assert (found.after == 53).all()
    assert (Run(_world(grades=grades, consequences=shut(), goods=goods), 45).after == 45).all()
