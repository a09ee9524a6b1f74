"""A number that says where it comes from.

Every number of a shipped policy or society is a `Quantity`: its value, and either the source that
states it (with how sure we are of it) or the word that it is assumed, with the range it may lie in.
A file of one's own may write a bare number instead.
"""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from underheaven.documents.scalars import MAX_MAGNITUDE
from underheaven.documents.tables import VALUES, is_bare
from underheaven.documents.texts import Line, Word
from underheaven.documents.units import Unit

MAX_DAYS = 128
"""A number changes at most so many times: once a month for ten years."""
MAX_CATEGORIES = 204
"""A table has at most a category for each sex in 102 age bands."""

Confidence = Literal["V", "S", "D", "M"]
"""V verified in the source, S secondary, D derived, M from memory."""


class Order(Enum):
    """What the order of a mapping's entries means; a mark in a field's annotation (`canonical`)."""

    OF_FILE = "file"
    """The order of the file, which has a meaning: who comes first, or what is shown in which place."""
    BY_DAY = "day"
    """The order of the entries' days, and of their names on one day."""
    BY_NAME = "name"
    """None; that of every mapping without a mark."""


class Model(BaseModel):
    """A part of a document: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Model):
    """The origin of a number: a source with its confidence, or an assumption with its range."""

    source: Line | None = Field(None, description="Where the number was read.")
    confidence: Confidence | None = Field(None, description="V verified, S secondary, D derived, M memory.")
    assumed: Line | None = Field(None, description="Why this value, when no source states it.")
    range: tuple[Decimal, Decimal] | None = Field(None, description="The interval it may lie in.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.range is not None and self.range[0] > self.range[1]:
            raise PydanticCustomError(
                "range",
                "the range begins at {low} and ends at {high} | its ends are the wrong way round | swap them",
                {"low": str(self.range[0]), "high": str(self.range[1]), "at": ("range",)},
            )
        return self

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The numbers that have this origin, each with its name beside the others; `""` where it is alone."""
        yield from ()

    @property
    def documented(self) -> bool:
        """Whether the number states a source, or an assumption with a range."""
        if self.source is not None and self.confidence is not None and self.confidence != "M":
            return True
        return (self.assumed is not None or self.source is not None) and self.range is not None


def _bare(data: Any) -> Any:
    """A bare number as the number of a group.

    Files bring int and Decimal. From Python come other numbers too: a float, Python's or NumPy's, is taken
    as the shortest decimal that it prints as, so that 0.1 is a tenth.
    """
    if isinstance(data, bool) or not isinstance(data, numbers.Real | Decimal):
        return data
    if isinstance(data, Decimal):
        return {"value": data}
    return {"value": int(data) if isinstance(data, numbers.Integral) else Decimal(repr(float(data)))}


class Quantity(Sourced):
    """One number, the same at all times."""

    value: Decimal

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The number."""
        yield "", self.value

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_number(cls, data: Any) -> Any:
        return _bare(data)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that the number takes."""
        return (self.value,)


class Whole(Sourced):
    """One whole number, the same at all times: a count, an age, an hour, days."""

    value: int

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The number."""
        yield "", Decimal(self.value)

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_number(cls, data: Any) -> Any:
        if isinstance(data, Decimal | float) and data % 1 != 0:
            raise PydanticKnownError("int_from_float")
        return _bare(data)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that the number takes."""
        return (Decimal(self.value),)


class Table(Sourced):
    """Several numbers from one source: category -> value. A file may write the categories alone."""

    range: tuple[Decimal, Decimal] | None = Field(
        None, description="The factors between which every value may be off: [0.5, 2] is half to twice."
    )
    values: dict[Word, Decimal] = Field(max_length=MAX_CATEGORIES)

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The numbers by category."""
        yield from self.values.items()

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_table(cls, data: Any) -> Any:
        if is_bare(data):
            return {VALUES: data}
        if isinstance(data, dict) and VALUES not in data:
            numbers = [key for key, each in data.items() if isinstance(each, int | Decimal)]
            if numbers:
                text = "categories stand beside the origin of their numbers | one is told from the other by "
                text += "`values`, which holds the categories | write `values:` before `{first}` and the rest"
                raise PydanticCustomError("beside_origin", text, {"first": numbers[0], "at": (numbers[0],)})
        return data


class DatedQuantity(Sourced):
    """One number, or one that changes on given days; before its first day it is not in force."""

    value: Decimal | None = None
    dated: dict[dt.date, Decimal] | None = Field(
        None, max_length=MAX_DAYS, description="Day of change: value from that day on."
    )

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_number(cls, data: Any) -> Any:
        return _bare(data)

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The number, or each of its values with its day."""
        if self.value is not None:
            yield "", self.value
        yield from ((f"from {day}", value) for day, value in (self.dated or {}).items())

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.value is None) == (not self.dated):
            raise ValueError("a number needs either `value` or `dated` | keep one of the two")
        return self

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that the number takes."""
        return (self.value,) if self.value is not None else tuple((self.dated or {}).values())

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which the number changes, in order."""
        return tuple(sorted(self.dated or {}))

    def on(self, day: dt.date) -> Decimal | None:
        """The value in force on `day`, or None before the first one."""
        if self.value is not None:
            return self.value
        past = [start for start in self.days if start <= day]
        return (self.dated or {})[past[-1]] if past else None


