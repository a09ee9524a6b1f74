"""Threads, pieces of work and interruptions change nothing."""

import datetime as dt
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engine.small import NEW_YEAR, shipped
from underheaven.engine.cpu import Engine, Result, simulate
from underheaven.engine.layout import BLOCKS
from underheaven.engine.pieces import pieces_of
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.state import Communities
from underheaven.engine.world import World

Record = StepRecord | YearRecord


@cache
def _world() -> World:
    """A dozen communities in three regions, over the end of a year; some are enrolled on the way."""
    start = NEW_YEAR - dt.timedelta(days=17)
    return shipped(start=start, days=40, citizens=3_000, community_size=256)


@cache
def _expected() -> Result:
    return simulate(_world())


def _same(one: Record, other: Record) -> bool:
    """Whether two records hold the same, whatever they are of."""
    if type(one) is not type(other):
        return False
    mine, theirs = vars(one), vars(other)
    return all(np.array_equal(np.asarray(mine[part]), np.asarray(theirs[part])) for part in mine)


def _assert_same(found: list[Any], expected: list[Any]) -> None:
    assert len(found) == len(expected)
    assert all(_same(one, other) for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("threads", "chunks"), [(1, None), (1, 5), (2, None), (2, 1), (2, 3), (2, 1_000), (3, 7)]
)
def test_any_split_gives_the_same(threads: int, chunks: int | None) -> None:
    found = simulate(_world(), threads, chunks=chunks)
    assert found.digests == _expected().digests
    _assert_same(found.steps, _expected().steps)
    _assert_same(found.years, _expected().years)


def test_another_seed_gives_something_else() -> None:
    other = shipped(seed=8)
    assert simulate(other).digests != simulate(shipped()).digests


@pytest.mark.parametrize("chunks", [1, 2, 3, 10, 1_000])
def test_pieces_of_work_cover_every_community_once(chunks: int) -> None:
    engine = Engine(_world(), chunks=chunks)
    pieces = engine._chunks
    engine.close()
    covered = sorted(number for piece in pieces for number in range(*piece))
    assert covered == list(range(len(engine.communities.size)))
    assert len(pieces) <= chunks


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6), st.integers(1, 200))
def test_no_two_pieces_count_in_the_same_row_of_the_year(regions: list[int], chunks: int) -> None:
    """Rows are of (block, region, wave); pieces also cover every community once, and are about alike."""
    number = sum(regions)
    region = np.repeat(np.arange(len(regions)), regions)
    zeros = np.zeros(number, np.int64)
    communities = Communities(region, zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    pieces = pieces_of(communities, chunks)
    assert len(pieces) <= chunks
    owner: dict[tuple[int, int], int] = {}
    for piece, each in enumerate(pieces):
        for i in range(*each):
            assert owner.setdefault((i % BLOCKS, int(region[i])), piece) == piece
    assert sorted(i for piece in pieces for i in range(*piece)) == list(range(number))


@cache
def _checkpoints() -> dict[int, dict[str, NDArray[Any]]]:
    """A checkpoint after every step, and the records that came before it."""
    engine = Engine(_world())
    found = {0: {name: array.copy() for name, array in engine.checkpoint().items()}}
    for record in engine.records():
        if isinstance(record, YearRecord) or not engine.year_is_over:
            found[engine.step] = {name: array.copy() for name, array in engine.checkpoint().items()}
    engine.close()
    return found


def _after(step: int) -> tuple[list[StepRecord], list[YearRecord]]:
    world, expected = _world(), _expected()
    steps = expected.steps[step:]
    over = [
        record.year for record in expected.years if record.year < world.year_of(min(step, world.steps - 1))
    ]
    years = [record for record in expected.years if record.year not in over]
    return steps, years if step < world.steps else []


@pytest.mark.parametrize("step", range(7))
def test_a_run_goes_on_from_any_step(step: int) -> None:
    assert _world().steps == 6
    engine = Engine(_world(), threads=2)
    engine.restore(step, _checkpoints()[step])
    records = list(engine.records())
    engine.close()
    assert engine.digests() == _expected().digests
    steps, years = _after(step)
    _assert_same([each for each in records if isinstance(each, StepRecord)], steps)
    _assert_same([each for each in records if isinstance(each, YearRecord)], years)


def test_an_engine_that_has_run_can_be_set_back() -> None:
    engine = Engine(_world(), threads=2)
    for _ in zip(range(2), engine.records(), strict=False):
        pass
    engine.restore(1, _checkpoints()[1])
    years = [each for each in engine.records() if isinstance(each, YearRecord)]
    engine.close()
    assert engine.digests() == _expected().digests
    _assert_same(years, _expected().years)


def test_years_are_the_sum_of_their_steps() -> None:
    world, result = _world(), _expected()
    assert [record.year for record in result.years] == [2019, 2020]
    for record in result.years:
        steps = [each for each in result.steps if world.year_of(each.step) == record.year]
        whole = np.zeros_like(steps[0].tallies)
        for (_, region, _), tallies in zip(record.rows, record.tallies, strict=True):
            whole[region] += tallies.reshape(whole.shape[1], 10, -1).sum(axis=1)
        assert np.array_equal(whole, sum(each.tallies for each in steps))


def test_records_are_not_changed_afterwards() -> None:
    engine = Engine(_world())
    records = engine.records()
    first = next(records)
    assert isinstance(first, StepRecord)
    before = [part.copy() for part in (first.tallies, first.histogram, first.public, first.known)]
    list(records)
    engine.close()
    after = (first.tallies, first.histogram, first.public, first.known)
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
