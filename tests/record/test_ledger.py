"""How many records a ledger may hold: never fewer than it comes to hold."""

from dataclasses import fields, replace

import pytest

from tests.engine.small import policy_of, shipped, with_policy
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import Layout, layout_of
from underheaven.engine.world import World
from underheaven.policy.loading import policy_names
from underheaven.record.folder import BYTES_OF_LIFE, estimate_bytes
from underheaven.record.ledger import SLACK, entries_of_a_person, ledger_bytes, records_a_year
from underheaven.record.provenance import Axes
from underheaven.society.loading import load_society

NOTICE, EXPIRY = {"notice": {"days": 60}}, {"expiry": {"days": 365, "records": "all"}}
SLOW = policy_of("rights-respecting").safeguards.model_dump(mode="python", include={"appeal"})


def _guarded(policy: str, safeguards: object) -> World:
    return with_policy(shipped(policy, days=182, citizens=1_000), safeguards=safeguards)


@pytest.mark.parametrize("safeguards", [NOTICE, EXPIRY, SLOW, {**NOTICE, **EXPIRY, **SLOW}])
@pytest.mark.parametrize("policy", ["article-2019", "rongcheng-2016"])
def test_no_ledger_holds_more_than_was_expected(policy: str, safeguards: object) -> None:
    world = _guarded(policy, safeguards)
    engine, most = Engine(world), 0
    for _ in engine.records():
        most = max(most, int(engine.ledger.used.sum()))
    engine.close()
    assert 0 < most <= SLACK * entries_of_a_person(world) * world.citizens
    kept = sum(column.nbytes for column in engine.ledger.entries)
    assert kept <= ledger_bytes(world, len(engine.communities.size))


@pytest.mark.parametrize("policy", policy_names())
def test_a_ledger_is_expected_only_where_one_is_kept(policy: str) -> None:
    world = shipped(policy, days=7, citizens=300)
    guards = world.policy.safeguards
    kept = guards.notice or guards.appeal or guards.expiry
    assert (entries_of_a_person(world) > 0) == (kept is not None)
    assert (ledger_bytes(world, 1) > 0) == (kept is not None)


def test_longer_terms_longer_runs_and_more_kinds_of_record_hold_more() -> None:
    world = _guarded("article-2019", NOTICE)
    twice = _guarded("article-2019", {"notice": {"days": 120}})
    assert entries_of_a_person(twice) == pytest.approx(2 * entries_of_a_person(world))
    appealed = _guarded("article-2019", SLOW)
    longer = replace(appealed, end=appealed.end.replace(year=appealed.end.year + 1))
    assert entries_of_a_person(longer) > entries_of_a_person(appealed)
    assert records_a_year(world.policy, world.society, True) > records_a_year(world.policy, world.society)


def _room_asked_for(world: World, lives: bool = False) -> int:
    """Bytes of disk for which a run of a world asks."""
    layout, society = layout_of(world), world.society
    named = {each.name: getattr(layout, each.name) for each in fields(Layout)}
    axes = Axes(regions=tuple(society.regions), groups=society.groups, cells=(), **named)
    communities = sum(-(-citizens // world.community_size) for citizens in world.citizens_of_regions)
    return estimate_bytes(world, axes, communities, lives)


def test_the_disk_has_room_for_a_ledger_in_two_checkpoints() -> None:
    world = _guarded("article-2019", {**NOTICE, **EXPIRY, **SLOW})
    engine = Engine(world)
    for _ in engine.records():
        pass
    engine.close()
    without = _room_asked_for(with_policy(world, safeguards={}))
    assert _room_asked_for(world) - without >= 2 * sum(column.nbytes for column in engine.ledger.entries)


def test_the_disk_has_room_for_every_citizen_where_each_is_asked_for() -> None:
    world = replace(_guarded("article-2019", {}), society=load_society("china-2019"), citizens=10_000_000)
    assert _room_asked_for(world, lives=True) - _room_asked_for(world) == 2 * BYTES_OF_LIFE * world.citizens
