"""The hospital's queue against Cobham's formulas, and how its loads follow the visits."""

import dataclasses
from decimal import Decimal, localcontext

import pytest

from tests.worlds import random_world
from underheaven.engine.reference.decimals import CERTAIN, CONTEXT
from underheaven.engine.reference.hospital import LONGEST, ONE, Hospital, Queue
from underheaven.engine.world import World
from underheaven.mechanisms.hospital.model import Hospital as Service


def _world(seed: int = 0, **parts: object) -> World:
    world, _ = random_world(seed, frozenset())
    kind = next(name for name, act in world.society.acts.items() if act.kind == "need")
    service = {
        "kind": kind,
        "visits_per_person_year": 20,
        "minutes_per_visit": 12,
        "variation": 1,
        "usual_load": Decimal("0.5"),
        **parts,
    }
    society = world.society.model_copy(update={"hospital": Service.model_validate(service)})
    return dataclasses.replace(world, society=society)


def _after_many(world: World, fast: int, slow: int, steps: int = 400) -> Queue:
    """The queue after a long time of the same number of visits in each step."""
    hospital = Hospital(world)
    queue = hospital.before()
    for _ in range(steps):
        queue = hospital.after(0, queue, fast, slow)
    return queue


def _per_step(world: World) -> float:
    """Visits that the first region's hospital serves in a step."""
    assert world.society.hospital is not None
    rate = float(world.society.hospital.visits_per_person_year.value)
    return rate * world.citizens_of_regions[0] * world.step_minutes / 525_960


@pytest.mark.parametrize("variation", [0, 1, 2])
def test_waits_are_those_of_the_textbook(variation: int) -> None:
    """W0 = ρ S (1 + c²) / 2; first class W0 / (1 − ρ1), second W0 / (1 − ρ1)(1 − ρ) (Cobham 1954)."""
    world = _world(variation=variation, visits_per_person_year=20_000)
    with localcontext(CONTEXT):
        queue = _after_many(world, int(0.3 * _per_step(world)), int(0.4 * _per_step(world)))
    fast, both = queue.load_fast / ONE, (queue.load_fast + queue.load_slow) / ONE
    assert fast == pytest.approx(0.3, abs=0.01)
    assert both == pytest.approx(0.7, abs=0.01)
    met = both * 12 * (1 + variation**2) / 2
    assert queue.wait_fast / 16 == pytest.approx(met / (1 - fast), abs=0.1)
    assert queue.wait_slow / 16 == pytest.approx(met / (1 - fast) / (1 - both), abs=0.1)
    assert queue.wait_one_line / 16 == pytest.approx(met / (1 - both), abs=0.1)
    # What one class gains the other loses (Kleinrock's conservation law).
    shares = fast * queue.wait_fast + (both - fast) * queue.wait_slow
    assert shares == pytest.approx(both * queue.wait_one_line, rel=0.01)
    assert (queue.refused_fast, queue.refused_slow) == (0, 0)


def test_what_is_beyond_the_capacity_is_refused() -> None:
    """The slow class loses first, and then all of it."""
    world = _world(visits_per_person_year=20_000)
    with localcontext(CONTEXT):
        crowded = _after_many(world, int(0.5 * _per_step(world)), int(_per_step(world)))
        full = _after_many(world, int(2 * _per_step(world)), int(_per_step(world)))
    assert crowded.refused_fast == 0
    assert crowded.refused_slow / CERTAIN == pytest.approx(0.5, abs=0.01)
    assert full.refused_fast / CERTAIN == pytest.approx(0.5, abs=0.01)
    assert full.refused_slow == CERTAIN
    assert full.wait_slow == LONGEST


def test_before_the_first_step_the_load_is_usual() -> None:
    with localcontext(CONTEXT):
        queue = Hospital(_world()).before()
    assert (queue.load_fast, queue.load_slow) == (0, ONE // 2)
    assert queue.wait_fast == 6 * 16
    assert queue.wait_slow == queue.wait_one_line == 12 * 16


def test_without_capacity_everybody_is_refused() -> None:
    with localcontext(CONTEXT):
        queue = _after_many(_world(visits_per_person_year=0), 0, 0, steps=1)
    assert queue.refused_slow == CERTAIN
    assert queue.refused_fast > 0


def test_without_a_hospital_nothing_is_known_of_it() -> None:
    world, _ = random_world(0, frozenset())
    hospital = Hospital(world)
    assert hospital.before() == hospital.after(0, Queue(), 9, 9) == Queue()
    assert hospital.kind is None
