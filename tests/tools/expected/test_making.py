"""What is kept of the tables is of today, tells what it should, and comes out again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tools.expected import living, making, writing
from tools.expected.disturbing import HALVED, halves, switched_off
from tools.expected.fitting import MISSED
from tools.expected.living import TRAINED, UNSEEN
from tools.expected.told import printed, quotients
from underheaven.policy.expected import Intervals, intervals_path, load_expected, load_intervals
from underheaven.policy.loading import policy_names
from underheaven.verify.expected import EVERYWHERE, Counted, count, outside, world_of
from underheaven.verify.small import SEED

AGAIN = "run: python -m tools.expected FOLDER"
PAGE = writing.KEPT.with_suffix(".md")
KEPT: dict[str, Any] = json.loads(writing.KEPT.read_text(encoding="utf-8"))
NAMES = policy_names()
HELD, TOLD = 97, 84
"""Of a hundred unseen seeds of a policy, and of a hundred disturbed worlds."""
QUICK = ("none", "rongcheng-2021", "rights-respecting")
"""Policies whose worlds take the shortest time."""
drawn = random.Random(SEED)
SOME = [(name, seed) for name in drawn.sample(QUICK, 2) for seed in drawn.sample(UNSEEN, 3)]
LIVED_AGAIN = [(name, said) for name in QUICK for said in drawn.sample(sorted(KEPT[name]["disturbed"]), 2)]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_of_today(name: str) -> None:
    of, intervals = KEPT[name], load_intervals(name)
    assert of["inputs"] == making.follows_from(name), AGAIN
    assert (of["trained"], of["unseen"]) == (len(TRAINED), len(UNSEEN)) == (100, 100)
    assert not set(TRAINED) & set(UNSEEN)
    assert intervals.missed == MISSED
    assert intervals.rows.keys() == {row.what for row in load_expected(name).rows}
    assert of["intervals"] == len(intervals.rows) + sum(map(len, intervals.counts.values()))
    assert intervals_path(name).stat().st_size < 60_000


def test_the_page_says_what_is_kept() -> None:
    assert list(KEPT) == NAMES
    page = PAGE.read_text(encoding="utf-8")
    assert printed(KEPT) in page
    assert quotients(load_expected("article-2019"), load_intervals("article-2019")) in page


@pytest.mark.parametrize("name", NAMES)
def test_unseen_seeds_lie_within(name: str) -> None:
    assert len(KEPT[name]["missed"]) <= len(UNSEEN) - HELD
    assert {int(seed) for seed in KEPT[name]["missed"]} <= set(UNSEEN)


def test_disturbed_worlds_lie_outside() -> None:
    worlds = [many for name in NAMES for many, _ in KEPT[name]["disturbed"].values()]
    assert 100 * sum(many > 0 for many in worlds) >= TOLD * len(worlds)


@pytest.mark.parametrize("name", NAMES)
def test_every_disturbed_world_is_one_that_can_be_made_and_twenty_are_halved(name: str) -> None:
    world = world_of(name, UNSEEN[0])
    said = set(KEPT[name]["disturbed"])
    assert said <= switched_off(world).keys() | halves(world).keys()
    assert sum(each.endswith(" halved") for each in said) == HALVED


def test_intervals_are_read_as_they_were_written() -> None:
    intervals = load_intervals("none")
    assert Intervals.of_data(json.loads(writing.written(intervals))) == intervals
    assert writing.written(intervals) == intervals_path("none").read_text(encoding="utf-8")
    small = Intervals(0.5, {"x": (0.25, 2)}, {EVERYWHERE: {"a": (1, 2)}, "east": {"b": (0, 3)}})
    assert Intervals.of_data(json.loads(writing.written(small))) == small


@pytest.mark.parametrize(("name", "seed"), SOME, ids=[f"{name}-{seed}" for name, seed in SOME])
def test_some_unseen_seeds_lived_again_miss_what_they_missed(name: str, seed: int) -> None:
    found = [
        each.named for each in outside(load_expected(name), load_intervals(name), count(world_of(name, seed)))
    ]
    assert found == KEPT[name]["missed"].get(str(seed), [])


@pytest.mark.parametrize(("name", "said"), LIVED_AGAIN, ids=[f"{name}: {said}" for name, said in LIVED_AGAIN])
def test_some_disturbed_worlds_lived_again_are_told_as_before(name: str, said: str) -> None:
    """Each under the seed that it had: the first unseen one, and one more for each before it."""
    many, first = KEPT[name]["disturbed"][said]
    base = world_of(name, UNSEEN[list(KEPT[name]["disturbed"]).index(said)])
    other = (switched_off(base) | halves(base))[said](base)
    found = [each.named for each in outside(load_expected(name), load_intervals(name), count(other))]
    assert (len(found), (found or [""])[0]) == (many, first)


def test_what_was_lived_is_not_lived_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world, other = world_of("none", 1), world_of("none", 2)
    tallies = np.arange(8).reshape(1, 2, 4)
    counted = Counted((2020,), ("east", "west"), ("a", "b", "c", "d"), tallies)
    monkeypatch.setattr(living, "count", lambda _: counted)
    assert living.kept(tmp_path, world) is counted
    monkeypatch.setattr(living, "count", lambda _: pytest.fail("it was lived before"))
    again = living.kept(tmp_path, world)
    assert (again.years, again.regions, again.columns) == (counted.years, counted.regions, counted.columns)
    assert np.array_equal(again.tallies, tallies)
    with pytest.raises(pytest.fail.Exception):
        living.kept(tmp_path, other)


def test_a_policy_s_entry_leaves_the_others_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(_: Path, name: str) -> tuple[Intervals, dict[str, Any]]:
        return Intervals(0.5, {name: (0, 1)}, {EVERYWHERE: {}}), {"inputs": name}

    monkeypatch.setattr(writing, "made", made)
    monkeypatch.setattr(writing, "KEPT", tmp_path / "expected.json")
    monkeypatch.setattr(writing, "intervals_path", lambda name: tmp_path / f"{name}.json")
    for name in reversed(NAMES):
        writing.make(tmp_path, name)
    assert list(json.loads((tmp_path / "expected.json").read_text())) == NAMES
    assert Intervals.of_data(json.loads((tmp_path / "none.json").read_text())).rows == {"none": (0, 1)}


def runs(means: tuple[float, ...], seeds: int) -> Iterator[Counted]:
    """Worlds of independent events, of one region: loans and adults among them."""
    draw = np.random.default_rng(seeds)
    columns = tuple(f"act.{number}.done" for number in range(len(means)))
    for _ in range(seeds):
        counts = draw.poisson(means)
        yield Counted((2021,), ("east",), (*columns, "person.adults"), np.array([[[*counts, 1_000]]]))


def test_intervals_of_made_up_worlds_hold_of_others_and_tell_a_rate_that_is_halved() -> None:
    row = {"kind": "emergent", "over": ("person.adults",), "times": 1, "year": None, "why": "so"}
    one, never = ({"what": f"{of}", "of": (f"act.{of}.done",), **row} for of in (0, 5))
    table = load_expected("none").model_copy(
        update={"rows": tuple(load_expected("none").rows[0].model_copy(update=each) for each in (one, never))}
    )
    means = (400.0, 3.0, 90.0, 12_000.0, 0.5, 0.0)
    intervals = making.intervals_of(table, list(runs(means, 100)))
    low, high = intervals.rows["0"]
    assert low < 0.4 < high
    others = [list(outside(table, intervals, each)) for each in runs(means, 300)]
    assert sum(map(bool, others)) <= 5
    slower = next(runs((200.0, *means[1:]), 1))
    told = [each.named for each in outside(table, intervals, slower)]
    assert told[:2] == ["0", f"act.0.done, {EVERYWHERE}"]
    exact = table.rows[1].model_copy(update={"kind": "input"})
    sure = making.intervals_of(table.model_copy(update={"rows": (exact,)}), list(runs(means, 100)))
    assert max(sure.rows["5"]) == 0.0 < max(intervals.rows["5"])
