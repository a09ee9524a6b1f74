"""What a plain word means."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents.scalars import MAX_DIGITS, MAX_MAGNITUDE, BadScalarError, fault_of_key, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("-1.5E-2", Decimal("-0.015")),
        ("2014-01-01", dt.date(2014, 1, 1)),
        ("2014-01", "2014-01"),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        (".", "."),
        ("e5", "e5"),
        ("0.0", Decimal("0.0")),
    ],
)
def test_words_and_their_values(text: str, value: object) -> None:
    assert plain(text) == value
    assert type(plain(text)) is type(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_decimals_are_exact(number: Decimal) -> None:
    assert str(plain(f"{number:f}")) == f"{number:f}"


@given(st.dates())
def test_every_day_is_a_day(day: dt.date) -> None:
    assert plain(day.isoformat()) == day


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_what_is_no_day_says_why_in_words_of_ours(year: int, month: int, day: int) -> None:
    """Python's own words differ from one version to the next, and so would a page from a command line."""
    text = f"{year:04}-{month:02}-{day:02}"
    python_says = ""
    try:
        there = dt.date(year, month, day)
    except ValueError as error:
        python_says = str(error)
    if not python_says:
        assert plain(text) == there
        return
    with pytest.raises(BadScalarError) as found:
        plain(text)
    assert found.value.why
    assert python_says not in found.value.why


@pytest.mark.parametrize(
    "text",
    [
        ".nan", ".inf", "-.INF", "1e999999", "1e-999999", "1" * 10_000, "1e" + "9" * 10_000, "9" * 23,
        "0." + "3" * 40, "2019-02-30", "0000-01-01", "2014-13-01", "2014-1-1",
    ],
)  # fmt: skip
def test_what_no_number_or_day_can_be_is_refused(text: str) -> None:
    with pytest.raises(BadScalarError) as refused:
        plain(text)
    assert len(refused.value.what) < 100
    assert refused.value.why
    assert refused.value.remedy


@given(st.from_regex(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?", fullmatch=True))
def test_accepted_numbers_can_be_computed_with(text: str) -> None:
    """Default decimal arithmetic has 28 digits, and raises where a remainder needs more."""
    try:
        number = plain(text)
    except BadScalarError:
        assert len(text) > MAX_DIGITS or abs(Decimal(text).adjusted()) >= MAX_MAGNITUDE or "e" in text.lower()
        return
    assert isinstance(number, int | Decimal)
    assert 0 <= abs(Decimal(number) * 16 % 1) < 1


@pytest.mark.parametrize("text", ["", "~", "true", "0.5", "1e3", ".nan", "2019-02-30"])
def test_words_that_cannot_be_keys(text: str) -> None:
    assert fault_of_key(text) is not None


@pytest.mark.parametrize("text", ["a", "1", "007", "2014-01-01", "yes", "北京"])
def test_words_that_can_be_keys(text: str) -> None:
    assert fault_of_key(text) is None
