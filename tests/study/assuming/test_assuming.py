"""What drives a measure is found where it is known, each point is lived once, and a study goes on."""

import json
import math
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.study.assuming.found import DRIVER, invented, world
from underheaven.engine.world import World
from underheaven.measure.headlines import headlines
from underheaven.study.assuming import assuming
from underheaven.study.assuming.assuming import Plan, find, plan_of
from underheaven.study.assuming.design import Draws
from underheaven.study.assuming.effects import Share
from underheaven.study.assuming.living import BROUGHT_BACK
from underheaven.study.assuming.numbers import Assumed
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Ended

HEAVY, LIGHT = "how readily people post criticism", "how speech follows the climate"
LIVED: list[tuple[Decimal, ...]] = []
"""The points that the model below was asked for, in order."""


@dataclass(frozen=True)
class Known:
    """In place of a world: twice the mean of one group's places, and the mean of another's, and chance."""

    world: World
    numbers: tuple[Assumed, ...]
    seeds: int

    def __call__(self, places: dict[Key, Decimal], first: int, _check: Any) -> list[Ended]:
        """Values of each seed; those of one point differ by a thousandth."""
        LIVED.append(tuple(places.values()))
        value = 2 * self._mean(places, HEAVY) + self._mean(places, LIGHT)
        names = [f"2014 {name}" for name in headlines(self.world)]
        return [
            Ended(
                "world", f"{first + seed}", {BROUGHT_BACK: 0.0, **dict.fromkeys(names, value + seed / 1_000)}
            )
            for seed in range(self.seeds)
        ]

    def _mean(self, places: dict[Key, Decimal], group: str) -> float:
        of = [float(places[key]) for key in places if key.path in self._paths(group)]
        return (sum(of) / len(of) - 0.5) * math.sqrt(len(of))

    def _paths(self, group: str) -> set[str]:
        return {each.key.path for each in self.numbers if each.group == group}


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr(assuming, "AssumedWorld", Known)
    LIVED.clear()
    return of_few_groups(20, (4, 8))


def of_few_groups(draws: int, pairs: tuple[int, int]) -> Plan:
    """A plan that draws the numbers of five groups alone, so that its design is soon made."""
    whole = plan_of(world(), 20, 2, pairs)
    few = {HEAVY, LIGHT, *whole.draws.groups[:3]}
    numbers = [each for each in whole.draws.numbers if each.group in few]
    return replace(whole, draws=Draws.of(numbers, draws, 7))


@pytest.mark.usefixtures("plan")
def test_the_groups_that_drive_a_measure_are_found() -> None:
    found = find(of_few_groups(120, (10, 40)))
    most = found.most_by("under")
    assert most is not None
    assert most.group == HEAVY
    assert [each.group for each in found.drivers("under")] == [HEAVY, LIGHT]
    parts = {each.group: each for each in found.closer["under"]}
    assert parts.keys() == {HEAVY, LIGHT}
    assert parts[HEAVY].total == pytest.approx(0.8, abs=0.25)
    assert parts[LIGHT].total == pytest.approx(0.2, abs=0.15)
    others = [each for each in found.groups["under"] if each.group not in (HEAVY, LIGHT)]
    assert all(each.total == each.first == 0 for each in others)
    in_range = found.of(2014, "under")
    assert in_range is not None
    assert in_range.low is not None
    assert in_range.high is not None
    assert in_range.low < 0 < in_range.high
    assert in_range.share == pytest.approx(1)


def test_each_point_is_lived_once(plan: Plan) -> None:
    heard: list[tuple[int, int]] = []
    find(plan, on_run=lambda done, of: heard.append((done, of)))
    assert len(set(LIVED)) == len(LIVED)
    assert len(LIVED) == 20 + 4 * 5 + 4 * 2
    assert heard[-1] == (2 * len(LIVED), plan.runs)
    assert 2 * len(LIVED) <= plan.runs


def test_what_was_stopped_goes_on_to_the_same(plan: Plan, tmp_path: Path) -> None:
    whole = find(plan).to_dict()
    LIVED.clear()

    def stop(done: int, _of: int) -> None:
        if done > 45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find(plan, folder=tmp_path, on_run=stop)
    before = len(LIVED)
    assert find(plan, folder=tmp_path).to_dict() == whole
    assert len(set(LIVED)) == len(LIVED) > before
    again = len(LIVED)
    assert find(plan, folder=tmp_path).to_dict() == whole
    assert len(LIVED) == again


def test_a_group_that_was_not_looked_at_closer_may_drive_a_measure() -> None:
    found = invented(world())
    other = Share("another", 0.9, 0.8, 1.0, 0.95, 0.85, 1.0)
    unsure = Share("one more", 0.0, -1.0, 2.0, 2.0, -1.0, 4.0)
    given = replace(found, groups={"under": (*found.groups["under"], other, unsure)})
    assert [each.group for each in given.drivers("under")] == ["another", DRIVER]
    assert given.most_by("under") == other


def test_where_nothing_can_be_measured_no_driver_is_looked_for(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assuming, "headlines", lambda _: {})
    found = find(plan)
    assert (found.groups, found.closer) == ({}, {})
    assert len(LIVED) == 20


def test_ranges_are_kept_whole(plan: Plan) -> None:
    found = find(plan)
    data = json.loads(json.dumps(found.to_dict()))
    assert type(found).of_dict(data, world(900)) == found


def test_the_hash_of_inputs_is_of_all_that_is_asked() -> None:
    given = world()
    known = {plan_of(given).inputs}
    for other in (
        plan_of(world(501)), plan_of(given, 120), plan_of(given, seeds=3), plan_of(given, pairs=(6, 24))
    ):  # fmt: skip
        assert other.inputs not in known
        known.add(other.inputs)
    assert plan_of(given).inputs in known
