"""Numbers and days as they are typed after an option: read strictly, refused kindly."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from underheaven.documents.problems import InputError, refuse

_LONGEST = 40
_WHOLE = re.compile(rf"-?[0-9]{{1,{_LONGEST}}}")
_TIMES_TEN = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?[eE]\+?[0-9]{1,2}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTS = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2}))?(?:[-/.]([0-9]{1,2}))?")
_SHOWN = 60


def whole(option: str, text: str) -> int:
    """The whole number that `text` is; InputError, with what may have been meant, for anything else."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise refuse(
        f"{_given(option, text)} is not a whole number",
        "a number is written here with digits alone",
        f"write {option} {_number_meant(text)}",
    )


def head_count(option: str, text: str) -> int:
    """The number of citizens that `text` is, also written as 1.4e9; InputError for anything else."""
    if _TIMES_TEN.fullmatch(text):
        number = Decimal(text)
        if number == number.to_integral_value():
            return int(number)
    return whole(option, text)


def between(option: str, text: str, least: int, most: int) -> int:
    """The whole number that `text` is, from `least` to `most`; InputError for anything else."""
    number = whole(option, text)
    if not least <= number <= most:
        near = min(max(number, least), most)
        few = "large" if number > most else "small"
        raise refuse(
            f"{_given(option, text)} is too {few}",
            f"the number must be at least {least:,} and at most {most:,}",
            f"write {option} {near}",
        )
    return number


def citizen_number(text: str) -> int:
    """The number of a citizen that `text` is; InputError for anything else."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    raise refuse(
        f"{_quoted(text)} is not the number of a citizen",
        "citizens are numbered from 0, and their numbers are written with digits alone",
        f"write {_number_meant(text, 'a number such as 12')}",
    )


def day(option: str, text: str) -> dt.date:
    """The day that `text` is, as in 2014-01-31; InputError for anything else, such as 2019-02-30."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise refuse(
            f"{_given(option, text)} is not a day",
            "a day is written as year, month and day",
            f"write {option} {_day_meant(text)}",
        )
    year, month, number = (int(part) for part in found.groups())
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise _impossible(option, text, year, month) from None


def _impossible(option: str, text: str, year: int, month: int) -> InputError:
    what = f"{_given(option, text)} is not in the calendar"
    if year < 1:
        return refuse(what, "years begin with 0001", "choose a later year")
    if not 1 <= month <= 12:
        return refuse(what, f"there is no month {month:02}", "write year, month and day, as in 2014-01-31")
    last = calendar.monthrange(year, month)[1]
    return refuse(
        what,
        f"{calendar.month_name[month]} {year} has {last} days",
        f"write a day that exists, such as {option} {year:04}-{month:02}-{last:02}",
    )


def _given(option: str, text: str) -> str:
    return f"{_quoted(text)} after {option}"


def _quoted(text: str) -> str:
    return f"'{text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''}'"


def _number_meant(text: str, else_: str = "with a number such as 1000") -> str:
    """`text` with digits alone if it is a whole number in another way of writing, else an example."""
    try:
        number = Decimal(re.sub(r"[\s,_']", "", text))
    except InvalidOperation:
        number = Decimal("nan")
    if number.is_finite() and number.adjusted() < 20 and number == number.to_integral_value():
        return str(int(number))
    return else_


def _day_meant(text: str) -> str:
    """`text` as a day if it could be one, with the first month and day where they are missing."""
    if found := _PARTS.fullmatch(text.strip()):
        year, month, number = (int(part) if part else 1 for part in found.groups())
        try:
            return dt.date(year, month, number).isoformat()
        except ValueError:
            pass
    return "with a day such as 2014-01-31"
