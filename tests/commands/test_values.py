import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.commands.values import day, head_count, whole
from underheaven.documents.problems import InputError


def said(call: object, text: str) -> str:
    with pytest.raises(InputError) as caught:
        call("--option", text)  # type: ignore[operator]
    (problem,) = caught.value.problems
    return str(problem)


@given(st.integers(-(10**39), 10**39))
def test_a_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert whole("--citizens", str(number)) == number


@given(st.dates())
def test_a_day_is_read_as_it_is_written(date: dt.date) -> None:
    assert day("--from", date.isoformat()) == date


@given(st.text())
def test_any_other_text_is_refused_in_one_line(text: str) -> None:
    for read in (whole, day):
        try:
            read("--option", text)
        except InputError as error:
            (problem,) = error.problems
            assert "\n" not in str(problem)
            assert problem.why
            assert problem.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1e6", "Write --option 1000000."),
        ("1,000", "Write --option 1000."),
        ("1_000", "Write --option 1000."),
        ("1 000 000", "Write --option 1000000."),
        ("2.0", "Write --option 2."),
        ("2.5", "Write --option with a number such as 1000."),
        ("many", "Write --option with a number such as 1000."),
        ("", "Write --option with a number such as 1000."),
        ("1e999999999", "Write --option with a number such as 1000."),
        ("9" * 5_000, "Write --option with a number such as 1000."),
    ],
)
def test_a_number_written_otherwise_is_guessed(text: str, remedy: str) -> None:
    assert said(whole, text).endswith(remedy)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-02-30", "not in the calendar. February 2019 has 28 days. Write a day that exists, such as"),
        ("2020-02-30", "such as --option 2020-02-29."),
        ("2020-13-01", "There is no month 13."),
        ("0000-01-01", "Years begin with 0001."),
        ("2014", "Write --option 2014-01-01."),
        ("2014-6", "Write --option 2014-06-01."),
        ("2014/6/3", "Write --option 2014-06-03."),
        ("yesterday", "Write --option with a day such as 2014-01-31."),
        ("2014-99-99 ", "Write --option with a day such as 2014-01-31."),
        ("", "Write --option with a day such as 2014-01-31."),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_explained(text: str, words: str) -> None:
    assert words in said(day, text)


@pytest.mark.parametrize(
    ("text", "number"), [("1.4e9", 1_400_000_000), ("2E5", 200_000), ("1e+3", 1_000), ("7", 7)]
)
def test_citizens_may_be_written_with_a_power_of_ten(text: str, number: int) -> None:
    assert head_count("--citizens", text) == number


@pytest.mark.parametrize("text", ["1.23e1", "1e-3", "e9", "1e999", "1_000", ""])
def test_what_is_no_number_of_citizens_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a whole number"):
        head_count("--citizens", text)
