"""Arguments from Python: what says a number or a day is taken, whatever its type; all else is refused."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents import taking
from underheaven.documents.problems import InputError


class Moment:
    """A moment as pandas has them."""

    def __init__(self, day: object) -> None:
        self.day = str(day)

    def to_pydatetime(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.day)


INTEGERS = (
    int, float, Decimal, Fraction, np.int8, np.uint8, np.int32, np.uint64, np.float32, np.float64, np.array,
)  # fmt: skip
DAYS = (
    dt.date.isoformat, lambda day: dt.datetime(day.year, day.month, day.day), np.datetime64,  # noqa: DTZ001
    lambda day: np.datetime64(day).astype("datetime64[ns]"), Moment,
    lambda day: f"{day}T00:00:00",
)  # fmt: skip


@given(st.integers(0, 127), st.sampled_from(INTEGERS))
def test_a_whole_number_is_taken_whatever_its_type(number: int, kind: type) -> None:
    found = taking.whole("citizens", kind(number))
    assert type(found) is int
    assert found == number


@given(st.dates(dt.date(1700, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(range(len(DAYS))))
def test_a_day_is_taken_whatever_its_type(day: dt.date, kind: int) -> None:
    found = taking.day("start", DAYS[kind](day))
    assert type(found) is dt.date
    assert found == day


@pytest.mark.parametrize(
    "value",
    [True, np.bool_(True), None, "8", "", b"8", 1.5, math.nan, math.inf, -1, Decimal("1.5"), Decimal("NaN"),
     Decimal("1e999999999"), Fraction(1, 2), 1j, {}, [], [1], np.array([1]), np.float64("nan"), object(),
     dt.date(2020, 1, 1), np.datetime64("2020-01-01")],
    ids=lambda value: repr(value).partition(" at 0x")[0],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused_by_name(value: object) -> None:
    with pytest.raises(InputError, match=r"^citizens=.*[Gg]ive citizens as 0 or more\.$"):
        taking.whole("citizens", value)


@pytest.mark.parametrize(
    "value",
    [True, 20200101, 1.5, None, "", "2019-02-30", "yesterday", "1.2.2020", b"2020-01-01", {}, [], object(),
     dt.datetime(2020, 1, 1, 12), np.datetime64("NaT"), np.datetime64("2020-01-01T12"), np.int64(3),  # noqa: DTZ001
     Moment("2020-01-01T12"), np.array(["2020-01-01"], dtype="datetime64[D]")],
    ids=lambda value: repr(value).partition(" at 0x")[0],
)  # fmt: skip
def test_what_is_no_day_is_refused_by_name(value: object) -> None:
    with pytest.raises(InputError, match=r"^start=.*[Gg]ive start as "):
        taking.day("start", value)


def test_days_have_an_order() -> None:
    assert taking.days("2020-01-01", dt.date(2020, 1, 1)) == (dt.date(2020, 1, 1),) * 2
    with pytest.raises(InputError, match="Swap start and end"):
        taking.days("2020-01-02", "2020-01-01")
    with pytest.raises(InputError) as refused:
        taking.days("x", None)
    assert [each.what.partition("=")[0] for each in refused.value.problems] == ["start", "end"]


def test_seeds_are_several_numbers() -> None:
    assert taking.wholes("seeds", np.arange(3), 10) == (0, 1, 2)
    assert taking.wholes("seeds", (each for each in (1.0, np.uint8(2))), 10) == (1, 2)
    for junk in ("12", 3, None, {1: 2}, [], [1, True], [11], np.array(3)):
        with pytest.raises(InputError, match="seeds"):
            taking.wholes("seeds", junk, 10)


def test_a_value_that_cannot_even_be_shown_is_refused_by_name() -> None:
    class Hostile:
        def __repr__(self) -> str:
            raise RuntimeError

    for read in (taking.whole, taking.day, taking.flag, taking.path, taking.text):
        with pytest.raises(InputError, match=r"^threads=a Hostile"):
            read("threads", Hostile())
    assert len(taking.shown("x", "y" * 10_000)) < 100


def test_a_path_is_text_or_a_path() -> None:
    assert taking.path("path", "a/b") == taking.path("path", Path("a/b")) == Path("a/b")
    values: tuple[object, ...] = ("", " ", "a\0b", b"a", 3, None, True, {})
    for junk in values:
        with pytest.raises(InputError, match=r"^path="):
            taking.path("path", junk)
