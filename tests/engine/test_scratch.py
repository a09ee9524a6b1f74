"""Room to work in is large enough."""

import numpy as np
import pytest

from tests.engine.small import extreme, shipped
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.counting import FEW, HARD, MANY, PLAIN, SECOND, SOME
from underheaven.engine.layout import layout_of
from underheaven.engine.making_scratch import make_lives, make_scratch
from underheaven.engine.scratch import SIZE, Scratch
from underheaven.engine.state import Ledger, make_ledger
from underheaven.engine.world import STEP_MINUTES, World
from underheaven.life.tables import Tables
from underheaven.mechanisms.hospital.rule import LONGEST
from underheaven.policy.schema import MAX_CONSEQUENCES, MAX_PRIVILEGES


def _scratch(world: World) -> tuple[Scratch, Tables]:
    tables = compile_tables(world)
    return make_scratch(tables, layout_of(world), make_lives(0)), tables


@pytest.mark.parametrize("seed", range(10))
def test_events_of_the_busiest_community_fit(seed: int) -> None:
    """Wrong records twice: those of somebody who also games are moved behind the others."""
    x, t = _scratch(random_world(seed)[0])
    acts = len(t.count_above)
    rare = int((t.mistakes.until < 1 << 32).any(axis=(0, 1, 2, 3)).sum()) + len(t.gaming.until)
    events, sifting = x.events, x.sifting
    assert len(events.order) == events.booked.shape[1] == acts + rare
    assert len(events.minute) == events.word.shape[1] == len(events.drawn) > SIZE * (acts + 2 * rare)
    assert len(sifting.fate) == len(sifting.source) == len(events.minute)
    assert len(sifting.looked) == len(sifting.who) == sifting.word.shape[1] >= SIZE * acts
    assert np.iinfo(events.considered.dtype).max >= acts
    assert np.iinfo(events.rare.dtype).max >= rare
    assert np.iinfo(events.minute.dtype).max >= t.step_minutes
    assert np.iinfo(events.slot.dtype).max >= SIZE
    assert np.iinfo(sifting.source.dtype).max > len(t.source_key)
    assert len(x.tying.employer) >= 2 * SIZE


def test_counts_hold_the_most_that_can_be_counted_in_a_step() -> None:
    """Points of the widest scale, and waits of a day at every visit."""
    for world in (shipped(), extreme(shipped())):
        x, t = _scratch(world)
        points = len(x.events.order) * min(int(np.abs(t.points).max()), t.high - t.low)
        assert SIZE * max(points, len(t.count_above) * LONGEST) < np.iinfo(x.counting.tally.dtype).max


def test_packed_counts_do_not_run_into_each_other() -> None:
    """A community of the largest size, in which all are at the upper end of the widest scale."""
    widest, level = 2**16 - 1, 2**8 - 1
    assert SIZE <= FEW
    assert SIZE * widest <= MANY
    assert SIZE * widest << SECOND < 2**63
    assert SIZE * level <= SOME
    assert SIZE << PLAIN < 2**63
    assert SIZE << HARD < 2**63


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
