"""What a society has beside its people: a hospital, places, partners to find, firms, and renewal.

All of it exists without any scheme; a policy changes who is served first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from underheaven.documents.quantity import (
    Factor,
    Level,
    Model,
    Order,
    Quantity,
    Share,
    Signed,
    Worth,
    Yearly,
    Yuan,
    within,
)
from underheaven.documents.texts import Title, Word, nobodys

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_+-]{0,47}$"), AfterValidator(nobodys)]
_MINUTES = "a visit takes 0 to 1,440 minutes, a day"
_VARIATION = "it lies between 0 and 100, since waits grow with its square"
MAX_PLACES, MAX_SECTORS, MAX_FIRM_KINDS, MAX_CLASSES, MAX_BANDS = 4, 16, 8, 8, 102


class Hospital(Model):
    """A queue for a kind of need, with two classes of which one may be served first (Cobham 1954)."""

    kind: Name = Field(description="The need that it serves.")
    visits_per_person_year: Yearly = Field(description="Its capacity per inhabitant.")
    density: Name | None = Field(None, description="A density of the regions that scales its capacity.")
    minutes_per_visit: Annotated[Quantity, within("0", "1440", _MINUTES)] = Field(
        description="Mean time of a service, minutes: at most those of a day."
    )
    variation: Annotated[Quantity, within("0", "100", _VARIATION)] = Field(
        description="Its standard deviation over its mean, at most 100."
    )
    usual_load: Share = Field(description="Visits wanted over capacity, before any is counted.")


class Place(Model):
    """A good of which a region has a fixed number, allotted to families once a year."""

    title: Title
    families: Literal["all", "with_small_child"] = Field(description="Who wants it.")
    share: Share = Field(description="Places per family that wants one.")
    density: Name | None = Field(None, description="A density of the regions that scales the number.")
    yuan: Yuan = Field(Quantity(value=0), description="What it is worth to a family, yuan.")
    hardship: Level = Field(
        Quantity(value=0), description="Hardship of the adults of a family that loses it to a higher rank."
    )


class Dating(Model):
    """Looking for a partner: people are shown to each other, and a match needs two."""

    kind: Name = Field(description="The need that brings a person among the seekers of a step.")
    rounds: int = Field(ge=1, le=4, description="How often in a step each looks at somebody.")
    acceptance: Share = Field(description="Chance that the one looked at looks back, at mean visibility.")


class FirmAct(Model):
    """A kind of act of firms."""

    title: Title
    per_year: Yearly = Field(description="Times a year that a firm considers it.")
    rate_by_sector: dict[Word, Factor] = Field(
        default_factory=dict, max_length=MAX_SECTORS, description="Factor; 1 where absent."
    )
    propensity: Share = Field(description="Chance to do it when considered, without dread.")
    dread_response: Signed = Field(description="Share no longer done when its representative dreads most.")


class Firms(Model):
    """The firms of a community: its employed people, in groups."""

    sizes: dict[Literal["2", "4", "8", "16", "32", "64"], Share] = Field(
        min_length=1,
        max_length=6,
        description="Places of a firm: share of all places that are in such firms; sums to 1.",
    )
    sectors: dict[Name, Share] = Field(
        min_length=1, max_length=MAX_SECTORS, description="Share of firms; sums to 1."
    )
    acts: Annotated[dict[Name, FirmAct], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_FIRM_KINDS
    )


class Renewal(Model):
    """Births, deaths and moves: how often a place in a household gets another occupant of the same kind."""

    per_year: dict[Word, Yearly] = Field(
        max_length=MAX_BANDS, description="Age band: replacements per person-year; 0 if absent."
    )


class SpeechThreshold(Model):
    """A share of people who speak critically only while at least so much of what is said is critical.

    Granovetter 1978; Kuran 1991.
    """

    share: Share
    climate: Share


class Effort(Model):
    """A share of people for whom every effort is worth `factor` times that of others."""

    share: Share
    factor: Factor


class Gaming(Model):
    """Doing what raises the score for its own sake, when it is worth the effort (Hardt et al. 2016)."""

    per_year: Yearly = Field(description="Times a year that an adult in a scheme considers it.")
    worth: Worth = Field(description="Effort that one point is worth.")
    efforts: tuple[Effort, ...] = Field(min_length=1, max_length=MAX_CLASSES, description="Shares sum to 1.")
