"""A world lived in memory says what the engine's own records say."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, shipped
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.run import measure_records
from underheaven.study import limits
from underheaven.study.lived import Lived, live


@cache
def _world() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=30), days=70, citizens=2_000, community_size=512)


@cache
def _lived() -> Lived:
    return live(_world())


def test_it_is_the_engines_run() -> None:
    """Digest, measures and final scores, with counts added up as they come."""
    result, found = simulate(_world()), _lived()
    assert found.digest == result.digests["run"]
    assert found.measures.to_dict() == (
        measure_records(Frame.of(_world()), result.years, result.steps).to_dict()
    )
    for name in ("shown", "own", "clean", "archetype"):
        np.testing.assert_array_equal(getattr(found, name), getattr(result.state, name))
    considered = sum(
        int(step.tallies[..., : len(_world().society.acts) * 12 : 12].sum()) for step in result.steps
    )
    assert found.considered == considered > 0


def test_each_life_is_counted() -> None:
    """As the engine counts it; not at all where nobody asks."""
    engine = Engine(_world(), lives=True)
    for _ in engine.records():
        pass
    engine.close()
    np.testing.assert_array_equal(_lived().lives, engine.lives)
    assert _lived().lives.sum() > 0
    bare = live(_world(), lives=False)
    assert bare.lives.shape[1] == 0
    assert bare.digest == _lived().digest


def test_threads_change_nothing_and_every_step_is_told() -> None:
    """And nobody can change what was found."""
    told: list[tuple[int, int]] = []
    found = live(_world(), 2, on_step=lambda done, of: told.append((done, of)))
    assert told == [(step + 1, _world().steps) for step in range(_world().steps)]
    assert found.digest == _lived().digest
    assert not any(column.flags.writeable for column in (found.lives, found.shown, found.archetype))


def test_a_world_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any work."""
    monkeypatch.setattr(limits, "memory_there", lambda: 1_000_000)
    with pytest.raises(InputError, match="of memory"):
        live(_world())
