"""The language of a policy: what a scheme watches, counts, rewards and punishes.

A policy names kinds of act (which a society defines) and nothing about any person. Every number may
be dated; every shipped number states its source or says that it is assumed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from underheaven.documents.names import MAX_KINDS_NAMED
from underheaven.documents.names import PolicyName as Name
from underheaven.documents.quantity import (
    DatedQuantity,
    DatedShare,
    Model,
    Order,
    Points,
    Share,
    Whole,
    Yearly,
    whole_within,
)
from underheaven.documents.texts import Line, Prose, Title
from underheaven.documents.units import Unit
from underheaven.mechanisms.association.model import Association
from underheaven.mechanisms.attention.model import Learning
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.enrolment.model import Joining, Rollout
from underheaven.mechanisms.firms.scheme import FirmScheme
from underheaven.mechanisms.mistakes.model import Faces, Mistakes
from underheaven.mechanisms.news.model import Announcement, News
from underheaven.mechanisms.places.model import Positional
from underheaven.mechanisms.privileges.model import Privilege
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.structure import Structure

MAX_SOURCES, MAX_CONSEQUENCES, MAX_NEWS, MAX_SOURCES_OF_A_KIND, MAX_MISTAKES = 16, 8, 4, 4, 32
MAX_PRIVILEGES, MAX_GOODS = 8, 8
MAX_CORRECTIONS, MAX_ANNOUNCEMENTS, MAX_WAVES = 32, 16, 128


class Score(Model):
    """The scale, in points; kept in sixteenths of a point between -2048 and 2047."""

    minimum: Points
    maximum: Points
    start: Points = Field(description="Everybody's score on the day the scheme reaches them.")
    recovery: Annotated[Yearly, Unit("points a year")] = Field(
        description="Points a year by which a score below `start` returns to it."
    )
    scored_from_age: Annotated[Whole, whole_within(0, 100), Unit("years of age")] = Field(
        Whole(value=18), description="Age from which a person is scored."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.minimum.value <= self.start.value <= self.maximum.value:
            raise ValueError("`start` must lie between `minimum` and `maximum` | move `start` or the ends")
        if self.minimum.value == self.maximum.value:
            raise ValueError("the scale has no length | set `maximum` above `minimum`")
        return self


class Coverage(Model):
    """Share of acts that a source could see, in towns and in the country."""

    urban: DatedShare
    rural: DatedShare


Hour = Annotated[Whole, whole_within(0, 23), Unit("hour of the day")]


class Hours(Model):
    """Hours of the day in which a source sees only a share of what it otherwise would."""

    first: Hour = Field(description="The first hour: 22 is from 22:00.")
    last: Hour = Field(description="The last hour, included; may be past midnight.")
    share: Share


class Source(Model):
    """One source of data: what it sees, how much of it, and how it errs."""

    title: Title
    about: Prose = ""
    kind: Literal["files", "cameras", "body_scanning", "geo_tracking"] = Field(
        "files", description="What the data are: files that offices keep, or what a device saw."
    )
    coverage: Coverage
    density: Name | None = Field(None, description="A density of the society's regions that scales coverage.")
    hours: tuple[Hours, ...] = Field((), max_length=4, description="Hours in which less is seen.")
    attention: DatedShare = Field(
        DatedQuantity(value=Decimal(0)),
        description="Share of its capacity that goes to regions in proportion to what it found there before.",
    )
    learning: Learning | None = Field(
        None,
        description="What its attention follows; absent: its own findings of about eight weeks, as they are.",
    )
    sees: dict[Name, DatedShare] = Field(
        max_length=MAX_KINDS_NAMED, description="Kind of act: share caught when covered."
    )
    mistakes: Mistakes | None = None
    faces: Faces | None = None


class Policy(Model):
    """A whole policy."""

    policy: Name
    title: Title
    about: Prose
    corrections: tuple[Line, ...] = Field(
        (), max_length=MAX_CORRECTIONS, description="What scholarship corrects in what is described."
    )
    score: Score
    secrecy: DatedShare = Field(description="0: the method is published; 1: it is secret.")
    sources: Annotated[dict[Name, Source], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_SOURCES
    )
    rules: dict[Name, Rule] = Field(default_factory=dict, max_length=MAX_KINDS_NAMED)
    consequences: Annotated[dict[Name, Consequence], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_CONSEQUENCES
    )
    association: Association
    announcements: dict[Name, Announcement] = Field(default_factory=dict, max_length=MAX_ANNOUNCEMENTS)
    news: dict[Name, News] = Field(default_factory=dict, max_length=MAX_NEWS)
    rollout: Annotated[dict[Name, Rollout], Order.BY_DAY] = Field(default_factory=dict, max_length=MAX_WAVES)
    joining: Joining | None = None
    privileges: Annotated[dict[Name, Privilege], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_PRIVILEGES
    )
    positional: dict[Name, Positional] = Field(
        default_factory=dict,
        max_length=MAX_GOODS,
        description="Good of the society: its places are given by rank of the family.",
    )
    firms: FirmScheme | None = None
    safeguards: Safeguards = Safeguards()
    structure: Structure | None = Field(
        None, description="Which rules of the model matter under it, and why; no result depends on it."
    )

    def __repr__(self) -> str:
        """In a line: its name and its title."""
        return f"<Policy {self.policy}: {self.title}>"

    def __str__(self) -> str:
        """The same."""
        return repr(self)
