"""What a policy says of a threshold that follows outcomes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import Model, Quantity, within
from underheaven.documents.units import Unit

LONGEST_DAYS = "3660"
What = Literal["done", "recorded", "repaid", "under"]


class Between(Model):
    """Points between which a threshold moves."""

    least: Annotated[Quantity, Unit("points")]
    most: Annotated[Quantity, Unit("points")]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least.value >= self.most.value:
            raise PydanticCustomError(
                "between",
                "the least threshold is {least} and the most {most} | between them it could not move"
                " | write the lower one as `least`",
                {"least": f"{self.least.value:f}", "most": f"{self.most.value:f}", "at": ("least",)},
            )
        return self


class Follows(Model):
    """A decision maker's standard that follows what came of it.

    At the end of each period the threshold is moved by how far the share was from its target (Coate and Loury
    1993; Mouzannar, Ohannessian and Srebro 2019).
    """

    what: What = Field(
        description="Share of considered acts that are done, records a person and year, share of loans that"
        " are repaid, or share of the scored who are under the consequence."
    )
    kinds: tuple[PolicyName, ...] = Field(
        (), max_length=MAX_KINDS_NAMED, description="Kinds of act that count; all where absent."
    )
    over_days: Annotated[
        Quantity, within("1", LONGEST_DAYS, "a period lies between a day and ten years"), Unit("days")
    ] = Field(
        description="A period, in days: so long counts are added up, and so often the threshold is moved."
    )
    lag_days: Annotated[
        Quantity, within("0", LONGEST_DAYS, "a lag lies between nothing and ten years"), Unit("days")
    ] = Field(
        Quantity(value=Decimal(0)),
        description="Days from the end of a period until its result is in force.",
    )
    of: Literal["nation", "region"] = Field(
        "nation", description="Whose counts decide: those of everybody, or of each region for its own people."
    )
    by_group: bool = Field(
        False, description="Each group has a threshold by its own counts. A policy that has this is flagged."
    )
    target: Annotated[
        Quantity,
        within("0", "1000", "a share or a rate a year lies between 0 and 1,000"),
        Unit("share, or a year"),
    ]
    raise_when: Literal["above", "below"] = Field(
        description="Whether the threshold rises where the share is above its target, or below it."
    )
    gain: Annotated[Quantity, within("0", "100000", "points lie between 0 and 100,000"), Unit("points")] = (
        Field(description="Points by which it is moved for each 1 by which the share is off.")
    )
    step: Annotated[
        Quantity, within("0.0625", "4095", "points lie between a sixteenth and 4,095"), Unit("points")
    ] = Field(description="The most points by which it is moved at once.")
    between: Between
