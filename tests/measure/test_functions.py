"""Each measure against a slow and obvious computation of the same thing."""

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.record import made
from underheaven.engine.layout import BINS
from underheaven.measure.counts import Counts
from underheaven.measure.distribution import gini, quantile
from underheaven.measure.frame import Frame
from underheaven.measure.named import evaluated, value_of
from underheaven.measure.spiral import EXIT
from underheaven.mechanisms.speech import measures as chill

FRAME = Frame.of(made.world())


def counts(values: Mapping[str, int], histogram: NDArray[np.int64] | None = None) -> Counts:
    tallies = np.zeros(len(FRAME.columns), dtype=np.int64)
    for name, value in values.items():
        tallies[FRAME.columns[name]] = value
    return Counts(FRAME, tallies, histogram)


histograms = st.lists(st.integers(0, 5), min_size=BINS, max_size=BINS).map(
    lambda people: np.array(people, dtype=np.int64)
)


@given(histograms)
def test_gini_is_half_the_relative_mean_difference(people: NDArray[np.int64]) -> None:
    found = float(gini(counts({}, people)))
    scores = np.repeat(np.arange(BINS) + 0.5, people)
    if not len(scores):
        assert np.isnan(found)
        return
    difference = np.abs(scores[:, None] - scores[None, :]).mean()
    assert found == pytest.approx(difference / (2 * scores.mean()), abs=1e-12)


@given(st.integers(0, BINS - 1), st.integers(1, 10**9))
def test_gini_of_equal_scores_is_zero(bin_: int, people: int) -> None:
    histogram = np.zeros(BINS, dtype=np.int64)
    histogram[bin_] = people
    assert float(gini(counts({}, histogram))) == 0


