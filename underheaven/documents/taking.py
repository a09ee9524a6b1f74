"""Arguments from Python as they are given: any integral number, any day, and whatever is one of a few words.

Each reader takes the name of the argument and its value. What it cannot read is an InputError that names the
argument and says what to give.
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, SupportsIndex, TypeAlias

from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import nearest

Whole: TypeAlias = SupportsIndex | float | Decimal
"""A whole number of any type: int, NumPy's integers, 8000.0, `Decimal(8000)`; no truth and no text."""
Day: TypeAlias = dt.date | str | Any
"""A day: date, datetime, NumPy's and pandas' times, or text such as 2014-01-31."""
MOST_DIGITS, MOST_DAYS = 40, 200 * 366
SHOWN = 60


def shown(argument: str, value: object) -> str:
    """`argument=value` as it was given, on one line and not too long."""
    try:
        text = " ".join(repr(value).split())
    except Exception:  # noqa: BLE001  the value's own repr may fail in any way
        text = f"a {type(value).__name__}"
    return f"{argument}={text[:SHOWN]}{'…' * (len(text) > SHOWN)}"


def whole(argument: str, value: object, least: int = 0, most: int | None = None) -> int:
    """A whole number of `least` to `most`; InputError for anything else."""
    number = _integral(value)
    between = f"{least:,} or more" if most is None else f"{least:,} to {most:,}"
    if number is None:
        why = "true and false are not numbers" if _is_truth(value) else "a whole number is asked for here"
        raise refuse(f"{shown(argument, value)} is not a whole number", why, f"give {argument} as {between}")
    if number < least or (most is not None and number > most):
        raise refuse(
            f"{shown(argument, value)} is too {'small' if number < least else 'large'}",
            f"it is {between}",
            f"give {argument} as {between}",
        )
    return number


def some_whole(argument: str, value: object, least: int = 0, most: int | None = None) -> int | None:
    """The same, or None for None."""
    return None if value is None else whole(argument, value, least, most)


def one_of(argument: str, value: object, known: Sequence[int]) -> int:
    """One of a few whole numbers; InputError for anything else."""
    number = _integral(value)
    if number in known:
        return known[known.index(number)]
    listed = f"{', '.join(map(str, known[:-1]))} or {known[-1]}"
    raise refuse(f"{shown(argument, value)} cannot be", f"it is {listed}", f"give {argument} as one of these")


def _is_truth(value: object) -> bool:
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")


def _integral(value: object) -> int | None:
    """The integer that a number of any type is; None where it is none, or no number."""
    value = _scalar(value)
    if _is_truth(value) or isinstance(value, str | bytes):
        return None
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, Decimal):
        # An exponent of a million digits would be written out.
        fits = value.is_finite() and value.adjusted() < MOST_DIGITS and value == value.to_integral_value()
        return int(value) if fits else None
    if isinstance(value, numbers.Rational):
        return int(value.numerator) if value.denominator == 1 else None
    if isinstance(value, numbers.Real):
        number = float(value)
        return int(number) if math.isfinite(number) and number == math.floor(number) else None
    return None


def _scalar(value: object) -> object:
    """What an array without dimensions holds; everything else as it is."""
    if getattr(value, "shape", None) == () and hasattr(value, "dtype") and hasattr(value, "item"):
        kind = getattr(value.dtype, "kind", "")
        return value.item() if kind in "biuf" else value
    return value


def number(argument: str, value: object) -> float:
    """A finite number; InputError for anything else."""
    value = _scalar(value)
    known = isinstance(value, numbers.Real | Decimal) and not _is_truth(value)
    if not known or not math.isfinite(float(value)):  # type: ignore[arg-type]
        raise refuse(
            f"{shown(argument, value)} is not a number", "a finite number is asked for here",
            f"give {argument} as a number such as 1",
        )  # fmt: skip
    return float(value)  # type: ignore[arg-type]


def day(argument: str, value: object) -> dt.date:
    """A day; of a moment the day that it falls on, which has to be its midnight. InputError otherwise."""
    found: object = value
    try:
        if isinstance(value, str):  # of NumPy as well
            value = str(value)
            found = dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
        elif type(value).__module__.partition(".")[0] == "numpy" and hasattr(value, "astype"):
            found = _of_numpy(value)
        elif hasattr(value, "to_pydatetime"):  # pandas' and others' moments
            found = value.to_pydatetime()
    except (ValueError, TypeError, OverflowError) as error:
        raise _no_day(argument, value, str(error)) from None
    if isinstance(found, dt.datetime):
        if found.time() != dt.time():
            raise refuse(
                f"{shown(argument, value)} is not a whole day",
                "runs begin and end at midnight",
                f"give {argument} as a day such as {found.date()}",
            )
        return found.date()
    if isinstance(found, dt.date) and type(found).__name__ != "NaTType":
        return found
    raise _no_day(argument, value, "a day is asked for here")


