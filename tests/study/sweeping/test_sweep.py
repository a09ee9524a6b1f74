"""A sweep of worlds: what is asked is checked first, and each row says what a stranger needs."""

import pytest

from tests.study.sweeping.worlds import FADE, RECORD, WORLD
from underheaven.documents.problems import InputError
from underheaven.study.lived import live
from underheaven.study.pool import Here
from underheaven.study.sweeping.keys import with_values
from underheaven.study.sweeping.planning import plan_sweep
from underheaven.study.sweeping.sweep import sweep


def test_a_row_holds_hash_digest_keys_and_values() -> None:
    plan = plan_sweep(WORLD, [(RECORD, "8,40"), (FADE, "96,60")], seeds=1, outcomes=["chill", "denied"])
    found = sweep(plan, pool=Here(2))
    rows = found.runs().to_pylist()
    assert [row["measure"] for row in rows] == ["chill", "denied"] * 4
    points = found.points().to_pylist()
    assert len({row["world"] for row in points}) == 4
    for place, row in enumerate(points):
        world = with_values(WORLD, plan.design.values(place))
        assert row["world"] == world.hash
        assert (row["point"], row["seed"], row["people"]) == (place, WORLD.seed, "synthetic")
        assert row[RECORD] == (8, 8, 40, 40)[place]
    assert points[0]["world"] == WORLD.hash
    assert points[0]["digest"] == live(WORLD).digest
    assert points[2]["chill"] > points[0]["chill"]


def test_more_runs_than_are_allowed_are_refused_with_the_time_and_what_fits() -> None:
    plan = plan_sweep(WORLD, [(RECORD, "2..30")], points=100, seeds=3)
    with pytest.raises(InputError) as refused:
        sweep(plan, most_runs=50)
    (problem,) = refused.value.problems
    assert "300 runs" in problem.what
    assert "seconds on 1 thread" in problem.why
    assert "16 points" in problem.remedy
    assert "--runs 300" in problem.remedy


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as refused:
        plan_sweep(WORLD, [(RECORD, "2..30")], name="sobol", points=3, seeds=0, outcomes=["chil"])
    said = str(refused.value)
    for words in ("Give --points 4", "0 seeds", "Did you mean chill?"):
        assert words in said
    assert len(refused.value.problems) == 3
