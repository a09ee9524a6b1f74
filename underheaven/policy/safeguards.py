"""Safeguards: what protects people from a scheme. Each can be switched alone, and they compose.

A safeguard overrides what the rest of the policy says: `published_method: true` beside a secret method
is a published one. What cannot hold together at all is refused (`coherence`).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from underheaven.documents.quantity import Model, Share, Yearly


class Notice(Model):
    """A record that costs points takes effect only some days after it was announced to the person."""

    days: int = Field(ge=1, le=3660)


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
    days: int = Field(ge=0, le=3660, description="Days that a decision takes when nobody waits.")
    capacity_per_1000_year: Yearly = Field(
        description="Appeals that are decided a year per 1,000 inhabitants of the region."
    )
    suspensive: bool = Field(description="Whether the points wait for the decision.")


class Expiry(Model):
    """Records end exactly so many days after they were written: their points come back."""

    days: int = Field(ge=1, le=36_600)
    records: Literal["all", "bad"] = Field("bad", description="Which records end.")


class Safeguards(Model):
    """The safeguards of a policy; all off where nothing is said."""

    notice: Notice | None = None
    review: Review | None = None
    appeal: Appeal | None = None
    expiry: Expiry | None = None
    published_method: bool = Field(False, description="The method is published, whatever `secrecy` says.")
    no_association: bool = Field(False, description="Nobody's score is pulled by others.")
    no_speech: bool = Field(False, description="Rules about speech are void.")
    no_purchases: bool = Field(False, description="Rules about purchases are void.")
    no_biometric_only: bool = Field(
        False, description="What recognises faces writes no record that no other source writes."
    )
    essential_services: bool = Field(
        False, description="What the society calls essential is neither denied nor prevented."
    )
    same_context: bool = Field(
        False, description="An act is denied only for records of its own context; nobody is confined."
    )
    opt_in: bool = Field(False, description="Only those who join are in the scheme.")
    sunset: dt.date | None = Field(None, description="The day on which the whole scheme ends.")
