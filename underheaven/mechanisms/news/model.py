"""What a policy says of the warnings and the news that people hear."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import Days, Level, Model, Share
from underheaven.documents.texts import Title
from underheaven.mechanisms.enrolment.model import Regions


class Announcement(Model):
    """A warning heard by everybody who does certain acts, such as taking a train."""

    title: Title
    on: tuple[PolicyName, ...] = Field(max_length=MAX_KINDS_NAMED)
    dread: Level = Field(description="Dread added each time it is heard.")
    chance: Share | None = Field(
        None, description="Chance of a record that it speaks of; who hears it comes to believe it."
    )
    since: dt.date
    until: dt.date | None = None
    half_life_days: Days | None = Field(
        None, description="Days after which it frightens half as much; absent: it never wears off."
    )


class News(Model):
    """Something that is talked about, less and less as time goes by."""

    title: Title
    day: dt.date
    per_day: Share = Field(description="Chance to hear it on its first day.")
    half_life_days: Days
    dread: Level
    regions: Regions = "all"
