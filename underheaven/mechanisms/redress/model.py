"""What a policy grants against its own records: notice, review, appeal and expiry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from underheaven.documents.quantity import Model, Share, Whole, Yearly, whole_within
from underheaven.documents.units import Unit


class Notice(Model):
    """A record that costs points takes effect only some days after it was announced to the person."""

    days: Annotated[Whole, whole_within(1, 3660), Unit("days")]


class Review(Model):
    """Somebody looks at every record before it is written, and strikes out some."""

    strikes_wrong: Share = Field(description="Chance that a record about the wrong person is struck out.")
    strikes_true: Share = Field(description="Chance that a true record is struck out.")


class Appeal(Model):
    """A person may appeal against a record that costs points. Appeals queue for a limited capacity."""

    appeals_wrong: Share = Field(description="Share of records about the wrong person that are appealed.")
    appeals_true: Share = Field(description="Share of true records that are appealed.")
    upheld_wrong: Share = Field(description="Chance to succeed where the record is wrong.")
    upheld_true: Share = Field(description="Chance to succeed where the record is true.")
    days: Annotated[Whole, whole_within(0, 3660), Unit("days")] = Field(
        description="Days that a decision takes when nobody waits."
    )
    capacity_per_1000_year: Annotated[Yearly, Unit("appeals a year per 1,000 people")] = Field(
        description="Appeals that are decided a year per 1,000 inhabitants of the region."
    )
    suspensive: bool = Field(description="Whether the points wait for the decision.")


class Expiry(Model):
    """Records end exactly so many days after they were written: their points come back."""

    days: Annotated[Whole, whole_within(1, 36_600), Unit("days")]
    records: Literal["all", "bad"] = Field("bad", description="Which records end.")


class RedressSafeguards(Model):
    """What is granted against records."""

    notice: Notice | None = None
    review: Review | None = None
    appeal: Appeal | None = None
    expiry: Expiry | None = None


SAFEGUARDS, PLACE = RedressSafeguards, 10
"""Keys of `safeguards`, and their place among those of all mechanisms."""
