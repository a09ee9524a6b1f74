"""Outcomes of some over those of others: ratios, tests, intersections, and what is said of small cells."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.record import made
from underheaven.measure.cells import Cells
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.disparity import Outcome, four_fifths, outcomes, reference, share_of
from underheaven.measure.named import measure_named, value_of
from underheaven.measure.pool import Pool
from underheaven.measure.results import measures_of
from underheaven.measure.rows import is_small
from underheaven.measure.run import pooled
from underheaven.measure.sample import (
    ITSELF,
    OF_NOTHING,
    OF_ZERO,
    differences,
    evaluated_once,
    ratios,
    values,
)
from underheaven.record.query import RunFolder

STEPS = 53


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    return pooled(RunFolder(made.complete(tmp_path_factory.mktemp("cells") / "run", made.world())), 2018)


def free(pool: Pool) -> Outcome:
    (first, *_) = outcomes(pool.frame)
    assert first.name == "free"
    return first


def test_cells_of_one_axis_are_the_measures_by_it(pool: Pool) -> None:
    """Value and interval of a category are those of every other measure."""
    expected = measures_of(pool)
    for axis in ("group", "region", "place", "quintile"):
        cells = Cells(pool, (axis,))
        for name in ("under", "wrong_records"):
            function, specification = measure_named(name, pool.frame), expected[name].specification
            highest, base = specification.highest or math.inf, cells.base(specification)
            everyone, *found = values(cells.sample, cells.of(function), "undefined", 0.0, highest, base=base)
            by = expected[name].by(axis)
            assert list(by) == [name for (name,) in cells.names]
            for value, known in zip((everyone, *found), (expected[name].all, *by.values()), strict=True):
                assert value.value == pytest.approx(known.value)
                assert value.low == pytest.approx(known.low)
                assert value.high == pytest.approx(known.high)


def test_intersections_sum_to_everyone(pool: Pool) -> None:
    cells = Cells(pool, ("group", "place", "quintile"))
    assert len(cells.names) == 20
    assert np.allclose(cells.sample.whole[0], cells.sample.whole[1:].sum(axis=0), rtol=1e-12)
    assert np.array_equal(cells.sample.people[0], cells.sample.people[1:].sum(axis=0))
    assert cells.titles[1] == ("group, place, quintile", "hill, rural, q1")
    crossed = Cells(pool, ("region", "group"))
    swapped = Cells(pool, ("group", "region"))
    of = dict(zip(crossed.names, crossed.sample.whole[1:], strict=True))
    for (group, region), whole in zip(swapped.names, swapped.sample.whole[1:], strict=True):
        assert np.allclose(of[region, group], whole, rtol=1e-12)


def test_ratios_turn_over_and_differences_turn_round(pool: Pool) -> None:
    cells = Cells(pool, ("group",))
    function = cells.of(measure_named("under", pool.frame))
    (_, here, itself), (_, itself_too, there) = (
        [each.value for each in ratios(cells.sample, function, against, "undefined")] for against in (2, 1)
    )
    assert itself.reason == itself_too.reason == ITSELF
    assert here.value is not None
    assert here.low is not None
    assert here.high is not None
    assert there.value == pytest.approx(1 / here.value)
    assert there.low == pytest.approx(1 / here.high)
    assert there.high == pytest.approx(1 / here.low)
    (_, less, _), (_, _, more) = (
        differences(cells.sample, function, against, "undefined") for against in (2, 1)
    )
    assert less.value is not None
    assert less.high is not None
    assert more.value == pytest.approx(-less.value)
    assert more.low == pytest.approx(-less.high)


def test_a_ratio_to_nothing_is_missing_and_one_of_nothing_has_no_interval(pool: Pool) -> None:
    cells = Cells(pool, ("group",))
    column = pool.frame.columns["person.any_under"]
    none = replace(
        cells.sample,
        whole=cells.sample.whole.copy(),
        replicates=cells.sample.replicates.copy(),
        without=cells.sample.without.copy(),
    )
    for part in (none.whole, none.replicates, none.without):
        part[1, ..., column] = 0
    function = cells.of(measure_named("under", pool.frame))
    zero = ratios(none, function, 2, "undefined")[1].value
    assert (zero.value, zero.low, zero.reason) == (0, None, OF_ZERO)
    missing = ratios(none, function, 1, "undefined")[2].value
    assert (missing.value, missing.reason) == (None, OF_NOTHING)


def test_outcomes_are_favourable_shares_of_people(pool: Pool) -> None:
    found = outcomes(pool.frame)
    assert [outcome.name for outcome in found] == ["free", "free.no_trains", "free.confined"]
    counts = Counts(pool.frame, pool.tallies.sum(axis=(0, 1, 2, 3, 4)), None)
    assert float(share_of(found[0], pool.frame)(counts)) == pytest.approx(
        1 - float(value_of("under", counts))
    )


def shares_of(pool: Pool, axes: tuple[str, ...]) -> Iterator[tuple[str, float, float, float]]:
    for row in four_fifths(Cells(pool, axes), free(pool), STEPS):
        if row.measure == "impact_ratio":
            assert row.value is not None
            yield row.against, row.value, row.people or 0, row.events or 0


@pytest.mark.parametrize("axes", [("group",), ("quintile",), ("group", "place", "quintile")])
def test_everybody_is_held_against_the_highest_share(pool: Pool, axes: tuple[str, ...]) -> None:
    found = list(shares_of(pool, axes))
    assert len(found) == len(Cells(pool, axes).names) - 1
    assert len({against for against, *_ in found}) == 1
    assert all(ratio <= 1 for _, ratio, *_ in found)
    assert all(0 < events < people for _, _, people, events in found)


def test_groups_are_held_against_the_largest_and_quintiles_against_the_richest(pool: Pool) -> None:
    cells = Cells(pool, ("quintile",))
    assert cells.names[reference(cells) - 1] == ("q5",)
    groups = Cells(pool, ("group",))
    people = groups.sample.people.sum(axis=(1, 2, 3))
    assert people[reference(groups)] == people[1:].max()


@pytest.mark.parametrize(
    ("people", "events", "small"),
    [(29, 10, True), (30, 10, False), (100, 4, True), (100, 96, True), (100, 5, False), (None, None, False)],
)
def test_cells_of_few_people_or_few_of_either_outcome_are_small(
    people: float | None, events: float | None, small: bool
) -> None:
    assert is_small(people, events) is small


def test_without_a_scheme_nothing_is_defined(tmp_path: Path) -> None:
    from tests.report import runs

    bare = pooled(runs.without_scheme(tmp_path / "run"), 2018)
    rows = list(four_fifths(Cells(bare, ("group",)), free(bare), STEPS))
    assert rows
    assert all(row.value is None and row.reason == "nobody is in the scheme" for row in rows)


def test_a_statistic_is_evaluated_once_of_each_table() -> None:
    asked: list[int] = []

    def total(counts: Numbers) -> Floats:
        asked.append(len(counts))
        return np.asarray(counts.sum(axis=-1), np.float64)

    once, tables = evaluated_once(total), [np.ones((many, 2), np.int64) for many in (3, 3, 5)]
    for _ in range(2):
        assert [once(table).sum() for table in tables] == [6, 6, 10]
    assert asked == [3, 3, 5]
