"""Switches that say the same in two ways give the same run, and mechanisms at their neutral setting none."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from tests.worlds import FEATURES, Columns, random_world
from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.reference import simulate
from underheaven.engine.world import World
from underheaven.mechanisms.enrolment.model import Joining
from underheaven.mechanisms.speech.model import SpeechThreshold
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Hours

SEEDS = range(4)
NONE, ALL_OF_IT = Quantity(value=Decimal(0)), Quantity(value=Decimal(1))
seeds = pytest.mark.parametrize("seed", SEEDS)


def _world(seed: int, *without: str) -> tuple[World, Columns]:
    return random_world(seed, frozenset(FEATURES).difference(without))


def _with_policy(world: World, **parts: Any) -> World:
    return dataclasses.replace(world, policy=world.policy.model_copy(update=parts))


def _with_sources(world: World, **parts: Any) -> World:
    sources = {name: source.model_copy(update=parts) for name, source in world.policy.sources.items()}
    return _with_policy(world, sources=sources)


def _with_behaviour(world: World, **parts: Any) -> World:
    behaviour = world.society.behaviour.model_copy(update=parts)
    return dataclasses.replace(world, society=world.society.model_copy(update={"behaviour": behaviour}))


def _guarded(world: World, **switches: bool) -> World:
    return _with_policy(world, safeguards=world.policy.safeguards.model_copy(update=switches))


def _same(one: World, other: World, columns: Columns) -> None:
    assert simulate(one, columns).digests == simulate(other, columns).digests


@seeds
def test_a_published_method_is_no_secret(seed: int) -> None:
    world, columns = _world(seed, "published_method")
    open_method = _with_policy(world, secrecy=DatedQuantity(value=Decimal(0)))
    _same(_guarded(world, published_method=True), open_method, columns)


@seeds
def test_without_association_nobody_pulls(seed: int) -> None:
    world, columns = _world(seed, "no_association")
    none = DatedQuantity(value=Decimal(0))
    alone = _with_policy(world, association=world.policy.association.model_copy(update={"alpha": none}))
    _same(_guarded(world, no_association=True), alone, columns)


@seeds
def test_rules_that_safeguards_make_void_are_no_rules(seed: int) -> None:
    world, columns = _world(seed, "no_speech", "no_purchases")
    rules = {
        kind: rule
        for kind, rule in world.policy.rules.items()
        if world.society.acts[kind].speech == "none" and world.society.acts[kind].kind != "purchase"
    }
    _same(_guarded(world, no_speech=True, no_purchases=True), _with_policy(world, rules=rules), columns)


@seeds
def test_where_all_join_joining_is_mandatory(seed: int) -> None:
    world, columns = _world(seed, "opt_in")
    willing = _with_policy(world, joining=Joining(share=ALL_OF_IT))
    forced = {
        name: entry.model_copy(update={"joining": "mandatory"})
        for name, entry in world.policy.rollout.items()
    }
    _same(_guarded(willing, opt_in=True), _with_policy(world, rollout=forced), columns)


@seeds
def test_where_nobody_joins_there_is_no_scheme(seed: int) -> None:
    """But the communities count as reached: their wave, and what firms are scored for."""
    world, columns = _world(seed, "firm_scheme")
    unwilling = _guarded(_with_policy(world, joining=Joining(share=NONE)), opt_in=True)
    nowhere = _with_policy(world, rollout={})
    one, other = simulate(unwilling, columns), simulate(nowhere, columns)
    assert one.digests == other.digests
    assert {wave for *_, wave in other.years} == {0}


@seeds
def test_hours_and_attention_that_change_nothing(seed: int) -> None:
    world, columns = _world(seed, "hours", "attention")
    always = (Hours(first=20, last=6, share=ALL_OF_IT),)
    _same(_with_sources(world, hours=always), world, columns)


@seeds
def test_who_speaks_in_any_climate_has_no_threshold(seed: int) -> None:
    world, columns = _world(seed, "speech_thresholds")
    brave = (SpeechThreshold(share=ALL_OF_IT, climate=NONE),)
    _same(_with_behaviour(world, speech_thresholds=brave), world, columns)


@seeds
def test_a_scheme_that_ended_on_its_first_day_records_nothing(seed: int) -> None:
    world, columns = _world(seed)
    ended = _with_policy(world, safeguards=Safeguards(sunset=world.start))
    result = simulate(ended, columns)
    start = int(16 * world.policy.score.start.value)
    for community in result.communities.values():
        for scores in (community.own, community.shown, community.clean_own, community.clean):
            assert (scores == start).all()
    sources = len(world.policy.sources)
    assert all((record.public[:, 4 : 4 + sources] == 0).all() for record in result.steps)
    assert all((record.public[:, 1] == 0).all() for record in result.steps)
