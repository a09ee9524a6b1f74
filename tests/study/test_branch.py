"""Worlds that share a past are lived once up to where they part, and come out as if lived alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, answering, dreading, policy_of, shipped
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.life.tables import arrays
from underheaven.policy.loading import policy_from_text
from underheaven.policy.schema import Policy
from underheaven.study.branch import BY_SEGMENT, BY_STEP, CALENDAR, DERIVED, parting
from underheaven.study.lived import Lived, live
from underheaven.study.pool import ALONE, Here
from underheaven.study.together import Family, families_of, live_families
from underheaven.verify.pairing import NOTHINGS

START = NEW_YEAR - dt.timedelta(days=30)
DAYS = 90


def reformed(changes: str, of: str = "article-2019") -> Policy:
    """A reform."""
    return policy_from_text(f"reform_of: {of}\n{changes}", "a reform")[0]


@cache
def world() -> World:
    """Thirteen weeks around a new year, in which nearly everybody comes to be enrolled."""
    return shipped(start=START, days=DAYS, citizens=2_000, community_size=256)


def step_of(day: dt.date) -> int:
    """The step in which a day is."""
    return (day - START).days // 7


WEDNESDAY, MONDAY = dt.date(2020, 1, 22), dt.date(2020, 2, 3)
"""One in the midst of a step, the other later."""
REFORMS = {
    "points, inside a step": (
        f"rules: {{jaywalking: {{points: {{dated: {{2014-01-01: -5, {WEDNESDAY}: -400}}}}}}}}",
        step_of(WEDNESDAY),
    ),
    "a threshold and ties": (
        (f"consequences: {{no_loan: {{below: {{dated: {{2014-01-01: 500, {MONDAY}: 600}}}}}}}}\n"
        f"association: {{alpha: {{dated: {{2014-01-01: 0.15, {MONDAY}: 0.5}}}}}}"),
        step_of(MONDAY),
    ),
    "secrecy": (f"secrecy: {{dated: {{2014-01-01: 1, {WEDNESDAY}: 0}}}}", step_of(WEDNESDAY)),
    "a sunset": (f"safeguards: {{sunset: {MONDAY}}}", step_of(MONDAY)),
    "everybody later": ("rollout: {nationwide: {since: 2020-02-01}}", step_of(NEW_YEAR) + 1),
    "at once": ("score: {start: 620}", 0),
    "another consequence": (
        "consequences: {no_coffee: {title: No coffee, below: 600, denies: [alcohol]}}", 0,
    ),
}  # fmt: skip


@cache
def lived() -> tuple[Family, tuple[Lived, ...]]:
    """All reforms lived as one family."""
    worlds = [world(), *(replace(world(), policy=reformed(changes)) for changes, _ in REFORMS.values())]
    (family,) = families_of(worlds, [world().seed])
    found: list[tuple[Lived, ...]] = []
    live_families([family], Here(2), tuple, lambda _number, runs: found.append(runs))
    return family, found[0]


@pytest.mark.parametrize("name", REFORMS)
def test_they_part_in_the_step_in_which_something_changes(name: str) -> None:
    """Also where that is inside a step, and whatever people weigh."""
    changes, step = REFORMS[name]
    for society in (dreading(), answering()):
        before = replace(world(), society=society)
        assert parting(before, replace(before, policy=reformed(changes))) == step


@pytest.mark.parametrize("name", REFORMS)
def test_a_branch_comes_out_as_if_lived_alone(name: str) -> None:
    """Digest, measures, what happened to each, and the counts of each step."""
    family, runs = lived()
    found = runs[1 + list(REFORMS).index(name)]
    alone = live(family.worlds[1 + list(REFORMS).index(name)])
    assert found.digest == alone.digest
    assert found.chain == alone.chain
    assert found.considered == alone.considered
    assert found.measures.to_dict() == alone.measures.to_dict()
    np.testing.assert_array_equal(found.lives, alone.lives)
    np.testing.assert_array_equal(found.shown, alone.shown)


@pytest.mark.parametrize("name", REFORMS)
def test_nothing_differs_before_they_part(name: str) -> None:
    """And where they part late enough for it to matter, something differs then or later."""
    number = 1 + list(REFORMS).index(name)
    family, runs = lived()
    step = family.partings[number]
    assert runs[number].chain[:step] == runs[0].chain[:step]
    assert runs[number].chain != runs[0].chain


def test_shared_steps_are_lived_once() -> None:
    """The work that is left out is the shared past."""
    family, _ = lived()
    assert family.steps + family.saved == len(family.worlds) * world().steps
    assert family.saved == sum(step for _, step in REFORMS.values())


@pytest.mark.parametrize("name", [name for name in NOTHINGS if "second wave" not in name])
def test_reforms_that_change_nothing_never_part(name: str) -> None:
    """The whole run is the past that they share."""
    other = replace(world(), policy=policy_from_text(NOTHINGS[name], "a reform")[0])
    assert parting(world(), other) == world().steps
    (family,) = families_of([world(), other], [3])
    found: list[tuple[Lived, ...]] = []
    live_families([family], ALONE, tuple, lambda _number, runs: found.append(runs))
    assert family.steps == world().steps
    assert found[0][0].digest == found[0][1].digest == live(replace(other, seed=3)).digest
    assert found[0][1].measures.to_dict() == live(replace(other, seed=3)).measures.to_dict()


FOLLOWED = """
consequences:
  no_loan:
    follows:
      {what: under, over_days: 14, target: 1, raise_when: below, gain: 1000, step: 8,
       between: {least: 0, most: 800}}
