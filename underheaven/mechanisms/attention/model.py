"""What a policy says of how a source's attention learns from what is found."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from underheaven.documents.names import PolicyName
from underheaven.documents.quantity import DatedShare, Factor, Model, Quantity, Yearly, within
from underheaven.documents.texts import Word
from underheaven.documents.units import Unit
from underheaven.mechanisms.enrolment.model import MAX_REGIONS_NAMED

MAX_FEEDERS = 16
MOST_STEPS_REMEMBERED = 1_024
"""Levels are whole numbers: what a step adds to a longer memory would be rounded away."""
_MEMORY = "a memory lies between a day, the shortest step, and 7,168 days, 1,024 steps of a week"
Memory = Annotated[Quantity, within("1", "7168", _MEMORY), Unit("days")]
"""Days."""
Weight = Annotated[Quantity, within("0", "64", "a weight lies between 0 and 64"), Unit("factor")]
"""What a report of another source counts, where an own record counts 1."""


class Prior(Model):
    """What a source takes to be known of the regions before it has found anything."""

    per_person_year: Annotated[Yearly, Unit("findings a person and year")] = Field(
        description="Findings a head and year, the mean of all regions: the more, the longer it is believed."
    )
    levels: dict[Word, Factor] = Field(
        default_factory=dict,
        max_length=MAX_REGIONS_NAMED,
        description="Region: how much is taken to be there, relative to the others; 1 where absent.",
    )
    density: PolicyName | None = Field(
        None, description="A density of the society's regions that says it, in place of `levels`."
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.levels and self.density is not None:
            raise ValueError(
                "`levels` and `density` both say how much is in each region | keep one of the two"
            )
        return self


class Learning(Model):
    """What a source's attention follows, and how."""

    memory_days: Memory = Field(
        Quantity(value=56),
        description="Mean age of what is remembered: findings weigh less by the factor e after as long.",
    )
    prior: Prior | None = Field(None, description="What is taken to be known beforehand; absent: nothing.")
    fed_by: dict[PolicyName, Weight] = Field(
        default_factory=dict,
        max_length=MAX_FEEDERS,
        description="Another source: what a record of it counts, where an own one counts 1.",
    )
    correction: DatedShare | None = Field(
        None,
        description="How far own findings are divided by the attention with which they were made;"
        " absent or 0: not at all; 1: wholly.",
    )