def days(start: object, end: object) -> tuple[dt.date, dt.date]:
    """The first and the last day; InputError for what is no day, and where the last is before the first."""
    found = Gathered()
    first, last = found.take(lambda: day("start", start)), found.take(lambda: day("end", end))
    found.settle()
    if had(last) < had(first):
        raise refuse(
            f"start={first} is after end={last}", "the run would end before it begins", "swap start and end"
        )
    if (had(last) - had(first)).days > MOST_DAYS:
        raise refuse(f"start={first} to end={last}", "over 200 years", "move start or end: shorten the run")
    return had(first), had(last)


def _of_numpy(value: Any) -> object:
    """The moment of NumPy's datetime64, if that is what it is."""
    if getattr(value, "shape", None) != () or getattr(value.dtype, "kind", "") != "M":
        return None
    return value.astype("datetime64[us]").item()


def _no_day(argument: str, value: object, why: str) -> InputError:
    return refuse(
        f"{shown(argument, value)} is not a day",
        why,
        f"give {argument} as a date, or as text such as '2014-01-31'",
    )


def flag(argument: str, value: object) -> bool:
    """True or False, NumPy's too; InputError for anything else, such as 1 or "no"."""
    if getattr(value, "shape", None) == () and getattr(getattr(value, "dtype", None), "kind", "") == "b":
        return bool(value)
    if isinstance(value, bool):
        return value
    raise refuse(
        f"{shown(argument, value)} is neither True nor False",
        "a truth is asked for here",
        f"give {argument} as True or False",
    )


def some_flag(argument: str, value: object) -> bool | None:
    """The same, or None for None."""
    return None if value is None else flag(argument, value)


def text(argument: str, value: object, what: str = "a name") -> str:
    """Text that is not empty; InputError for anything else."""
    if isinstance(value, str) and value.strip():
        return str(value)
    raise refuse(
        f"{shown(argument, value)} is not {what}", "text is asked for here", f"give {argument} as {what}"
    )


def word(argument: str, value: object, known: Iterable[str]) -> str:
    """One of a few words; InputError, with the nearest, for anything else."""
    words = list(known)
    if isinstance(value, str) and value in words:
        return str(value)
    near = nearest(value, words) if isinstance(value, str) else None
    raise refuse(
        f"{shown(argument, value)} is none of the names here",
        f"there are {', '.join(words)}",
        f"did you mean {near}?" if near else f"give {argument} as one of these",
    )


def words(argument: str, value: object, known: Iterable[str]) -> tuple[str, ...]:
    """Several of a few words, each once, or one alone; InputError otherwise."""
    listed = [value] if isinstance(value, str) else _listed(argument, value, "names")
    names = list(known)
    return tuple(dict.fromkeys(word(argument, each, names) for each in listed))


def wholes(argument: str, value: object, most: int) -> tuple[int, ...]:
    """Several whole numbers of 0 to `most`; InputError for anything else, or for none."""
    found = tuple(whole(argument, each, most=most) for each in _listed(argument, value, "whole numbers"))
    if not found:
        raise refuse(f"{argument} is empty", "at least one is needed", f"give {argument} as (1, 2, 3)")
    return found


def _listed(argument: str, value: object, what: str) -> list[Any]:
    unfit = isinstance(value, str | bytes | Mapping) or getattr(value, "shape", None) == ()
    if not unfit and isinstance(value, Iterable):
        return list(value)
    raise refuse(
        f"{shown(argument, value)} is not a list of {what}",
        f"several {what} are asked for here",
        f"give {argument} as a list",
    )


def path(argument: str, value: object) -> Path:
    """A path as text or as a Path; InputError for anything else, or for an empty one."""
    if isinstance(value, str | os.PathLike) and not isinstance(value, bytes):
        given = os.fspath(value)
        if isinstance(given, str) and given.strip() and "\0" not in given:
            return Path(given)
    raise refuse(
        f"{shown(argument, value)} is not a path",
        "the path of a file or a folder is asked for here",
        f"give {argument} as text or as a Path",
    )


def some_path(argument: str, value: object) -> Path | None:
    """The same, or None for None."""
    return None if value is None else path(argument, value)


@contextmanager
def named(argument: str) -> Iterator[None]:
    """Within, an InputError that does not name the argument does so at its beginning."""
    try:
        yield
    except InputError as error:
        said = [
            each if argument in str(each) else replace(each, what=f"{argument}: {each.what}")
            for each in error.problems
        ]
        raise type(error)(said) from error.__cause__


def unfit(argument: str, value: object, what: str, remedy: str) -> InputError:
    """The error for a value that is not `what` is asked for; `remedy` says what to give."""
    return refuse(
        f"{shown(argument, value)} is not {what}", f"{what} is asked for here", f"give {argument} as {remedy}"
    )