"""


def test_every_table_by_segment_or_step_is_known_by_name() -> None:
    """A name that is written here is a table of that many segments or steps, where a policy uses it."""
    found = dict[str, tuple[int, ...]]()
    peoples = [replace(world(), society=society) for society in (dreading(), answering())]
    for each in (*peoples, replace(world(), policy=reformed(FOLLOWED))):
        tables = arrays(compile_tables(each))
        segments, steps = len(tables["segment_begin"]), world().steps
        used = {name: axis for name, axis in BY_SEGMENT.items() if tables[name].size}
        assert all(tables[name].shape[axis] in (1, segments) for name, axis in used.items())
        assert all(len(tables[name]) == steps for name in BY_STEP if name != "news")
        assert {*CALENDAR, *DERIVED} < set(tables)
        found |= {name: tables[name].shape for name in used}
    assert set(found) == set(BY_SEGMENT)


def test_worlds_that_differ_in_more_than_policy_are_no_twins() -> None:
    """Each difference is named."""
    other = replace(world(), seed=8, citizens=3_000)
    with pytest.raises(InputError, match="seeds, numbers of citizens"):
        parting(world(), other)


def test_another_society_is_no_twin() -> None:
    """Its people are others."""
    other = shipped(policy_of("article-2019").policy, "china-2019", start=START, days=DAYS, citizens=4_000)
    with pytest.raises(InputError, match="societies"):
        parting(world(), other)


def later(policy: Policy, day: dt.date, what: str) -> Policy | None:
    """A policy in which something is otherwise from a day on; None where it has nothing of the kind."""
    if what == "sunset":
        guards = policy.safeguards.model_copy(update={"sunset": day})
        return policy.model_copy(update={"safeguards": guards})
    if what == "news":
        if not policy.news:
            return None
        name, news = next(iter(policy.news.items()))
        changed = news.model_copy(update={"day": day})
        return policy.model_copy(update={"news": {**policy.news, name: changed}})
    if what == "rollout":
        waves = {
            name: wave.model_copy(update={"since": max(wave.since, day)})
            for name, wave in policy.rollout.items()
        }
        return policy.model_copy(update={"rollout": waves})
    if not policy.consequences:
        return None
    name, consequence = next(iter(policy.consequences.items()))
    before = {start: consequence.below.on(start) for start in consequence.below.days if start < day}
    whole = {dt.date(1900, 1, 1): consequence.below.value, **before, day: policy.score.maximum.value}
    dated = {start: points for start, points in whole.items() if points is not None}
    changed_one = consequence.model_copy(update={"below": DatedQuantity(dated=dated)})
    return policy.model_copy(update={"consequences": {**policy.consequences, name: changed_one}})


@pytest.mark.parametrize("what", ["sunset", "news", "rollout", "threshold"])
@pytest.mark.parametrize("seed", range(8))
def test_random_worlds_are_the_same_up_to_where_they_part(seed: int, what: str) -> None:
    """To the last byte that a checkpoint keeps, whatever mechanisms they have."""
    a, columns = random_world(seed)
    days = (a.end - a.start).days + 1
    policy = later(a.policy, a.start + dt.timedelta(days=days * (2 + seed % 3) // 5), what)
    if policy is None:
        return
    b = replace(a, policy=policy)
    step = parting(a, b)
    kept = []
    for of in (a, b):
        engine = Engine(of, archetypes=columns, lives=True)
        records = engine.records()
        while engine.step < step:
            next(records)
        if step and engine.year_is_over:
            next(records)
        kept.append({name: column.copy() for name, column in engine.checkpoint().items()})
        engine.close()
    one, other = kept
    for name in one if step else ():
        if not name.startswith("ledger."):
            np.testing.assert_array_equal(one[name], other[name], err_msg=name)
    np.testing.assert_array_equal(one["ledger.used"], other["ledger.used"])


def test_random_worlds_do_share_pasts() -> None:
    """Or the law above would say nothing."""
    shared = 0
    for seed in range(12):
        a, _ = random_world(seed)
        middle = a.start + (a.end - a.start) // 2
        policy = later(a.policy, middle, "sunset")
        assert policy is not None
        shared += parting(a, replace(a, policy=policy)) > 0
    assert shared > 4
