"""The ledger: what is given back is what was taken, and room never matters."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.small import REDRESS, dreading, guarded, lived, shipped, totals, with_policy
from underheaven.engine import lengths
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.mechanisms.redress.rule import APPEALED, APPLIED, CLEAN, COUNTS, TRUE, UPHELD

DAYS = 9


def _world(days: int = 28, **safeguards: Any) -> World:
    """Of people who do not reckon: what they hear of each other is no record."""
    of = replace(shipped(days=days, citizens=300, community_size=256), society=dreading())
    return guarded(of, **safeguards)


def _wide(days: int = 28, until: int = 12, **safeguards: Any) -> World:
    """A world whose scale is never left, and in which nothing moves a score from a day on."""
    world = _world(days, **safeguards)
    end = world.start.replace(day=1 + until)
    rules = {}
    for name, rule in world.policy.rules.items():
        points = rule.points_on(world.start)[1]
        rules[name] = {"points": {"dated": {world.start: points, end: 0}}}
        if world.society.acts[name].kind == "credit":
            rules[name] = {"defaulted": rules[name]["points"]}
    sources = {name: each.model_dump(exclude_none=True) for name, each in world.policy.sources.items()}
    for each in sources.values():
        if "mistakes" in each:
            each["mistakes"]["per_person_year"] = 12
    score = {"minimum": -2_000, "maximum": 2_000, "start": 0, "recovery": 0}
    wide = with_policy(world, score=score, consequences={}, rules={}, firms=None, sources=sources)
    return with_policy(wide, rules=rules)


def _live(world: World) -> tuple[Engine, list[StepRecord]]:
    engine = Engine(world)
    steps = lived(engine, world.steps)
    engine.close()
    return engine, steps


def test_when_all_records_have_ended_everybody_is_where_they_began() -> None:
    world = _wide(expiry={"days": DAYS, "records": "all"})
    engine, steps = _live(world)
    moved = totals(world, steps, "person.points_lost") + totals(world, steps, "person.points_gained")
    assert moved.sum() > 0
    assert totals(world, steps, "person.clamped").sum() == 0
    assert not engine.ledger.used.any()
    for name in ("own", "clean_own"):
        assert (getattr(engine.state, name) == engine.tables.start).all()
    assert totals(world, steps, "person.points_returned").sum() == moved.sum()
    written = sum(int(record.public[:, 4:-3].sum()) for record in steps)
    assert totals(world, steps, "person.records_expired").sum() <= written


def test_where_only_bad_records_end_nobody_is_below_the_start_afterwards() -> None:
    world = _wide(expiry={"days": DAYS, "records": "bad"})
    engine, steps = _live(world)
    assert engine.state.own.min() == engine.tables.start
    assert engine.state.own.max() > engine.tables.start
    lost, returned = (totals(world, steps, f"person.points_{what}").sum() for what in ("lost", "returned"))
    assert lost == returned > 0


def _upheld(suspensive: bool) -> dict[str, Any]:
    always = dict.fromkeys(("appeals_wrong", "appeals_true", "upheld_wrong", "upheld_true"), 1)
    return {**always, "days": 3, "capacity_per_1000_year": 10**6, "suspensive": suspensive}


def test_whoever_always_wins_an_appeal_loses_nothing() -> None:
    """A suspended record never moves a score; another does until the decision."""
    world = _wide(appeal=_upheld(suspensive=True))
    engine, steps = _live(world)
    assert totals(world, steps, "person.points_lost").sum() == 0
    assert not engine.ledger.used.any()
    world = _wide(appeal=_upheld(suspensive=False))
    engine, steps = _live(world)
    lost, returned = (totals(world, steps, f"person.points_{what}").sum() for what in ("lost", "returned"))
    assert lost == returned > 0
    assert engine.state.own.min() == engine.tables.start
    filed = sum(int(record.public[:, -1].sum()) for record in steps)
    for what in ("appeals", "upheld"):
        both = (f"person.{what}_true", f"person.{what}_wrong")
        assert sum(totals(world, steps, name).sum() for name in both) == filed


def test_appeals_that_nobody_decides_wait() -> None:
    world = _wide(appeal=_upheld(suspensive=True) | {"capacity_per_1000_year": 0.001})
    engine, steps = _live(world)
    filed = [int(record.public[:, -1].sum()) for record in steps]
    # Those of the first step were given a date before anybody waited.
    assert engine.ledger.used.sum() == sum(filed[1:]) > 0
    assert (engine.ledger.flags[0, : engine.ledger.used[0]] & APPEALED).all()
    upheld = [totals(world, steps, f"person.upheld_{what}").sum() for what in ("true", "wrong")]
    assert sum(upheld) == filed[0]


def test_a_review_that_strikes_everything_leaves_nothing() -> None:
    world = _wide(review={"strikes_wrong": 1, "strikes_true": 1})
    engine, steps = _live(world)
    assert (engine.state.own == engine.tables.start).all()
    assert sum(int(record.public[:, 4:-3].sum()) for record in steps) == 0
    assert totals(world, steps, "person.struck_true").sum() > 0
    assert totals(world, steps, "person.struck_wrong").sum() > 0


def test_a_review_of_the_wrong_ones_alone_leaves_both_walks_alike() -> None:
    engine, _ = _live(_wide(review={"strikes_wrong": 1, "strikes_true": 0}))
    assert np.array_equal(engine.state.own, engine.state.clean_own)
    assert (engine.state.own != engine.tables.start).any()


def test_before_the_notice_is_over_nobody_loses_points_and_all_lose_them_then() -> None:
    """A record that raises the score does so at once."""
    later, now = _wide(notice={"days": 20}), _wide(review={"strikes_wrong": 0, "strikes_true": 0})
    waiting, steps = _live(later)
    lost = totals(later, steps, "person.points_lost")
    assert lost[:2].sum() == 0
    at_once, others = _live(now)
    assert lost.sum() == totals(now, others, "person.points_lost").sum() - _left(waiting)
    gained = totals(later, steps, "person.points_gained")
    assert np.array_equal(gained, totals(now, others, "person.points_gained"))
    assert at_once.ledger.at.size == 0


def _left(engine: Engine) -> int:
    """Points that still wait."""
    used = engine.ledger.used
    columns = zip(engine.ledger.points, engine.ledger.flags, used.tolist(), strict=True)
    return sum(
        int(-(points[:n] * ((flags[:n] & (APPLIED | COUNTS)) == COUNTS)).sum(dtype=np.int64))
        for points, flags, n in columns
    )


@pytest.mark.parametrize("suspensive", [False, True])
def test_what_stands_in_the_ledger_is_well_formed_after_every_step(suspensive: bool) -> None:
    appeal = REDRESS["appeal"] | {"suspensive": suspensive}
    world = _world(**{**REDRESS, "appeal": appeal})
    engine, most = Engine(world), 0
    for _ in range(world.steps):
        (record,) = lived(engine, 1)
        ledger, sizes = engine.ledger, engine.communities.size
        for number, used in enumerate(ledger.used.tolist()):
            most = max(most, used)
            at, slot = ledger.at[number, :used], ledger.slot[number, :used]
            flags = ledger.flags[number, :used]
            assert ((at >= 0) & (at < world.end_of(record.step))).all()
            assert (slot < sizes[number]).all()
            assert (flags < 64).all()
            waiting = (flags & APPLIED) == 0
            for moved, counts in ((ledger.moved_own, COUNTS), (ledger.moved_clean, CLEAN)):
                there = moved[number, :used]
                assert not there[waiting | ((flags & counts) == 0)].any()
                assert (there * ledger.points[number, :used].astype(np.int64) >= 0).all()
                assert (np.abs(there) <= np.abs(ledger.points[number, :used])).all()
            appealed = (flags & APPEALED) != 0
            assert (ledger.decide[number, :used][appealed] > 0).all()
            assert not ((flags & UPHELD != 0) & ~appealed).any()
            assert not ((flags & CLEAN != 0) & (flags & TRUE == 0)).any()
            # An entry is written behind those of the steps before, in the order of slots.
            step = at // world.step_minutes
            assert (np.diff(step) >= 0).all()
            assert all((np.diff(slot[step == s].astype(int)) >= 0).all() for s in set(step.tolist()))
    engine.close()
    assert most > 0


@pytest.mark.parametrize(("room", "threads"), [(1, 1), (3, 2), (64, 2), (100_000, 1)])
def test_room_at_first_never_matters(monkeypatch: pytest.MonkeyPatch, room: int, threads: int) -> None:
    """A ledger that is too short is doubled, and the step goes on with the community that had no room."""
    world = _world()
    expected = simulate(world).digests
    monkeypatch.setattr(lengths, "ROOM", room)
    engine = Engine(world, threads)
    lived(engine, world.steps)
    engine.close()
    assert engine.digests() == expected
    length = engine.ledger.at.shape[1]
    assert length % room == 0
    assert (length // room) & (length // room - 1) == 0
    assert (length > room) == (room < 100)


def test_without_redress_there_is_no_ledger() -> None:
    engine = Engine(shipped(days=7, citizens=100))
    assert engine.ledger.at.size == 0
    assert engine.state.contexts.size == engine.state.generation.size == 0
    engine.close()


@pytest.mark.parametrize("step", [0, 1, 2, 4])
def test_a_run_with_a_ledger_goes_on_from_a_checkpoint(step: int) -> None:
    world = _world()
    expected = simulate(world).digests
    engine = Engine(world)
    lived(engine, step)
    kept = {name: column.copy() for name, column in engine.checkpoint().items()}
    engine.close()
    other = Engine(world, threads=2)
    other.restore(step, kept)
    lived(other, world.steps - step)
    other.close()
    assert other.digests() == expected


def test_shown_follows_from_own_at_the_close() -> None:
    """Without ties, a score that comes back is shown at once."""
    guards: dict[str, Any] = {"expiry": {"days": DAYS, "records": "all"}, "no_association": True}
    engine, _ = _live(_wide(**guards))
    assert np.array_equal(engine.state.own, engine.state.shown)
    assert np.array_equal(engine.state.clean_own, engine.state.clean)
