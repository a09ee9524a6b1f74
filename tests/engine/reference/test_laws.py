"""What must be true of any world, and of worlds that common sense can tell in advance."""

import dataclasses
from decimal import Decimal

import numpy as np
import pytest

from tests.engine.reference.runs import Run, run, run_with
from tests.worlds import ALL, random_world
from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.layout import layout_of
from underheaven.engine.reference import simulate
from underheaven.policy.schema import Score

SEEDS = range(8)
ZERO = DatedQuantity(value=Decimal(0))
seeds = pytest.mark.parametrize("seed", SEEDS)


def _start(found: Run) -> int:
    return int(16 * found.world.policy.score.start.value)


@seeds
def test_without_ties_the_shown_score_is_one_s_own(seed: int) -> None:
    found = run(seed, "association")
    assert (found.state("shown") == found.state("own")).all()
    assert (found.state("clean") == found.state("clean_own")).all()
    assert found.totals("person.pull_sum").sum() == 0


@seeds
def test_without_mistakes_nobody_is_sanctioned_in_error(seed: int) -> None:
    found = run(seed, "mistakes", "faces")
    assert (found.state("clean") == found.state("shown")).all()
    assert (found.state("clean_own") == found.state("own")).all()
    assert found.totals("person.any_in_error").sum() == 0


@seeds
def test_where_every_source_is_blind_no_score_moves(seed: int) -> None:
    """Everybody begins at the start, below which alone scores recover, and ties pull equals nowhere."""
    world, _ = random_world(seed, ALL - {"firm_scheme"})
    sources = {
        name: source.model_copy(
            update={
                "coverage": source.coverage.model_copy(update={"urban": ZERO, "rural": ZERO}),
                "mistakes": None,
                "faces": None,
            }
        )
        for name, source in world.policy.sources.items()
    }
    found = run_with(seed, ("firm_scheme",), sources=sources)
    for column in ("own", "shown", "clean_own", "clean"):
        assert (found.state(column) == _start(found)).all()


@seeds
def test_without_responses_nothing_is_held_back_or_brought_on(seed: int) -> None:
    world, columns = random_world(seed)
    none = Quantity(value=Decimal(0))
    acts = {
        name: act.model_copy(update={"dread_response": none, "hardship_response": none})
        for name, act in world.society.acts.items()
    }
    behaviour = world.society.behaviour.model_copy(update={"speech_thresholds": (), "deterrence": None})
    society = world.society.model_copy(update={"acts": acts, "behaviour": behaviour})
    calm = dataclasses.replace(world, society=society)
    found = Run(calm, simulate(calm, columns), layout_of(calm))
    for kind in calm.society.acts:
        assert (
            found.totals(f"act.{kind}.held_back").sum() == found.totals(f"act.{kind}.brought_on").sum() == 0
        )


@seeds
def test_the_policy_does_not_touch_what_is_considered(seed: int) -> None:
    found, free = run(seed), run_with(seed, sources={}, rules={}, consequences={}, news={}, announcements={})
    for kind in found.world.society.acts:
        column = f"act.{kind}.considered"
        assert found.totals(column).tolist() == free.totals(column).tolist()


@seeds
def test_where_nobody_is_enrolled_nothing_is_recorded_or_denied(seed: int) -> None:
    found = run_with(seed, rollout={})
    assert (found.state("shown") == _start(found)).all()
    never = {"prevented", "denied", "recorded", "wrong", "true", "under", "enrolled", "entered"}
    for name in found.layout.columns:
        if name.split(".")[-1] in never:
            assert found.totals(name).sum() == 0, name


@seeds
def test_counts_agree_with_each_other(seed: int) -> None:
    """Where nobody is replaced: newcomers leave no consequence behind."""
    found = run(seed, "renewal")
    world = found.world
    assert found.totals("person.persons").tolist() == [world.citizens] * world.steps
    assert found.totals("person.person_minutes").sum() == world.citizens * world.horizon
    enrolled = [record.histogram.sum() for record in found.result.steps]
    assert found.totals("person.enrolled").tolist() == enrolled
    for kind in world.society.acts:
        done, denied, refused, held, brought, prevented, considered = (
            found.totals(f"act.{kind}.{what}")
            for what in ("done", "denied", "refused", "held_back", "brought_on", "prevented", "considered")
        )
        assert (done + denied + refused + held + prevented <= considered).all()
        assert (brought <= done + denied + refused).all()
        gamed, repaid = (found.totals(f"act.{kind}.{what}") for what in ("gamed", "repaid"))
        assert (found.totals(f"act.{kind}.recorded") <= done + gamed).all()
        assert (repaid <= done).all()
    for name in world.policy.consequences:
        entered, left, under = (
            found.totals(f"consequence.{name}.{what}") for what in ("entered", "left", "under")
        )
        assert np.cumsum(entered - left).tolist() == under.tolist()
        parts = (found.totals(f"consequence.{name}.left_by_{what}") for what in ("rule", "redress"))
        assert (sum(parts) <= left).all()
    for number, source in enumerate(world.policy.sources):
        written = found.totals(f"source.{source}.true") + found.totals(f"source.{source}.wrong")
        public = [record.public[:, 4 + number].sum() for record in found.result.steps]
        assert written.tolist() == public


@seeds
def test_years_hold_what_the_steps_hold(seed: int) -> None:
    found = run(seed)
    steps = np.zeros(found.layout.width, dtype=np.int64)
    for record in found.result.steps:
        steps += record.tallies.sum(axis=(0, 1))
    years = np.zeros_like(steps)
    for tallies in found.result.years.values():
        years += tallies.sum(axis=0)
    assert years.tolist() == steps.tolist()


@seeds
def test_without_recovery_the_own_score_is_the_sum_of_its_points(seed: int) -> None:
    """Where no points come back and nobody is replaced."""
    without = ("appeal", "expiry", "renewal")
    score = random_world(seed, ALL.difference(without))[0].policy.score.model_dump()
    found = run_with(seed, without, score=Score.model_validate(score | {"recovery": {"value": Decimal(0)}}))
    moved = (found.state("own") - _start(found)).sum()
    assert moved == (found.totals("person.points_gained") - found.totals("person.points_lost")).sum()


def test_a_run_is_the_same_again_and_another_seed_gives_another() -> None:
    world, columns = random_world(2)
    again = simulate(world, columns)
    other = simulate(dataclasses.replace(world, seed=world.seed ^ 1), columns)
    assert again.digests == run(2).result.digests
    assert again.digests["run"] != other.digests["run"]


def test_people_come_from_the_synthesiser_unless_given() -> None:
    world, _ = random_world(6)
    found = simulate(world)
    people = {place: columns.archetype.tolist() for place, columns in found.communities.items()}
    given = simulate(world, people)
    assert found.digests == given.digests
