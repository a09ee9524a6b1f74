"""Renewal: another person of the same kind, without a past."""

from dataclasses import replace
from functools import cache

import numpy as np

from tests.engine.small import REDRESS, dreading, guarded, lived, shipped, totals, with_society
from underheaven.counted.columns import Act
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World

RATE = 4
"""Replacements a year."""


def _world(rate: int = RATE) -> World:
    """Of people who differ in nothing for life but in their kind."""
    people = replace(shipped(days=28, citizens=500, community_size=256), society=dreading())
    world = guarded(people, same_context=True, **REDRESS)
    renewal = {"per_year": dict.fromkeys(world.society.age_bands, rate)}
    return replace(with_society(world, renewal=renewal), renewal=True)


@cache
def _lived() -> tuple[Engine, list[StepRecord]]:
    engine = Engine(_world())
    steps = lived(engine, engine.world.steps)
    engine.close()
    return engine, steps


def test_the_same_kinds_of_people_live_there_as_before() -> None:
    engine, _ = _lived()
    before = Engine(_world())
    before.close()
    assert np.array_equal(engine.state.archetype, before.state.archetype)


def test_as_many_are_replaced_as_the_rate_says() -> None:
    engine, steps = _lived()
    replaced = totals(engine.world, steps, "person.replaced")
    chance = 1 - np.exp(-RATE * 10_080 / 525_960)
    expected = 500 * chance * len(steps)
    assert abs(replaced.sum() - expected) < 4 * expected**0.5
    assert engine.state.generation.sum() == replaced.sum()


def test_whoever_is_new_has_no_past() -> None:
    engine = Engine(_world())
    t, s, before = engine.tables, engine.state, engine.state.generation.copy()
    fresh = 0
    for _ in range(engine.world.steps):
        lived(engine, 1)
        new = s.generation != before
        for score in (s.own, s.shown, s.clean_own, s.clean):
            assert (score[new] == t.start).all()
        for level in (s.dread, s.hardship, s.contexts):
            assert not level[new].any()
        for number, begin in enumerate(engine.communities.begin.tolist()):
            used = engine.ledger.used[number]
            assert not new[begin + engine.ledger.slot[number, :used].astype(np.int64)].any()
        fresh += int(new.sum())
        before = s.generation.copy()
    engine.close()
    assert fresh > 0
    assert engine.ledger.used.sum() > 0


def test_what_a_place_considers_does_not_depend_on_who_lives_there() -> None:
    """Somebody of the same kind considers the same acts."""
    world = _world()
    columns = slice(0, len(Act) * len(world.society.acts), len(Act))
    for one, other in zip(_lived()[1], simulate(replace(world, renewal=False)).steps, strict=True):
        assert np.array_equal(one.tallies[:, :, columns], other.tallies[:, :, columns])


def test_at_a_rate_of_nothing_everything_is_as_without_renewal() -> None:
    still, without = simulate(_world(rate=0)), simulate(replace(_world(rate=0), renewal=False))
    assert still.digests["tallies"] == without.digests["tallies"]
    assert not still.state.generation.any()
    assert without.state.generation.size == 0
