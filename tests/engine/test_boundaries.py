"""What must be true of the worlds of the catalogue, whatever the numbers in them."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, digits, shipped, society_of, with_policy, with_society
from underheaven.counted.columns import Act
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine, Result, simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.loading import policy_names
from underheaven.society.loading import society_names
from underheaven.society.schema import ATTRIBUTES

START = NEW_YEAR - dt.timedelta(days=14)


def _world(policy: str, society: str, days: int = 42) -> World:
    citizens = 4_000 if society == "china-2019" else 2_000
    return shipped(policy, society, start=START, days=days, citizens=citizens)


def _total(world: World, result: Result, *names: str) -> int:
    """The sum over the run of the columns whose last word is one of these."""
    layout = layout_of(world)
    columns = [i for i, name in enumerate(layout.columns) if name.rpartition(".")[2] in names]
    return sum(int(record.tallies[:, :, columns].sum()) for record in result.steps)


@pytest.mark.parametrize("society", society_names())
def test_group_never_enters_conduct(society: str) -> None:
    """Archetypes that differ in nothing but their group consider and do the same."""
    world = _world("none", society)
    table, tables = digits(society_of(society)), compile_tables(world)
    others = np.delete(table, ATTRIBUTES.index("group"), axis=1)
    manner_of: dict[tuple[int, ...], int] = {}
    for who, manner in zip(map(tuple, others.tolist()), tables.manner.tolist(), strict=True):
        assert manner_of.setdefault(who, manner) == manner
    assert len(set(manner_of.values())) > 1


@pytest.mark.parametrize("policy", policy_names())
@pytest.mark.parametrize("society", society_names())
def test_no_rule_names_a_group(policy: str, society: str) -> None:
    """A source may err more for one group; without faces, groups are seen alike."""
    world = _world(policy, society)
    tables = compile_tables(world)
    groups = len(world.society.groups)
    seen = tables.seen.reshape(*tables.seen.shape[:2], groups, 2, *tables.seen.shape[3:])
    plain = [s for s, source in enumerate(world.policy.sources.values()) if source.faces is None]
    without_faces = np.isin(tables.slot_source, plain)
    assert (seen == seen[:, :, :1])[..., without_faces].all()


@pytest.mark.parametrize("society", society_names())
def test_without_a_scheme_people_do_as_they_would(society: str) -> None:
    """A full hospital refuses some even then, so it is left out."""
    world = with_society(_world("none", society), hospital=None)
    result = simulate(world)
    touched = ("denied", "prevented", "held_back", "brought_on", "recorded", "wrong", "enrolled", "any_under")
    assert _total(world, result, *touched) == 0
    assert _total(world, result, "dread_sum", "hardship_sum") == 0
    assert _total(world, result, "considered") > _total(world, result, "done") > 0
    assert (result.state.shown == result.state.shown[0]).all()


@pytest.mark.parametrize("society", society_names())
def test_under_the_scheme_of_the_article_all_of_it_happens(society: str) -> None:
    world = _world("article-2019", society, days=200)
    result = simulate(world)
    for what in ("held_back", "recorded", "wrong", "enrolled", "entered", "points_lost", "points_gained"):
        assert _total(world, result, what) > 0, what


@pytest.mark.parametrize("society", society_names())
def test_what_people_consider_depends_on_the_society_alone(society: str) -> None:
    """The same people consider the same acts in the same steps under both policies."""
    found = []
    for policy in ("none", "article-2019"):
        world = _world(policy, society)
        kinds = len(Act) * len(world.society.acts)
        found.append([record.tallies[:, :, : kinds : len(Act)] for record in simulate(world).steps])
    assert all(np.array_equal(one, other) for one, other in zip(*found, strict=True))


def _blind_after(world: World, day: dt.date) -> World:
    """The world in which every source goes blind and errs no more from a day on; ties pull nobody."""
    sources: dict[str, Any] = {}
    for name, source in world.policy.sources.items():
        data = source.model_dump(exclude_none=True)
        coverage = {"dated": {world.start: 1, day: 0}}
        data["coverage"] = {"urban": coverage, "rural": coverage}
        if "mistakes" in data:
            data["mistakes"]["per_person_year"] = coverage
        if "faces" in data:
            data["faces"]["searches_per_person_year"] = coverage
        sources[name] = data
    score = world.policy.score.model_dump() | {"recovery": 100}
    association = dict.fromkeys(("alpha", "household", "employer", "friends"), 0)
    return with_policy(world, sources=sources, score=score, association=association)


@pytest.mark.parametrize("society", society_names())
def test_where_every_source_is_blind_scores_only_recover(society: str) -> None:
    world = _blind_after(_world("article-2019", society), START + dt.timedelta(days=21))
    world = with_policy(world, rollout={"all": {"since": START, "share": 1}})
    engine = Engine(world)
    t, s = engine.tables, engine.state
    adult = t.adult[s.archetype & 0x0FFF] == 1
    before, moved = s.own.astype(np.int64), 0
    for record in engine.records():
        now = s.own.astype(np.int64)
        if isinstance(record, StepRecord) and record.step >= 3:
            gain = t.recovery[record.step]
            recovered = np.where(before < t.start, np.minimum(t.start, before + gain), before)
            assert np.array_equal(now, np.where(adult, recovered, before))
            assert np.array_equal(s.shown, s.own)
            moved += int((now != before).sum())
        before = now
    engine.close()
    assert moved > 0
