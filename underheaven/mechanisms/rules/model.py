"""What a policy says a record does to the score."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from underheaven.documents.quantity import DatedPoints, Model, Whole, whole_within
from underheaven.documents.units import Unit


class Rule(Model):
    """What a recorded act of one kind does to the score.

    A kind of credit moves the score by what becomes of it: `repaid` and `defaulted` instead of `points`.
    """

    points: DatedPoints | None = None
    repaid: DatedPoints | None = Field(None, description="Points when what was granted is paid back.")
    defaulted: DatedPoints | None = Field(None, description="Points when it is not.")
    per_day: Annotated[Whole, whole_within(1, 100), Unit("records a day")] | None = Field(
        None, description="Records of this kind that count on one day."
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        outcomes = self.repaid is not None or self.defaulted is not None
        if self.points is None and not outcomes:
            raise ValueError(
                "the rule gives no points | a record must do something to the score"
                " | add `points`, or `repaid` and `defaulted` for a kind of credit"
            )
        if self.points is not None and outcomes:
            raise ValueError(
                "the rule has `points` and also `repaid` or `defaulted`"
                " | a record moves the score by itself or by what becomes of the credit, not both"
                " | keep one of the two; in a reform, null removes what is not wanted"
            )
        return self

    def points_on(self, day: dt.date) -> tuple[Decimal, Decimal]:
        """Points of a record made on a day: where the outcome is good, and where it is bad.

        The two are the same for all kinds but those of credit; 0 where no points are in force.
        """
        good, bad = (self.points, self.points) if self.points is not None else (self.repaid, self.defaulted)
        none = Decimal(0)
        return (good.on(day) or none if good else none), (bad.on(day) or none if bad else none)


class RulesSafeguards(Model):
    """Whether purchases count."""

    no_purchases: bool = Field(False, description="Rules about purchases are void.")


SAFEGUARDS, PLACE = RulesSafeguards, 50
"""Keys of `safeguards`, and their place among those of all mechanisms."""
