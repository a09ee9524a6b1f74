"""Review, notice, appeals and expiry: what comes back, when, and to whom."""

import dataclasses
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.reference.runs import Run
from tests.worlds import ALL, random_world
from underheaven.engine.layout import layout_of
from underheaven.engine.reference import simulate
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Score

SEEDS = range(3)
seeds = pytest.mark.parametrize("seed", SEEDS)
SCORES = ("own", "shown", "clean_own", "clean")
ALWAYS = {
    "appeals_wrong": 1,
    "appeals_true": 1,
    "upheld_wrong": 1,
    "upheld_true": 1,
    "days": 0,
    "capacity_per_1000_year": 10**6,
}


def _run(seed: int, wide: bool = True, **safeguards: Any) -> Run:
    """A random world without firms' scores and recovery, on a wide scale, under these safeguards alone."""
    world, columns = random_world(seed, ALL - {"firm_scheme", "renewal", "association"})
    score = world.policy.score.model_dump() | {"recovery": {"value": Decimal(0)}}
    if wide:
        score |= {"minimum": {"value": Decimal(-2048)}, "maximum": {"value": Decimal(2047)}}
    update = {
        "safeguards": Safeguards.model_validate(safeguards),
        "score": Score.model_validate(score),
    }
    changed = dataclasses.replace(world, policy=world.policy.model_copy(update=update))
    return Run(changed, simulate(changed, columns), layout_of(changed))


def _start(found: Run) -> int:
    return int(16 * found.world.policy.score.start.value)


@seeds
def test_a_review_that_misses_nothing_leaves_the_scores_clean(seed: int) -> None:
    found = _run(seed, review={"strikes_wrong": 1, "strikes_true": 0})
    plain = _run(seed)
    assert (found.state("shown") == found.state("clean")).all()
    assert found.totals("person.any_in_error").sum() == 0
    wrong = sum(plain.totals(f"act.{kind}.wrong").sum() for kind in plain.world.society.acts)
    assert bool(found.totals("person.struck_wrong").sum()) == bool(wrong)
    assert sum(found.totals(f"act.{kind}.wrong").sum() for kind in found.world.society.acts) == 0


@seeds
def test_a_notice_longer_than_the_run_lets_no_score_fall(seed: int) -> None:
    found = _run(seed, notice={"days": 3660})
    for name in SCORES:
        assert (found.state(name) >= _start(found)).all()
    assert found.totals("person.points_lost").sum() == 0
    assert (
        found.totals("person.any_entered").sum()
        == _run(seed, notice={"days": 3000}).totals("person.any_entered").sum()
    )


@pytest.mark.parametrize("suspensive", [True, False])
@seeds
def test_appeals_that_always_succeed_at_once_leave_no_bad_record(seed: int, suspensive: bool) -> None:
    """Their points never come where the appeal suspends them, and go again where it does not."""
    found = _run(seed, appeal=ALWAYS | {"suspensive": suspensive})
    assert (found.state("own") >= _start(found)).all()
    for sort in ("true", "wrong"):
        assert np.array_equal(found.totals(f"person.appeals_{sort}"), found.totals(f"person.upheld_{sort}"))
    returned = found.totals("person.points_returned")
    assert np.array_equal(returned, 0 * returned if suspensive else found.totals("person.points_lost"))


@seeds
def test_appeals_that_wait_are_not_decided(seed: int) -> None:
    """With hardly any capacity the second step's wait is the longest there is."""
    appeal = ALWAYS | {"suspensive": True, "capacity_per_1000_year": Decimal("0.001")}
    found = _run(seed, appeal=appeal)
    late = [found.totals(f"person.upheld_{sort}")[1:].sum() for sort in ("true", "wrong")]
    filed = found.result.steps[0].public[:, -1]
    waits = found.result.steps[0].known[:, 9]
    assert ((waits == 10_000) == (filed > 0)).all()
    if (filed > 0).all():
        assert late == [0, 0]


@seeds
def test_a_record_that_expires_gives_back_what_it_moved(seed: int) -> None:
    """All records end after a day, so only those of the last step still count."""
    found = _run(seed, expiry={"days": 1, "records": "all"})
    lost, gained, returned = (
        found.totals(f"person.points_{what}").sum() for what in ("lost", "gained", "returned")
    )
    assert returned <= lost + gained
    assert found.totals("person.clamped").sum() == 0
    long = _run(seed, expiry={"days": 3660, "records": "all"})
    assert long.totals("person.points_returned").sum() == 0
    assert long.totals("person.records_expired").sum() == 0
    plain = _run(seed)
    for name in SCORES:
        assert (long.state(name) == plain.state(name)).all()


@seeds
def test_safeguards_that_never_act_change_no_tally(seed: int) -> None:
    never = {
        "review": {"strikes_wrong": 0, "strikes_true": 0},
        "appeal": dict.fromkeys(ALWAYS, 0) | {"suspensive": True, "capacity_per_1000_year": 1},
        "expiry": {"days": 36_600},
    }
    one, other = _run(seed, wide=False, **never), _run(seed, wide=False)
    assert one.result.digests["tallies"] == other.result.digests["tallies"]
    assert one.result.digests["state"] != other.result.digests["state"]


@seeds
def test_nobody_is_denied_for_records_of_another_context(seed: int) -> None:
    """Where each kind is a context of its own, only those are denied of whom it was recorded."""
    world, columns = random_world(seed, ALL - {"renewal"})
    acts = {name: act.model_copy(update={"context": name}) for name, act in world.society.acts.items()}
    changed = dataclasses.replace(
        world,
        society=world.society.model_copy(update={"acts": acts}),
        policy=world.policy.model_copy(update={"safeguards": Safeguards(same_context=True)}),
    )
    found = Run(changed, simulate(changed, columns), layout_of(changed))
    for kind in acts:
        assert found.totals(f"act.{kind}.prevented").sum() == 0
        if kind not in world.policy.rules:
            assert found.totals(f"act.{kind}.denied").sum() == 0
    assert not found.state("contexts")[found.state("own") >= _start(found)].any()