def within(low: str, high: str, why: str) -> Any:
    """A validator that every value of a quantity lies in the closed interval; `why` says why there."""

    def check(quantity: Any) -> Any:
        for value in quantity.values:
            # A file has no such number (`scalars`); Python has.
            if value and abs(value.adjusted()) >= MAX_MAGNITUDE:
                raise ValueError(
                    f"a size of 10^{value.adjusted()} is beyond what is computed with"
                    f" | numbers other than 0 lie between 1e-{MAX_MAGNITUDE} and 1e{MAX_MAGNITUDE}"
                    " | write a number there"
                )
            if value < Decimal(low):
                raise ValueError(f"{value} is below {low} | {why} | give a number of at least {low}")
            if value > Decimal(high):
                raise ValueError(f"{value} is above {high} | {why} | give a number of at most {high}")
        return quantity

    return AfterValidator(check)


def whole_within(low: int, high: int | None = None) -> Any:
    """A validator that a whole number lies in the closed interval; `high` None: it has no end."""

    def check(quantity: Whole) -> Whole:
        if quantity.value < low:
            raise PydanticKnownError("greater_than_equal", {"ge": low})
        if high is not None and quantity.value > high:
            raise PydanticKnownError("less_than_equal", {"le": high})
        return quantity

    return AfterValidator(check)


def on_the_grid(quantity: Any) -> Any:
    """Scores are kept in sixteenths of a point: a number of points must be one (see the specification)."""
    for value in quantity.values:
        if (value * 16) % 1 != 0:
            near = Decimal(round(value * 16)) / 16
            raise ValueError(
                f"{value} is not a whole number of sixteenths of a point"
                f" | scores are kept in sixteenths | the nearest is {near}"
            )
    return quantity


_SHARE, _SIGNED = "a share lies between 0 and 1", "it lies between -1 and 1"
Share = Annotated[Quantity, within("0", "1", _SHARE), Unit("share")]
DatedShare = Annotated[DatedQuantity, within("0", "1", _SHARE), Unit("share")]
Signed = Annotated[Quantity, within("-1", "1", _SIGNED), Unit("share, with a sign")]
_POINTS = "scores are kept in 16 bits, from -2048 to 2047 points"
Points = Annotated[Quantity, within("-2048", "2047", _POINTS), AfterValidator(on_the_grid), Unit("points")]
DatedPoints = Annotated[
    DatedQuantity, within("-2048", "2047", _POINTS), AfterValidator(on_the_grid), Unit("points")
]
Level = Annotated[
    Quantity, within("0", "255", "levels of dread and hardship lie between 0 and 255"), Unit("level of 255")
]
"""A level of dread or hardship, 0 to 255."""

# Bounds of numbers that have no end of their own. They are far above whatever is meant, and with them no
# product of a step leaves the 64 bits of the engine's integers.
_YEARLY = "a number a year lies between 0 and 1,000,000, so that what is counted fits into 64 bits"
Yearly = Annotated[Quantity, within("0", "1000000", _YEARLY), Unit("a year")]
"""How often, or how much, a year. How many events a week may bring is narrower (`society/crowding.py`)."""
DatedYearly = Annotated[DatedQuantity, within("0", "1000000", _YEARLY), Unit("a year")]
_FACTOR = "a factor lies between 0 and 10,000, so that what it multiplies fits into 64 bits"
Factor = Annotated[Quantity, within("0", "10000", _FACTOR), Unit("factor")]
"""How many times as much."""
Yuan = Annotated[
    Quantity, within("0", "1000000000", "yuan of one family lie between 0 and 1,000,000,000"), Unit("yuan")
]
Days = Annotated[
    Quantity, within("0", "1000000", "a half-life lies between 0 and 1,000,000 days"), Unit("days")
]
Worth = Annotated[Quantity, within("0", "1000000", "effort lies between 0 and 1,000,000"), Unit("effort")]
"""Effort, or what a point is worth of it, in a unit of the society's own."""
Years = Annotated[
    Quantity, within("0", "100", "what is gained is counted over 0 to 100 years"), Unit("years")
]
Margin = Annotated[
    Quantity,
    within("0", "4095", "a margin is 0 to 4,095 points, the length of the longest scale"),
    AfterValidator(on_the_grid),
    Unit("points"),
]
"""Points beyond a threshold."""
_VISIBLE = "it lies between 0 and 64: the words that choose leave no more room"
Visibility = Annotated[Quantity, within("0", "64", _VISIBLE), Unit("factor")]
"""How many times as often somebody is shown as others."""
