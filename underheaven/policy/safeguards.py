"""Safeguards: what protects people from a scheme. Each can be switched alone, and they compose.

A safeguard overrides what the rest of the policy says: `published_method: true` beside a secret method
is a published one. What cannot hold together at all is refused (`coherence`).
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from underheaven.documents.quantity import Model
from underheaven.mechanisms.redress.model import Appeal, Expiry, Notice, Review


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
