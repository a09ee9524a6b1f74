"""The scheme for firms: what they are scored for, and what follows for those who lead and work in them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from underheaven.documents.names import PolicyName
from underheaven.documents.quantity import (
    DatedPoints,
    DatedShare,
    Level,
    Model,
    Order,
    Points,
    Quantity,
    Share,
    Yearly,
)
from underheaven.documents.texts import Title
from underheaven.documents.units import Unit

MAX_FIRM_CONSEQUENCES, MAX_FIRM_RULES = 4, 16


class FirmScore(Model):
    """The scale of firms, in points, as that of citizens."""

    minimum: Points
    maximum: Points
    start: Points
    recovery: Annotated[Yearly, Unit("points a year")] = Field(
        Quantity(value=0), description="Points a year back to `start` from below."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.minimum.value <= self.start.value <= self.maximum.value:
            raise ValueError("`start` must lie between `minimum` and `maximum` | move `start` or the ends")
        return self


class FirmRule(Model):
    """What an act of a firm does to its score, and how often it comes to light."""

    points: DatedPoints
    caught: DatedShare = Field(description="Share of such acts that an office records.")


class FirmConsequence(Model):
    """What happens to a firm whose score is below a threshold, and to its people."""

    title: Title
    below: DatedPoints
    representative_points: Points = Field(
        Quantity(value=0), description="Moves the legal representative's score when the firm falls under it."
    )
    employees_hardship: Level = Field(
        Quantity(value=0), description="Hardship added to everybody employed when the firm falls under it."
    )
    wage_cut: Share = Field(Quantity(value=0), description="Share of wages lost while it is in force.")


class FirmScheme(Model):
    """Scores of firms (Article 2019; the blacklists of enterprises are documented)."""

    score: FirmScore
    rules: dict[PolicyName, FirmRule] = Field(default_factory=dict, max_length=MAX_FIRM_RULES)
    consequences: Annotated[dict[PolicyName, FirmConsequence], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_FIRM_CONSEQUENCES
    )
