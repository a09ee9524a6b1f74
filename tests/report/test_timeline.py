import datetime as dt
import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.record import made
from underheaven.record.query import RunFolder
from underheaven.report.timeline import MOST, PERIODS, cut, timeline


@given(st.integers(1, 3000), st.sampled_from([1, 3, 7]), st.dates(dt.date(2010, 1, 1), dt.date(2020, 1, 1)))
def test_periods_are_few_and_follow_each_other(steps: int, length: int, start: dt.date) -> None:
    days = [start + dt.timedelta(days=length * step) for step in range(steps)]
    name, periods = cut(days)
    assert name in {"step", *PERIODS}
    assert len(set(periods)) <= MOST
    assert periods[0] == 0
    assert all(after - before in (0, 1) for before, after in itertools.pairwise(periods))


def test_a_timeline_loses_no_count(run: RunFolder) -> None:
    line = timeline(run)
    counts = made.counts_of_weeks()
    steps = [counts.step(step) for step in range(counts.world.steps)]
    expected = np.sum([step.tallies.sum(axis=(0, 1)) for step in steps], axis=0)
    assert np.array_equal(line.counts.tallies.sum(axis=0), expected)
    assert line.counts.histogram is not None
    assert line.counts.histogram.sum() == sum(int(step.histogram.sum()) for step in steps)
    assert line.period == "step"
    assert len(line) == counts.world.steps
    assert line.days[0] == counts.world.start
    assert line.days[-1] == counts.world.end + dt.timedelta(days=1)
