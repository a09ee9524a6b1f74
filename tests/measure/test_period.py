"""A year is named as one only where all of it was lived."""

import calendar
import datetime as dt
import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record import made
from underheaven.measure.period import Period, period_of

NAMED = {
    ("2020-01-01", "2020-12-31"): ("2020", "in 2020"),
    ("2014-01-01", "2021-12-31"): ("2014 to 2021", "from 2014 to 2021"),
    ("2020-01-01", "2020-03-31"): ("January to March 2020", "from January to March 2020"),
    ("2020-02-01", "2020-02-29"): ("February 2020", "in February 2020"),
    ("2019-10-01", "2020-03-31"): ("October 2019 to March 2020", "from October 2019 to March 2020"),
    ("2020-03-05", "2020-03-05"): ("5 March 2020", "on 5 March 2020"),
    ("2020-03-05", "2020-03-31"): ("5 to 31 March 2020", "from 5 to 31 March 2020"),
    ("2020-01-05", "2020-03-31"): ("5 January to 31 March 2020", "from 5 January to 31 March 2020"),
    ("2019-12-05", "2020-12-31"): (
        "5 December 2019 to 31 December 2020",
        "from 5 December 2019 to 31 December 2020",
    ),
}  # fmt: skip
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


@pytest.mark.parametrize("days", NAMED, ids=" to ".join)
def test_what_periods_are_called(days: tuple[str, str]) -> None:
    found = Period(*map(dt.date.fromisoformat, days))
    assert (str(found), found.when) == NAMED[days]


@given(DAYS, DAYS)
def test_the_name_says_both_days(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    assert _days(str(Period(first, last))) == (first, last)


def _days(name: str) -> tuple[dt.date, dt.date]:
    """The days that a name means, read back: what the first half lacks is in the second."""
    halves = name.split(" to ")
    found = [re.fullmatch(r"(?:(\d\d?) ?)?([A-Z]\w+)? ?(\d{4})?", half) for half in halves]
    parts = [list(each.groups()) for each in found if each]
    first, last = parts[0], parts[-1]
    first = [mine or theirs for mine, theirs in zip(first, last, strict=True)]
    begin = dt.date(int(first[2] or 0), MONTHS[first[1]] if first[1] else 1, int(first[0] or 1))
    month = MONTHS[last[1]] if last[1] else 12
    year = int(last[2] or 0)
    return begin, dt.date(year, month, int(last[0] or calendar.monthrange(year, month)[1]))


@given(st.integers(0, 364), st.integers(0, 364))
def test_a_world_lives_no_more_of_a_year_than_its_dates_allow(begin: int, end: int) -> None:
    world = made.world()
    start, stop = world.start + dt.timedelta(begin), world.end - dt.timedelta(end)
    shorter = replace(world, start=start, end=stop)
    years = range(start.year, stop.year + 1)
    periods = [period_of(shorter, (year,)) for year in years]
    assert periods[0].first == start
    assert periods[-1].last == stop
    for before, after in itertools.pairwise(periods):
        assert before.last + dt.timedelta(1) == after.first
    assert period_of(shorter, years) == Period(start, stop)
    for year, period in zip(years, periods, strict=True):
        whole = period == Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
        assert (str(period) == str(year)) == whole
