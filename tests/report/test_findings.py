"""What an audit says first: nothing is found only because it was looked for among many."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record import made
from tests.report import runs
from underheaven.measure.audit import Audit, audit
from underheaven.measure.rows import Row
from underheaven.report.findings import findings
from underheaven.report.said import (
    about_p,
    between,
    p_value,
    rule,
    shown_by_rule,
    what_is_false,
    what_is_true,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    return audit(made.complete(tmp_path_factory.mktemp("audit") / "run", made.world()))


def test_those_below_four_fifths_are_counted_among_all_and_held_against_chance(whole: Audit) -> None:
    compared, below, chance = (
        whole.of("four fifths", name)[0] for name in ("compared", "below", "below_by_chance")
    )
    ratios = [row for row in whole.of("four fifths", "impact_ratio") if "," not in row.by and not row.small]
    assert compared.value == len(ratios)
    assert below.value == sum(row.value is not None and row.value < 0.8 for row in ratios)
    assert chance.low is not None
    assert chance.high is not None
    (said,) = (each.text for each in findings(whole) if "comparison" in each.text)
    assert f"Of {len(ratios)} comparisons" in said
    assert "if nobody differed" in said.lower()


def test_what_is_shown_is_chosen_before_any_number_is_known(whole: Audit) -> None:
    """Other values, the same rows in the same order."""
    rows = whole.of("four fifths")
    shown = shown_by_rule(rows)
    turned = shown_by_rule([replace(row, value=None if row.value is None else 1 - row.value) for row in rows])
    assert [row.key for row in shown] == [row.key for row in turned]
    assert {row.basis for row in shown if row.by == "group"} == {row.basis for row in rows if row.basis}
    assert {row.basis for row in shown if row.by != "group"} == {"free"}
    assert [row.key for row in shown] == [row.key for row in rows if row in shown]
    assert rule(shown) == (
        "every favourable outcome by group, and of being under no consequence by residence and income"
    )


def test_extremes_of_many_stand_beside_those_of_chance(whole: Audit) -> None:
    for finding in findings(whole):
        if re.search(r"\b(lowest|highest|least|most)\b share under a consequence", finding.text):
            assert "chance alone" in finding.text


def test_p_is_told_in_three_ways() -> None:
    assert [p_value(p) for p in (0, 1e-300, 0.0009, 0.034, 0.5, 0.997)] == [
        "p < 0.001", "p < 0.001", "p < 0.001", "p = 0.034", "p = 0.5", "p > 0.99",
    ]  # fmt: skip
    assert "Of 134 ratios of this kind, about 6.7 would have p below 0.05 by chance." in about_p(134)
    assert "Of 1 ratio of this kind" in about_p(1)


@given(st.floats(0.5, 2))
def test_no_end_of_an_interval_is_written_as_1_unless_it_is_1(end: float) -> None:
    line = Row("s", "m", "t", "times", "", "", "", "", end, end, 2 * end, None)
    low = float(between(line).partition(" to ")[0])
    assert (low == 1) == (end == 1) or abs(end - 1) < 1e-11
    assert (low < 1) == (end < 1) or abs(end - 1) < 1e-11
    assert low == pytest.approx(end, rel=0.006)


def test_conduct_is_what_it_is_or_what_it_is_not() -> None:
    assert what_is_true("done, at least 24 a year") == "did at least 24 punished deeds in the year"
    assert what_is_false("done, at least 24 a year") == "did fewer than 24 punished deeds in the year"
    assert what_is_true("expected, over 8 a year") == "would do more than 8 punished deeds a year"
    assert what_is_false("expected, over 8 a year") == "would do 8 or fewer punished deeds a year"


def test_where_nothing_can_be_compared_nothing_is_said_of_it(tmp_path: Path) -> None:
    bare = audit(runs.without_scheme(tmp_path / "run"))
    assert all(row.value is None and row.reason for row in bare.of("four fifths"))
    assert not any("comparison" in each.text for each in findings(bare))
