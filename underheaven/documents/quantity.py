"""A number that says where it comes from.

Every number of a shipped policy or society is a `Quantity`: its value, and either the source that
states it (with how sure we are of it) or the word that it is assumed, with the range it may lie in.
A file of one's own may write a bare number instead.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from underheaven.documents.tables import VALUES, is_bare
from underheaven.documents.texts import Line, Word

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

    @property
    def documented(self) -> bool:
        """Whether the number states a source, or an assumption with a range."""
        if self.source is not None and self.confidence is not None and self.confidence != "M":
            return True
        return (self.assumed is not None or self.source is not None) and self.range is not None


class Quantity(Sourced):
    """One number, the same at all times."""

    value: Decimal

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_number(cls, data: Any) -> Any:
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return {"value": data}
        return data

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that the number takes."""
        return (self.value,)


class Table(Sourced):
    """Several numbers from one source: category -> value. A file may write the categories alone."""

    range: tuple[Decimal, Decimal] | None = Field(
        None, description="The factors between which every value may be off: [0.5, 2] is half to twice."
    )
    values: dict[Word, Decimal] = Field(max_length=MAX_CATEGORIES)

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
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return {"value": data}
        return data

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


def _within(low: str | None, high: str | None) -> Any:
    """A validator that every value of a quantity lies in the closed interval."""

    def check(quantity: Any) -> Any:
        for value in quantity.values:
            if low is not None and value < Decimal(low):
                raise ValueError(f"{value} is below {low} | give a number of at least {low}")
            if high is not None and value > Decimal(high):
                raise ValueError(f"{value} is above {high} | give a number of at most {high}")
        return quantity

    return AfterValidator(check)


def on_the_grid(quantity: Any) -> Any:
    """Scores are kept in sixteenths of a point: a number of points must be one (see the specification)."""
    for value in quantity.values:
        if (value * 16) % 1 != 0:
            near = Decimal(round(value * 16)) / 16
            raise ValueError(
                f"{value} is not a whole number of sixteenths of a point | the nearest is {near}"
            )
    return quantity


Share = Annotated[Quantity, _within("0", "1")]
DatedShare = Annotated[DatedQuantity, _within("0", "1")]
Positive = Annotated[Quantity, _within("0", None)]
DatedPositive = Annotated[DatedQuantity, _within("0", None)]
Signed = Annotated[Quantity, _within("-1", "1")]
Points = Annotated[Quantity, _within("-2048", "2047"), AfterValidator(on_the_grid)]
DatedPoints = Annotated[DatedQuantity, _within("-2048", "2047"), AfterValidator(on_the_grid)]
Level = Annotated[Quantity, _within("0", "255")]
"""A level of dread or hardship, 0 to 255."""
Visibility = Annotated[Quantity, _within("0", "64")]
"""How many times as often somebody is shown as others: the words that choose leave no more room."""
