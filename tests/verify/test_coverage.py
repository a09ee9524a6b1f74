"""The truths of the world of known truth, and intervals that are too narrow, too wide or off."""

from __future__ import annotations

import numpy as np
import pytest

from underheaven.verify import coverage, small
from underheaven.verify.coverage import MANY, compare, values
from underheaven.verify.known import LESS, OVER, WEEKS, Quantity, people_of, truths, world_of


def test_truths_by_drawing_people_one_by_one() -> None:
    """The same world, written as arrivals in continuous time; its closes are looked at once a week."""
    draw, size = np.random.default_rng(1), 400_000
    people = people_of(world_of(1))
    region = np.repeat([0, 1], world_of(1).citizens_of_regions)
    chosen = draw.integers(0, len(people), size)
    few, south = people[chosen] == small.archetype(group=1), region[chosen] == 1
    slips = np.where(few, 1.5, 1.0)
    seen = 1 - (1 - np.where(south, 0.2, 0.4)) * 0.9
    first_true = draw.exponential(1 / (slips * seen + 0.004))
    first_wrong = draw.exponential(1 / 0.05, size)
    closes = np.arange(1, WEEKS + 1)[:, None] * 7 / 365.25
    first = np.minimum(first_true, first_wrong)
    listed, in_error = (
        (first <= closes).mean(axis=0),
        ((first_wrong <= closes) & (first_true > closes)).mean(0),
    )
    denied = 1600 * np.maximum(0, closes[-1] - first) / closes[-1]
    found = {
        Quantity("under"): listed,
        Quantity("under", "group", "few"): listed[few],
        Quantity("denied"): denied,
        Quantity("denied", "region", "south"): denied[south],
    }
    for quantity, each in found.items():
        assert truths()[quantity] == pytest.approx(each.mean(), abs=5 * each.std() / np.sqrt(len(each)))
    more = Quantity("under", "group", "few", OVER)
    assert truths()[more] == pytest.approx(listed[few].mean() / listed[~few].mean(), rel=0.02)
    less, over = (truths()[Quantity("records", "group", "few", held)] for held in (LESS, OVER))
    of_few = truths()[Quantity("records", "group", "few")]
    assert less == pytest.approx(of_few - of_few / over)
    assert truths()[Quantity("error_share")] == pytest.approx(in_error.sum() / listed.sum(), rel=0.03)


def test_a_run_gives_an_interval_of_everything_near_the_truth() -> None:
    for quantity, value in values(small.SEED).items():
        assert value.value is not None
        assert value.low is not None
        assert value.high is not None
        assert value.low < value.value < value.high, quantity
        assert abs(value.value - truths()[quantity]) < value.high - value.low


def test_too_few_and_too_many_intervals_that_hold_the_truth_fail() -> None:
    for held, passed in ((363, False), (364, True), (392, True), (393, False)):
        finding = compare("intervals", [True] * held + [False] * (MANY - held))
        assert finding.passed == passed
        assert finding.false_alarm <= coverage.FALSE_ALARM
    assert compare("all of few", [True] * 20).passed
    assert not compare("too few of few", [True] * 14 + [False] * 6).passed


def test_intervals_of_another_truth_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {quantity: truth * 1.1 for quantity, truth in truths().items()}
    monkeypatch.setattr(coverage, "truths", lambda: wrong)
    failed = {finding.what for finding in coverage.run(20) if not finding.passed}
    assert {"one run: records", "one run: recall", "5 seeds: under", "5 seeds: denied"} <= failed
