"""What is counted of each citizen sums to what is counted of everybody."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, REDRESS, guarded, lived, shipped
from tests.worlds import Columns, random_world
from underheaven.counted.columns import Life, labels
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World

ACTS = {"denied": "denied", "refused": "refused", "prevented": "prevented"}
RECORDS = {"records": "recorded", "wrong_records": "wrong"}
STEPS = {"sanctioned": "any_under", "in_error": "any_in_error", "by_ties": "any_by_ties"}


def _told(engine: Engine) -> dict[str, int]:
    return dict(zip(labels(Life), engine.lives.sum(axis=1, dtype=np.int64).tolist(), strict=True))


def _counted(engine: Engine) -> dict[str, int]:
    """The same from the tallies: a sum over kinds, or the column of persons."""
    layout, total = layout_of(engine.world), np.zeros(engine.layout.width, np.int64)
    for record in engine.records():
        if hasattr(record, "histogram"):
            total += record.tallies.sum(axis=(0, 1))
    found = {}
    for name, what in {**ACTS, **RECORDS}.items():
        found[name] = sum(int(total[layout.column(f"act.{kind}.{what}")]) for kind in layout.kinds)
    for name, what in STEPS.items():
        found[name] = int(total[layout.column(f"person.{what}")])
    speech = [kind for kind, act in engine.world.society.acts.items() if act.speech != "none"]
    found["silenced"] = sum(int(total[layout.column(f"act.{kind}.held_back")]) for kind in speech)
    confining = [name for name, each in engine.world.policy.consequences.items() if each.confines]
    if len(confining) == 1:
        found["confined"] = int(total[layout.column(f"consequence.{confining[0]}.under")])
    return found


def _worlds() -> list[tuple[World, Columns | None]]:
    city = shipped(start=NEW_YEAR - dt.timedelta(days=3), days=120, citizens=3_000, community_size=1024)
    drawn = [random_world(seed) for seed in range(6)]
    others = [(replace(world, renewal=False), columns) for world, columns in drawn]
    return [(city, None), (guarded(city, **REDRESS), None), *others]


@pytest.mark.parametrize("number", range(8))
def test_lives_sum_to_the_tallies(number: int) -> None:
    world, columns = _worlds()[number]
    engine = Engine(world, 2, columns, lives=True)
    counted, told = _counted(engine), _told(engine)
    assert told.items() >= counted.items()
    engine.close()


def test_deeds_are_the_answerable_acts_that_the_policy_punishes() -> None:
    """Acts of kinds that cost points whatever becomes of them, and loans that were not repaid."""
    world = _worlds()[0][0]
    engine, total = Engine(world, lives=True), np.zeros(layout_of(world).width, np.int64)
    for record in engine.records():
        if hasattr(record, "histogram"):
            total += record.tallies.sum(axis=(0, 1))
    layout, points, deeds, unpaid = engine.layout, engine.tables.points, 0, 0
    for k, kind in enumerate(layout.kinds):
        if (points[:, :, k] < 0).all():
            deeds += int(total[layout.column(f"act.{kind}.answerable")])
        elif (points[0, :, k] < 0).any():
            unpaid += int(
                total[layout.column(f"act.{kind}.done")] - total[layout.column(f"act.{kind}.repaid")]
            )
    assert 0 < deeds <= _told(engine)["deeds"] <= deeds + unpaid
    engine.close()


def test_counting_changes_nothing() -> None:
    """Nor does the number of threads change what is counted."""
    world = _worlds()[1][0]
    engines = [Engine(world, lives=False), Engine(world, lives=True), Engine(world, threads=3, lives=True)]
    for engine in engines:
        _counted(engine)
        engine.close()
    assert len({engine.digests()["run"] for engine in engines}) == 1
    assert np.array_equal(engines[1].lives, engines[2].lives)
    assert not engines[0].lives.size


def test_a_new_occupant_has_no_past() -> None:
    world = replace(_worlds()[0][0], renewal=True)
    engine = Engine(world, lives=True)
    _counted(engine)
    s = engine.state
    newborn = (s.generation > 0) & (s.shown == engine.tables.start) & (s.dread == 0)
    assert newborn.any()
    whole = _told(Engine(world, lives=True))
    assert not any(whole.values())
    engine.close()


def test_lives_go_on_after_an_interruption() -> None:
    world = _worlds()[0][0]
    whole, half = Engine(world, lives=True), Engine(world, lives=True)
    _counted(whole)
    lived(half, 9)
    arrays = {name: array.copy() for name, array in half.checkpoint().items()}
    rest = Engine(world, lives=True)
    rest.restore(9, arrays)
    _counted(rest)
    assert np.array_equal(rest.lives, whole.lives)
    forged = {**arrays, "lives": arrays["lives"] + 1}
    with pytest.raises(InputError, match="not of this world"):
        Engine(world, lives=True).restore(9, forged)
    with pytest.raises(InputError, match="without counting it"):
        Engine(world, lives=True).restore(9, {**arrays, "lives": arrays["lives"][:, :0]})
    for engine in (whole, half, rest):
        engine.close()
