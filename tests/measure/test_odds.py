"""Rates by group from counts, against Fairlearn's on everybody one by one, and the published identity."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record import made
from underheaven.measure import odds
from underheaven.measure.conduct import Conduct
from underheaven.measure.frame import Frame
from underheaven.record.query import RunFolder

PUBLISHED = {"Black": (990, 805, 532, 1369), "White": (1139, 349, 461, 505)}
RATES = {"Black": (0.4485, 0.2799, 0.630), "White": (0.2345, 0.4772, 0.591)}
"""False positive and false negative rates and precision, as printed."""


@pytest.fixture(scope="module")
def conduct(tmp_path_factory: pytest.TempPathFactory) -> Conduct:
    run = RunFolder(made.complete(tmp_path_factory.mktemp("odds") / "run", made.world()))
    return Conduct.of(run, Frame.of(run.world), 2018)


@pytest.mark.parametrize("group", PUBLISHED)
def test_published_counts_give_published_rates(group: str) -> None:
    counts = np.array(PUBLISHED[group])
    fpr, fnr, ppv = RATES[group]
    assert float(odds.false_positive_rate(counts)) == pytest.approx(fpr, abs=5e-5)
    assert float(odds.false_negative_rate(counts)) == pytest.approx(fnr, abs=5e-5)
    assert float(odds.precision(counts)) == pytest.approx(ppv, abs=6e-4)
    assert float(odds.by_identity(counts)) == pytest.approx(
        float(odds.false_positive_rate(counts)), rel=1e-12
    )


@given(st.tuples(*[st.integers(1, 10**4)] * 4))
def test_the_identity_holds_for_any_counts(counts: tuple[int, ...]) -> None:
    tn, fp, fn, tp = counts
    p, ppv, fnr = Fraction(fn + tp, sum(counts)), Fraction(tp, tp + fp), Fraction(fn, fn + tp)
    assert p / (1 - p) * (1 - ppv) / ppv * (1 - fnr) == Fraction(fp, fp + tn)
    found = odds.by_identity(np.array(counts))
    assert float(found) == pytest.approx(fp / (fp + tn), rel=1e-9)


def test_undefined_rates_are_missing() -> None:
    nobody_guilty = np.array([5, 2, 0, 0])
    assert np.isnan(odds.true_positive_rate(nobody_guilty))
    assert np.isnan(odds.by_identity(nobody_guilty))
    assert np.isnan(odds.precision(np.array([5, 0, 2, 0])))
    assert np.isnan(odds.false_positive_rate(np.array([0, 0, 2, 3])))


def test_rates_are_those_of_fairlearn(conduct: Conduct) -> None:
    """Each person of the census once, with truth and prediction, and once more with weights from counts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fairlearn.metrics import (
            MetricFrame,
            false_negative_rate,
            false_positive_rate,
            selection_rate,
            true_positive_rate,
        )
        from sklearn.metrics import precision_score

        first = odds.truths("done")[3.0]
        counts = odds.confusion(conduct, "done", first).sum(axis=(1, 2))
        groups = conduct.frame.groups
        truth = [False, False, True, True] * len(groups)
        predicted = [False, True, False, True] * len(groups)
        of_group = np.repeat(groups, 4)
        weights = counts.ravel()
        functions = {
            "true_positive_rate": true_positive_rate,
            "false_positive_rate": false_positive_rate,
            "false_negative_rate": false_negative_rate,
            "selected": selection_rate,
            "precision": precision_score,
        }
        weighted = MetricFrame(
            metrics=functions, y_true=truth, y_pred=predicted, sensitive_features=of_group,
            sample_params={name: {"sample_weight": weights} for name in functions},
        )  # fmt: skip
        people = MetricFrame(
            metrics=functions, y_true=np.repeat(truth, weights), y_pred=np.repeat(predicted, weights),
            sensitive_features=np.repeat(of_group, weights),
        )  # fmt: skip
    rows = {
        (row.measure, row.category): row.value
        for row in odds.odds(conduct, {"done": 3.0, "expected": 3.0})
        if "at least" in row.basis
    }
    for name in functions:
        for group in groups:
            assert rows[name, group] == pytest.approx(weighted.by_group.loc[group, name])
            assert rows[name, group] == pytest.approx(people.by_group.loc[group, name])
        assert rows[name, "everyone"] == pytest.approx(people.overall[name])
    difference = (
        rows["false_positive_rate_difference", "river"] or rows["false_positive_rate_difference", "hill"]
    )
    assert abs(difference or 0) == pytest.approx(people.difference()["false_positive_rate"])


def test_truth_by_default_is_what_about_as_many_do_as_are_punished(conduct: Conduct) -> None:
    usual = odds.usual_truth(conduct, "done")
    shares = {}
    for deeds, first in odds.truths("done").items():
        counts = odds.confusion(conduct, "done", first).sum(axis=(0, 1, 2))
        shares[deeds] = abs(float(odds.base_rate(counts)) - float(odds.selected(counts)))
        assert counts.sum() == conduct.adults.sum()
    assert shares[usual] == min(shares.values())
    assert odds.nearest(5, "done") == 6
    assert odds.nearest(1_000, "expected") == max(odds.truths("expected"))


def test_where_precision_and_misses_are_equal_false_alarms_follow_from_base_rates(conduct: Conduct) -> None:
    rows = [
        row
        for row in odds.odds(conduct, {"done": 3.0, "expected": 8.0})
        if row.measure == "false_positive_rate_forced"
    ]
    assert rows
    assert all(row.against in made.GROUPS and row.against != row.category for row in rows)
    assert all(row.value is not None and row.value >= 0 for row in rows)
