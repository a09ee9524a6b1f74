"""Standard errors against a spread that they give, and against ones that they do not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from underheaven.measure.results import Value
from underheaven.verify.scale import DEGREES
from underheaven.verify.spread import FALSE_ALARM, SEEDS, compare


def drawn(error: float, skew: float = 1.0) -> list[Value]:
    """Values that spread by 1, each with a standard error."""
    half = float(stats.t.ppf(0.975, DEGREES)) * error
    found = np.random.default_rng(1).normal(10, 1, SEEDS).tolist()
    return [Value(value, value - half / skew, value + half * (2 - 1 / skew), None) for value in found]


def test_a_right_error_passes_and_wrong_ones_fail() -> None:
    for error, passed in ((1.0, True), (0.5, False), (2.0, False)):
        finding = compare("measure", drawn(error))
        assert finding.passed == passed
        assert finding.false_alarm == FALSE_ALARM


def test_ends_may_be_unequally_far() -> None:
    even, uneven = (compare("measure", drawn(1.0, skew=skew)).found for skew in (1.0, 2.0))
    assert uneven == pytest.approx(even)


def test_a_run_without_an_interval_fails() -> None:
    values = drawn(1.0)
    values[3] = Value(10.0, None, None, "no interval")
    assert not compare("measure", values).passed
