import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.measure.results import Value
from underheaven.report.words import (
    SPACE,
    capital,
    day,
    in_unit,
    interval,
    listed,
    number,
    of_many,
    percent,
    plain,
)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0 %"), (1, "100 %"), (0.0439, "4.4 %"), (0.035, "3.5 %"), (0.1, "10 %"), (0.9853, "98.5 %"),
        (0.9998, "99.98 %"), (0.00062, "0.062 %"), (0.99999, "100 %"), (1e-9, "under 0.0001 %"),
    ],
)  # fmt: skip
def test_shares_are_written_with_the_decimals_they_need(share: float, expected: str) -> None:
    assert percent(share) == expected.replace(" %", f"{SPACE}%")


@given(st.floats(1e-7, 1))
def test_a_percentage_is_close_to_its_share(share: float) -> None:
    text = percent(share).removesuffix(f"{SPACE}%").removeprefix("under ")
    assert float(text) == pytest.approx(100 * share, rel=0.06, abs=1.1e-4)


@given(st.floats(1e-3, 1e9))
def test_numbers_keep_three_digits(value: float) -> None:
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.006)


def test_numbers_of_any_size() -> None:
    assert [number(value) for value in (0, 12345.6, 0.2143, 7.6, -3.14159, 0.00012)] == [
        "0", "12,346", "0.214", "7.6", "-3.14", "0.00012",
    ]  # fmt: skip


def test_shares_of_people_are_all_of_a_thousand() -> None:
    assert of_many(0.1, "adults") == "100 of every 1,000 adults"
    assert of_many(0.044, "adults") == "44 of every 1,000 adults"
    assert of_many(0.00523, "adults") == "5.2 of every 1,000 adults"
    assert of_many(0.00002) == "0.02 of every 1,000 of them"
    assert of_many(1e-7) == "fewer than 0.001 of every 1,000 of them"
    assert of_many(0) == "none of them"
    assert of_many(0, "posts") == "none of the posts"


def test_intervals_and_units() -> None:
    value = Value(0.2, 0.1, 0.3, None)
    assert interval(value, "share") == f"10 to 30{SPACE}%"
    assert interval(value, "points") == "0.1 to 0.3"
    assert interval(Value(0.2, None, None, "too few"), "share") == ""
    assert in_unit(0.2, "points") == "0.2"


def test_words() -> None:
    assert day(dt.date(2018, 5, 1)) == "1 May 2018"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert plain("first_pilots") == "first pilots"
    assert capital("iPhone of X") == "IPhone of X"
