"""What a high score brings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import DatedPoints, Model, Quantity, Visibility, Yuan
from underheaven.documents.texts import Title
from underheaven.documents.units import Unit


class Privilege(Model):
    """What happens to a person whose score is above a threshold."""

    title: Title
    above: DatedPoints = Field(description="In force above this score, strictly: above 650 begins past 650.")
    yuan_per_year: Annotated[Yuan, Unit("yuan a year")] = Field(
        Quantity(value=0), description="Worth of holding it for a year."
    )
    kinds: tuple[PolicyName, ...] = Field(
        (), max_length=MAX_KINDS_NAMED, description="Kinds of act that it makes cheaper."
    )
    yuan_per_use: Annotated[Yuan, Unit("yuan a use")] = Field(
        Quantity(value=0), description="Worth of each such act, yuan."
    )
    fast_lane: bool = Field(False, description="Served before others where the society has a queue.")
    visibility: Visibility | None = Field(
        None, description="How many times more often its holders are shown to those who look for a partner."
    )
