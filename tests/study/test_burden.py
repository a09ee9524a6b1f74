"""What gaming costs whom, and who would have qualified anyway."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from underheaven.documents.problems import InputError
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.study.burden import burden, spent, twin
from underheaven.verify import small

THRESHOLD, WEEKS = 50, 12


def _world(start: Any = THRESHOLD, offence: dict[str, Any] | None = None, **more: Any) -> World:
    """Whoever is below the threshold is denied loans, which are worth much; deeds bring a point each."""
    gaming = {
        "per_year": 200,
        "aims": "thresholds",
        "goods": {"acts": {"loan": 50}},
        "efforts": [{"share": Decimal("0.5"), "factor": factor} for factor in (1, 2)],
        **more.pop("gaming", {}),
    }
    among = small.society(
        {
            "loan": small.act(4),
            "deed": small.act(1, 0, effort=3),
            "offence": small.act(**{"per_year": 0, **(offence or {})}),
        },
        {"a": Decimal("0.5"), "b": Decimal("0.5")},
        behaviour={"gaming": gaming},
    )
    of = small.policy(
        {
            "watch": small.source({"deed": 1, "offence": 1}),
            "court": small.source(
                {}, mistakes={"per_person_year": more.pop("mistakes", 0), "records": {"offence": 1}}
            ),
        },
        {"deed": 1, "offence": -4},
        score={"start": start, **more.pop("score", {})},
        consequences={"shut": {"title": "No loans", "below": THRESHOLD, "denies": ("loan",)}},
        **more,
    )
    return small.world(of, among, 600, 7 * WEEKS, community_size=512)


def test_effort_is_what_the_run_counted_and_the_twin_has_none() -> None:
    world = _world(offence={"per_year": 3})
    found, layout = spent(world), layout_of(world)
    tallies = np.sum([step.tallies for step in simulate(world).steps], axis=(0, 1))
    assert found.effort.tolist() == (tallies[:, layout.column("game.deed.effort")] / 65_536).tolist()
    assert found.effort.min() > 0
    assert not any(column.endswith(".effort") for column in layout_of(twin(world)).columns)


def test_who_would_have_been_below_would_not_have_qualified() -> None:
    found = spent(_world(THRESHOLD - 3))
    assert found.effort.min() > 0
    assert not found.then.any()
    assert not found.at_end.any()


def test_who_keeps_a_margin_or_undoes_what_is_wrong_would_have_qualified() -> None:
    margin = spent(_world(gaming={"margin": 3}))
    wrong = spent(_world(mistakes=3))
    for found in (margin, wrong):
        assert found.effort.min() > 0
        assert found.then.tolist() == found.at_end.tolist() == found.effort.tolist()


def test_who_recovers_would_have_qualified_by_the_end() -> None:
    found = spent(_world(offence={"per_year": 4}, score={"recovery": 52}))
    assert 0 <= found.then.sum() < found.at_end.sum() < found.effort.sum()


def test_shares_have_intervals_over_seeds_and_groups_add_up() -> None:
    world = _world(offence={"per_year": 3}, mistakes=1)
    found = burden(world, (1, 2, 3))
    assert [each.group for each in found.shares] == ["everyone", "a", "b"]
    for each in found.shares:
        for estimate in (each.qualified_then, each.qualified_at_end):
            assert estimate.low is not None
            assert estimate.high is not None
            assert 0 <= estimate.low <= (estimate.mean or 0) <= estimate.high <= 1
    effort = [each.effort.mean or 0 for each in found.shares]
    assert min(effort[1:]) <= effort[0] <= max(effort[1:])
    assert found.to_dict()["groups"]["a"]["effort"]["n"] == 3


def test_what_cannot_be_asked_is_refused() -> None:
    points = _world(gaming={"aims": "points", "worth": 9, "goods": None})
    with pytest.raises(InputError, match=r"nobody games for a threshold.*`thresholds`"):
        burden(points, (1, 2))
