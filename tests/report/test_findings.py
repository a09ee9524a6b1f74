"""What an audit says first: nothing is found only because it was looked for among many."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tests.record import made
from tests.report import runs
from underheaven.measure.audit import Audit, audit
from underheaven.measure.rows import FEWEST_EVENTS, FEWEST_PEOPLE, Row
from underheaven.report.audit_page import page
from underheaven.report.audit_pictures import pictures
from underheaven.report.audited import audited
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
from underheaven.study.assuming.found import Unknown


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


def starred(whole: Audit, number: int) -> Audit:
    """The same audit, of which the first so many comparisons are of few people, and are not counted."""
    compared = [row for row in whole.of("four fifths", "impact_ratio") if "," not in row.by]
    few = {row.key for row in compared[:number]}
    rows = [replace(row, small=row.key in few) if row in compared else row for row in whole.rows]
    return replace(whole, rows=tuple(rows))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_comparisons_that_are_not_counted_are_said_to_be_left_out(whole: Audit, number: int) -> None:
    """Those with a star: how many they are, and what the star means."""
    said = next(each.text for each in findings(starred(whole, number)) if "comparison" in each.text)
    left = re.search(r"(\d+) comparisons? with a star (?:is|are) left out: (.+)", said)
    assert (left is None) == (number == 0)
    if left is not None:
        assert int(left[1]) == number
        assert f"{FEWEST_PEOPLE} people" in left[2]
        assert f"{FEWEST_EVENTS} of either outcome" in left[2]


def test_whoever_is_left_out_of_a_list_is_counted(tmp_path: Path) -> None:
    """In the sentences that list categories: those with too few people as well."""
    fifths = audit(made.complete(tmp_path / "run", made.world()), by=(("quintile",),))
    for subject, measure in (
        ("calibration", "deeds_at_same_score"),
        ("four fifths", "impact_ratio"),
    ):
        found = [row for row in fifths.of(subject, measure) if row.value is not None]
        assert len({row.category for row in found}) > 1
        keys = {row.key for row in found if row.category == found[0].category}
        rows = tuple(replace(row, small=True) if row.key in keys else row for row in fifths.rows)
        texts = [each.text for each in findings(replace(fifths, rows=rows)) if each.subject == subject]
        assert any("1 with too few people left out" in text for text in texts), subject
        assert not any("too few people" in each.text for each in findings(fifths) if each.subject == subject)


def test_nobody_speaks_of_intervals_where_there_are_none(whole: Audit) -> None:
    """Neither the head in the terminal nor a picture nor the page; each says why there are none."""
    why = "no interval: fewer than 8 of the 32 blocks hold anybody"
    rows = tuple(
        replace(
            row, low=None, high=None, p=None, p_holm=None, reason=row.reason if row.value is None else why
        )
        for row in whole.rows
    )
    bare = replace(whole, rows=rows)
    said = "there are no 95 % intervals: fewer than 8 of the 32 blocks hold anybody."
    for audit_, there in ((whole, True), (bare, False)):
        console = Console(width=80, file=io.StringIO())
        with console.capture() as captured:
            console.print(audited(audit_, Unknown("nobody looked")))
        printed = " ".join(captured.get().split())
        assert ("95 % intervals leave out" in printed) == there
        assert (said in printed.lower()) != there
        drawn = pictures(audit_)
        assert all(picture.wide is not None for picture in drawn)
        for picture in drawn:
            assert ("lines are 95 % intervals" in picture.reading.lower()) == there, picture.name
            assert (said in picture.reading.lower()) != there, picture.name
        how = page(audit_, Unknown("nobody looked")).partition('id="how"')[2]
        assert ("Intervals leave out" in how) == there
        assert (said in how.lower()) != there
        assert ("an interval leaves out 1" in how) == there


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
