"""Where and when a scheme begins, and who is in it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from underheaven.documents.quantity import Factor, Model, Share
from underheaven.documents.texts import Word

MAX_REGIONS_NAMED, MAX_ATTRIBUTES, MAX_CATEGORIES = 64, 8, 102

Regions = Annotated[tuple[Word, ...], Field(max_length=MAX_REGIONS_NAMED)] | Literal["all"]
"""Regions of the society, or all of them."""


class Rollout(Model):
    """From a day on, a share of the communities of some regions is in the scheme."""

    since: dt.date
    share: Share
    regions: Regions = "all"
    joining: Literal["mandatory", "voluntary"] = Field(
        "mandatory", description="Whether everybody there is in it, or those who join (`joining`)."
    )


class Joining(Model):
    """Who joins where joining is voluntary: a share of people that depends on what they are."""

    share: Share
    share_by: dict[Word, Annotated[dict[Word, Factor], Field(max_length=MAX_CATEGORIES)]] = Field(
        default_factory=dict,
        max_length=MAX_ATTRIBUTES,
        description="Attribute -> category -> factor on `share`; 1 where absent.",
    )


class EnrolmentSafeguards(Model):
    """Who is in the scheme, and how long."""

    opt_in: bool = Field(False, description="Only those who join are in the scheme.")
    sunset: dt.date | None = Field(None, description="The day on which the whole scheme ends.")


SAFEGUARDS, PLACE = EnrolmentSafeguards, 80
"""Keys of `safeguards`, and their place among those of all mechanisms."""
