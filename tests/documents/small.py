"""A small model with one field of every kind that documents have, for the tests of this folder."""

import datetime as dt
import enum
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Quantity

FIXTURES = Path(__file__).parent / "fixtures"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"


class Rule(Part):
    points: Decimal
    per_day: int | None = None


class Pace(Part):
    since: dt.date
    value: Decimal


class Denial(Part):
    kind: Literal["denial"]
    acts: list[str]


class Delay(Part):
    kind: Literal["delay"]
    days: int


class Small(Part):
    """A small document."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    size: int = Field(description="How large it is.")
    share: Decimal = Field(ge=0, le=1)
    since: dt.date = Field(description="Its first day.")
    colour: Colour
    open: bool = False
    low: int = 0
    high: int = 10
    rate: Quantity = Quantity(value=Decimal("0.5"))
    rules: dict[str, Rule] = Field(default_factory=dict)
    steps: tuple[int, ...] = Field((), max_length=3)
    reach: Literal["here", "everywhere"] | Annotated[int, Field(ge=1)] = "here"
    pace: Decimal | list[Pace] = Decimal(1)
    effects: list[Annotated[Denial | Delay, Field(discriminator="kind")]] = Field(default_factory=list)
    by_day: dict[dt.date, Decimal] = Field(default_factory=dict)

    @field_validator("rules")
    @classmethod
    def _no_thirteen(cls, rules: dict[str, Rule]) -> dict[str, Rule]:
        for name, rule in rules.items():
            if rule.points == 13:
                raise PydanticCustomError(
                    "thirteen", "13 brings bad luck | nobody dares | write 12", {"at": (name, "points")}
                )
        return rules

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("`low` lies above `high` | exchange them")
        return self


def problems_of(action: Any, *args: Any) -> tuple[Problem, ...]:
    """The problems for which `action` refuses its input; fails where it does not."""
    try:
        action(*args)
    except InputError as error:
        return error.problems
    raise AssertionError("nothing was refused")