@given(histograms, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_stay_on_the_scale_and_cut_the_people_where_they_say(
    people: NDArray[np.int64], one: float, other: float
) -> None:
    share, larger = sorted((one, other))
    of = counts({}, people)
    low, high = float(quantile(of, share)), float(quantile(of, larger))
    if not people.sum():
        assert np.isnan(low)
        return
    assert 0 <= low <= high <= 800
    bins_below = int((low - 1e-9) / FRAME.bin_width)
    assert people[:bins_below].sum() <= share * people.sum() <= people[: bins_below + 2].sum() + 1e-9


def test_a_known_median() -> None:
    histogram = np.zeros(BINS, dtype=np.int64)
    histogram[[10, 20, 30]] = 1, 2, 1
    # Half of four people is reached half way through bin 20.
    assert float(quantile(counts({}, histogram), 0.5)) == pytest.approx(20.5 * FRAME.bin_width)


def test_a_histogram_that_is_not_kept_gives_no_distribution() -> None:
    assert np.isnan(gini(counts({"person.enrolled": 5})))
    assert np.isnan(quantile(counts({"person.enrolled": 5}), 0.5))


def test_chill_counts_every_act_that_would_have_been_done() -> None:
    """Specification 6.5, act by act over a grid: u, the chance with and without dread, and standing."""
    tallies = dict.fromkeys(chill_outcomes(), 0)
    would = held = 0
    standing = ("none", "denied", "full")
    for u, p0, p, confined, place in product(range(8), range(9), range(9), (False, True), standing):
        would += u < p0
        if confined:
            tallies["prevented"] += u < p0
        elif u >= p:
            tallies["held_back"] += u < p0
            held += u < p0
        else:
            tallies["brought_on"] += u >= p0
            tallies[{"none": "done", "denied": "denied", "full": "refused"}[place]] += 1
    of = counts({f"act.critique.{what}": value for what, value in tallies.items()})
    assert int(evaluated(chill.would_have_been("critical_speech"), of)) == would
    assert float(value_of("held_back.critique", of)) == pytest.approx(held / would)
    assert float(evaluated(chill.brought_on("critical_speech"), of)) == pytest.approx(
        tallies["brought_on"] / would
    )


def chill_outcomes() -> tuple[str, ...]:
    return ("done", "held_back", "brought_on", "prevented", "denied", "refused")


def test_hazards_are_those_of_the_people_at_risk() -> None:
    """People go in and out at random; the tallies give back who left, of those who could."""
    draw = np.random.default_rng(1)
    under = np.zeros(500, dtype=bool)
    total = dict.fromkeys(("person.any_under", "person.any_entered", "person.any_left"), 0)
    at_risk = left = 0
    for _ in range(200):
        after = np.where(under, draw.random(500) > 0.02, draw.random(500) < 0.05)
        at_risk += int(under.sum())
        left += int((under & ~after).sum())
        total["person.any_under"] += int(after.sum())
        total["person.any_entered"] += int((after & ~under).sum())
        total["person.any_left"] += int((under & ~after).sum())
        under = after
    of = counts(total)
    hazard = left / at_risk
    assert float(evaluated(EXIT, of)) == pytest.approx(hazard)
    assert float(value_of("exit_rate", of)) == pytest.approx(1000 * hazard * 365.25 / 7)
    assert float(value_of("spell_if_alike", of)) == pytest.approx(7 / hazard)
    assert hazard == pytest.approx(0.02, rel=0.1)


def test_entry_and_spiral() -> None:
    risks = {"person.risk_plain": 1000, "person.risk_hard": 200}
    of = counts(risks | {"person.entered_plain": 10, "person.entered_hard": 8})
    assert float(value_of("spiral", of)) == pytest.approx(0.04 / 0.01)
    assert float(value_of("entry_rate_hard", of)) == pytest.approx(1000 * 0.04 * 365.25 / 7)
    assert np.isnan(value_of("spiral", counts(risks | {"person.entered_hard": 8})))
    assert float(value_of("spiral", counts(risks | {"person.entered_plain": 10}))) == 0


def test_rates_are_per_enrolled_adult_year() -> None:
    minutes = {"person.enrolled_minutes": 2 * 525_960}
    kinds = {
        "act.train.denied": 3,
        "act.jaywalk.prevented": 5,
        "act.critique.wrong": 1,
        "act.critique.recorded": 7,
    }
    of = counts(minutes | kinds | {"person.points_lost": 320})
    assert float(value_of("denied.train", of)) == 1500
    assert float(value_of("denied.praise", of)) == 0
    assert float(value_of("prevented", of)) == 2500
    assert float(value_of("wrong_records", of)) == 500
    assert float(value_of("records", of)) == 4
    assert float(value_of("points_lost", of)) == 10
    assert np.isnan(value_of("denied.train", counts(kinds)))


def test_the_watch() -> None:
    of = counts(
        {
            "act.critique.answerable": 20, "act.critique.recorded": 6, "act.critique.wrong": 2,
            "act.jaywalk.answerable": 10, "act.jaywalk.recorded": 3,
            "source.clerks.true": 6, "source.clerks.wrong": 2,
        }
    )  # fmt: skip
    assert float(value_of("precision.critique", of)) == 0.75
    assert float(value_of("precision", of)) == pytest.approx(9 / 11)
    assert float(value_of("precision_of_source.clerks", of)) == 0.75
    assert float(value_of("recall", of)) == pytest.approx(0.3)
    assert np.isnan(value_of("precision.train", of))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30))
def test_ties_and_error_from_the_scores_themselves(people: list[tuple[int, int, int]]) -> None:
    """Specification 3.3, person by person: (shown, own, clean) against a threshold of 5."""
    name = "consequence.no_trains"
    under = sum(shown < 5 for shown, _, _ in people)
    by_own_record = sum(own < 5 for _, own, _ in people)
    of = counts(
        {
            f"{name}.under": under,
            f"{name}.in_error": sum(shown < 5 <= clean for shown, _, clean in people),
            f"{name}.by_ties": sum(shown < 5 <= own for shown, own, _ in people),
            f"{name}.spared_by_ties": sum(own < 5 <= shown for shown, own, _ in people),
            "person.enrolled": len(people),
            "person.pull_sum": sum(16 * abs(shown - own) for shown, own, _ in people),
        }
    )
    assert float(value_of("under.no_trains", of)) == pytest.approx(under / len(people))
    assert float(value_of("pull", of)) == pytest.approx(
        np.mean([abs(shown - own) for shown, own, _ in people])
    )
    if by_own_record:
        spared = sum(shown >= 5 for shown, own, _ in people if own < 5)
        assert float(value_of("spared.no_trains", of)) == pytest.approx(spared / by_own_record)
    if under:
        wrong = sum(clean >= 5 for shown, _, clean in people if shown < 5)
        assert float(value_of("error_share.no_trains", of)) == pytest.approx(wrong / under)
    else:
        assert np.isnan(value_of("error_share.no_trains", of))
        assert np.isnan(value_of("by_ties.no_trains", of))
