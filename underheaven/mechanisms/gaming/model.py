"""What a society says of acts done for the score."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import Days, Factor, Margin, Model, Quantity, Share, Worth, Yearly, Years
from underheaven.documents.units import Unit

MAX_CLASSES = 8
MAX_NAMED = 64
"""Consequences and privileges that a society may name."""
ActClass = Literal["need", "conduct", "purchase", "credit"]


class Effort(Model):
    """A share of people for whom every effort is worth `factor` times that of others."""

    share: Share
    factor: Factor


class Goods(Model):
    """What lies above a score is worth to people, in effort.

    What a consequence denies and what a privilege gives is the policy's; what that is worth to somebody is
    the society's, so that any policy has its worths without a word about them.
    """

    years: Years = Field(Quantity(value=1), description="Years over which a person counts what is gained.")
    classes: dict[ActClass, Worth] = Field(
        default_factory=dict,
        max_length=4,
        description="Class of act: worth of being free to do one such act.",
    )
    acts: dict[PolicyName, Worth] = Field(
        default_factory=dict,
        max_length=MAX_KINDS_NAMED,
        description="Kind of act: worth of being free to do one, instead of that of its class.",
    )
    liberty: Worth = Field(
        Quantity(value=0),
        description="Worth of a year without house arrest, beside the acts that it prevents.",
    )
    representative: Worth = Field(
        Quantity(value=0), description="Worth of a year of being free to represent a firm."
    )
    yuan: Worth = Field(Quantity(value=0), description="Worth of a yuan that a privilege brings.")
    fast_lane: Worth = Field(Quantity(value=0), description="Worth of a year of being served before others.")
    visibility: Worth = Field(
        Quantity(value=0),
        description="Worth of a year of being shown twice as often as others; of thrice, two such.",
    )
    named: dict[PolicyName, Worth] = Field(
        default_factory=dict,
        max_length=MAX_NAMED,
        description="Consequence or privilege: worth of a year without it, or with it, instead of all above.",
    )


class Gaming(Model):
    """Doing what raises the score for its own sake, when it is worth the effort (Hardt et al. 2016)."""

    per_year: Annotated[Yearly, Unit("times a year")] = Field(
        description="Times a year that an adult in a scheme considers it."
    )
    aims: Literal["points", "thresholds"] = Field(
        "points",
        description="What it is done for: the points of each act, or what lies above one's score.",
    )
    worth: Annotated[Worth | None, Unit("effort a point")] = Field(
        None, description="Aim `points`: effort that one point is worth."
    )
    goods: Goods | None = Field(None, description="Aim `thresholds`: what lies above is worth.")
    margin: Margin | None = Field(
        None, description="Aim `thresholds`: points beyond a threshold that people want to keep."
    )
    wait_days: Days | None = Field(
        None, description="Aim `thresholds`: days within which people wait for what recovery brings."
    )
    sharpness: Factor | None = Field(
        None,
        description="Aim `thresholds`: kinds are chosen by their points for an effort, to this power; "
        "absent: those that yield most alone.",
    )
    count_effort: bool = Field(
        False, description="Aim `points`: effort spent is counted, as it always is with `thresholds`."
    )
    efforts: tuple[Effort, ...] = Field(min_length=1, max_length=MAX_CLASSES, description="Shares sum to 1.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.aims == "points" and self.worth is None:
            raise ValueError(
                "gaming for points without `worth` | nobody knows what effort a point is worth | add `worth`"
            )
        if self.aims == "thresholds" and self.goods is None:
            raise ValueError(
                "gaming for thresholds without `goods` | nothing above is worth an effort | add `goods`"
            )
        return self

    @property
    def kept(self) -> Decimal:
        """Points beyond a threshold that people want to keep."""
        return Decimal(0) if self.margin is None else self.margin.value

    @property
    def waits(self) -> Decimal:
        """Days within which people wait for what recovery brings."""
        return Decimal(0) if self.wait_days is None else self.wait_days.value

    @property
    def counts_effort(self) -> bool:
        """Whether the effort spent is counted."""
        return self.count_effort or self.aims == "thresholds"


class GamingSafeguards(Model):
    """Whether everybody can know what counts."""

    published_method: bool = Field(False, description="The method is published, whatever `secrecy` says.")


SAFEGUARDS, PLACE = GamingSafeguards, 20
"""Keys of `safeguards`, and their place among those of all mechanisms."""
