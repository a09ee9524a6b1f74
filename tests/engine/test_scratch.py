"""Room to work in is large enough."""

import numpy as np
import pytest

from tests.engine.small import extreme, shipped
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.layout import layout_of
from underheaven.engine.scratch import SIZE, Ledger, Scratch, make_ledger, make_lives, make_scratch
from underheaven.engine.world import STEP_MINUTES, World
from underheaven.life.queue import LONGEST
from underheaven.life.tables import Tables
from underheaven.policy.schema import MAX_CONSEQUENCES, MAX_PRIVILEGES


def _scratch(world: World) -> tuple[Scratch, Tables]:
    tables = compile_tables(world)
    return make_scratch(tables, layout_of(world), make_lives(0)), tables


@pytest.mark.parametrize("seed", range(10))
def test_events_of_the_busiest_community_fit(seed: int) -> None:
    """Wrong records twice: those of somebody who also games are moved behind the others."""
    x, t = _scratch(random_world(seed)[0])
    acts = len(t.count_above)
    rare = int((t.wrong.until < 1 << 32).any(axis=(0, 1, 2, 3)).sum()) + len(t.gaming.until)
    assert len(x.order) == x.booked.shape[1] == acts + rare
    assert len(x.minute) == x.event_word.shape[1] == len(x.drawn) > SIZE * (acts + 2 * rare)
    assert np.iinfo(x.considered.dtype).max >= acts
    assert np.iinfo(x.rare.dtype).max >= rare
    assert np.iinfo(x.minute.dtype).max >= t.step_minutes
    assert np.iinfo(x.slot.dtype).max >= SIZE
    assert len(x.employer) >= 2 * SIZE


@pytest.mark.parametrize("seed", range(10))
def test_counts_have_thirty_two_bits_only_where_these_hold_all_points_and_waits(seed: int) -> None:
    x, t = _scratch(random_world(seed)[0])
    points = len(x.order) * min(int(np.abs(t.points).max(initial=0)), t.high - t.low)
    waits = len(t.count_above) * LONGEST if t.hospital.kind >= 0 else 0
    assert x.tally.dtype == np.int64 or SIZE * max(points, waits) < 2**31


def test_points_that_could_overflow_them_have_sixty_four() -> None:
    x, t = _scratch(extreme(shipped()))
    assert SIZE * len(x.order) * int(np.abs(t.points).max()) >= 2**31
    assert x.tally.dtype == np.int64


def test_an_entry_of_the_ledger_holds_any_record_of_any_run() -> None:
    """Two hundred years of minutes, steps of a day, points of the longest scale."""
    ledger = make_ledger(3, 5)
    assert [column.shape for column in ledger.entries] == [(3, 5)] * 7
    assert Ledger._fields == (
        "at", "decide", "slot", "points", "moved_own", "moved_clean", "flags", "used",
    )  # fmt: skip
    assert not ledger.used.any()
    minutes = 201 * 366 * 1_440
    assert np.iinfo(ledger.at.dtype).max >= minutes
    assert np.iinfo(ledger.decide.dtype).max >= minutes // min(STEP_MINUTES) + 10_000
    assert np.iinfo(ledger.slot.dtype).max >= SIZE - 1
    assert np.iinfo(ledger.points.dtype).min <= 16 * -2_048


def test_bits_of_consequences_and_privileges_fit() -> None:
    assert max(MAX_CONSEQUENCES, MAX_PRIVILEGES) < 63
