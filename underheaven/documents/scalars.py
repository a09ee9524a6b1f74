"""What a plain word of YAML means: the core schema of YAML 1.2, with exact decimals and with dates.

Quoted text is always text and does not come here. `yes`, `no`, `on`, `off` are text (as in YAML 1.2).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

MAX_DIGITS, MAX_MAGNITUDE = 24, 20
"""A number has at most so many digits, and lies below the power of ten: sums and products of such
numbers are still exact in Python's default decimal arithmetic."""

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_STARTS_A_VALUE = frozenset("~nNtTfF+-.0123456789")


class BadScalarError(ValueError):
    """A word that looks like a number or a date and is none that can be used."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.why, self.remedy = what, why, remedy


def shorten(text: str, limit: int = 40) -> str:
    """`text`, its end replaced by dots where it is longer than `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def plain(text: str) -> bool | int | Decimal | dt.date | str | None:
    """The value of the unquoted word `text`.

    Raises BadScalarError for numbers that are too long or not finite and for days that do not exist.
    """
    if text and text[0] not in _STARTS_A_VALUE:
        return text
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _NOT_A_NUMBER.fullmatch(text):
        raise BadScalarError(
            f"{text} is not a finite number", "every number must be finite", "write a number"
        )
    if match := _DATE.fullmatch(text):
        return _date(text, *match.groups())
    if match := _DECIMAL.fullmatch(text):
        return _number(text, match[1])
    return text


def _number(text: str, exponent: str | None) -> int | Decimal:
    # Looked at before it is converted: a long number, or a large exponent, would cost without limit.
    digits = sum(c.isdigit() for c in text)
    if digits <= MAX_DIGITS and abs(int(exponent or 0)) <= MAX_DIGITS:
        number = Decimal(text)
        if not number or abs(number.adjusted()) < MAX_MAGNITUDE:
            return int(text) if _INTEGER.fullmatch(text) else number
    raise BadScalarError(
        f"{shorten(text)} is too long a number",
        f"a number has at most {MAX_DIGITS} digits, and a size of 1e-{MAX_MAGNITUDE} to 1e{MAX_MAGNITUDE}",
        "round it; or put it in quotes if it is text",
    )


def _date(text: str, year: str, month: str, day: str) -> dt.date:
    if why := _no_day(int(year), int(month), int(day)):
        raise BadScalarError(
            f"{text} is not a day of the calendar", why, "correct it; or put it in quotes if it is text"
        )
    date = dt.date(int(year), int(month), int(day))
    if date.isoformat() != text:
        raise BadScalarError(
            f"{text} is not a full date", "month and day have two digits", f"write {date.isoformat()}"
        )
    return date


def _no_day(year: int, month: int, day: int) -> str:
    """Why there is no such day; empty where there is. Python's own words change with its version."""
    if year < dt.MINYEAR:
        return "years are counted from 1"
    if not 1 <= month <= 12:
        return "a year has months 1 to 12"
    days = calendar.monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"that month has days 1 to {days}"


def fault_of_key(text: str) -> tuple[str, str, str] | None:
    """What, why and remedy if the unquoted word `text` cannot be a key; whole numbers and days can."""
    try:
        value = plain(text)
    except BadScalarError as bad:
        return (bad.what, bad.why, bad.remedy)
    if value is None:
        return (
            "a key is empty",
            "every entry has a name before its colon",
            "write the key, or remove the entry",
        )
    if isinstance(value, bool):
        return (f"{text} stands for a key", "a key is text", f'write "{text}" in quotes if it is meant')
    if isinstance(value, Decimal):
        return (f"{text} stands for a key", "a key is text or a whole number", f'write "{text}" in quotes')
    return None
