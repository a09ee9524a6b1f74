"""Agreement of score and conduct, against the libraries' own on everybody one by one."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from tests.record import made
from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64
from underheaven.measure.calibration import against_same_scores, bands_of, mean_deeds
from underheaven.measure.conduct import Conduct
from underheaven.measure.frame import Frame
from underheaven.measure.validity import linear_agreement, rank_agreement, validity
from underheaven.record.query import RunFolder

TABLES = arrays.arrays(np.int64, (5, 4), elements=st.integers(0, 6))


def expanded(table: Int64) -> tuple[Int64, Int64]:
    """Each person's row and column."""
    row, column = np.indices(table.shape)
    return np.repeat(row.ravel(), table.ravel()), np.repeat(column.ravel(), table.ravel())


@given(TABLES)
def test_rank_agreement_is_kendalls_tau_turned(table: Int64) -> None:
    score, deeds = expanded(table)
    found = float(rank_agreement(table))
    if len(set(score)) < 2 or len(set(deeds)) < 2:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(-stats.kendalltau(score, deeds).statistic)


@given(TABLES)
def test_linear_agreement_is_pearsons_correlation_turned(table: Int64) -> None:
    score, deeds = expanded(table)
    points, done = np.array([-3.0, 0, 1, 10, 40]), np.array([0.0, 1, 2.5, 7])
    found = float(linear_agreement(table, points, done))
    if len(set(score)) < 2 or len(set(deeds)) < 2:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(-stats.pearsonr(points[score], done[deeds]).statistic)


def test_a_score_that_orders_people_by_conduct_agrees_wholly() -> None:
    table = np.flip(np.eye(6, dtype=np.int64) * 7, axis=1)
    steps = np.arange(6.0)
    assert float(rank_agreement(table)) == pytest.approx(1)
    assert float(linear_agreement(table, steps, steps)) == pytest.approx(1)
    assert float(rank_agreement(np.flip(table, axis=1))) == pytest.approx(-1)
    assert float(rank_agreement(np.ones((6, 6), dtype=np.int64))) == pytest.approx(0)


def test_tables_of_several_categories_are_taken_one_by_one() -> None:
    tables = np.random.default_rng(1).integers(0, 9, (3, 2, 5, 4))
    found = rank_agreement(tables)
    assert found.shape == (3, 2)
    assert found[2, 1] == pytest.approx(float(rank_agreement(tables[2, 1])))


@given(arrays.arrays(np.int64, BINS, elements=st.integers(0, 1000)))
def test_bands_are_neighbours_and_hold_about_as_many(histogram: Int64) -> None:
    band = bands_of(histogram)
    assert set(np.diff(band)) <= {0, 1}
    assert band[0] == 0
    assert band[-1] < 10


def test_a_group_is_held_against_those_of_its_own_scores() -> None:
    """Two bands; the second group does twice as much at each score, and has the lower scores."""
    groups = np.array([[[10, 10], [90, 9]], [[90, 180], [10, 2]]], dtype=np.float64)
    counts = np.concatenate([groups.sum(axis=0, keepdims=True), groups])
    usual = np.array([190 / 100, 11 / 100])
    assert mean_deeds(counts)[0] == pytest.approx(usual)
    found = against_same_scores(counts)
    assert found[0] == pytest.approx(1)
    assert found[1] == pytest.approx(19 / (10 * usual[0] + 90 * usual[1]))
    assert found[2] == pytest.approx(182 / (90 * usual[0] + 10 * usual[1]))


def test_a_census_is_read_back_whole(tmp_path: Path) -> None:
    run = RunFolder(made.complete(tmp_path / "run", made.world()))
    frame = Frame.of(run.world)
    record = made.counts_of_weeks().census(2018)
    conduct = Conduct.of(run, frame, 2018)
    assert conduct.counted
    assert conduct.adults.sum() == record.counts[:, 0].sum()
    assert conduct.by("done", count="deeds").sum() == record.counts[:, 2].sum()
    assert conduct.by("score", "expected").sum(axis=(-1, -2)).tolist() == conduct.adults.tolist()
    rows = list(validity(conduct))
    assert {row.basis for row in rows} == {"expected", "done"}
    everyone = {row.basis: row for row in rows if row.measure == "rank_agreement" and row.by == "everyone"}
    # The made score falls with deeds done and has nothing to do with those expected.
    assert everyone["done"].value is not None
    assert everyone["done"].value > 0.4
    assert everyone["expected"].low is not None
    assert everyone["expected"].high is not None
    assert everyone["expected"].low < 0 < everyone["expected"].high
    assert {row.category for row in rows} == {"everyone", *made.GROUPS}
    assert everyone["done"].people == conduct.adults.sum()
