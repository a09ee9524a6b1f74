"""What a policy says of how a source errs: slips of the pen and false matches."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import (
    DatedYearly,
    Factor,
    Model,
    Quantity,
    Share,
    Whole,
    whole_within,
)
from underheaven.documents.units import Unit


class Mistakes(Model):
    """Records that a source writes about the wrong person, by a slip of the pen."""

    per_person_year: Annotated[DatedYearly, Unit("records a person and year")]
    records: dict[PolicyName, Share] = Field(
        max_length=MAX_KINDS_NAMED, description="Kind of act written down: its share; sums to 1."
    )


class Persistence(Model):
    """A share of people whose false-match rate is the mean rate times `factor`, for life."""

    share: Share
    factor: Factor


class Faces(Model):
    """Face search: every face searched is compared with a gallery of the society's real population.

    Grother, Ngan and Hanaoka 2019 (NISTIR 8280) for the two rates; FPIR = 1 - (1 - FMR)^N.
    """

    searches_per_person_year: Annotated[DatedYearly, Unit("searches a person and year")]
    gallery: Literal["region", "nation"] | Annotated[Whole, whole_within(1), Unit("persons")] = Field(
        description="Who is in the gallery: everybody in the region, in the nation, or a number of persons."
    )
    acted_on: Literal["every_hit", "best_hit"]
    false_match_rate: Share = Field(description="Chance that two different faces match.")
    false_non_match_rate: Share = Field(description="Chance that the right face is not matched.")
    persistence: tuple[Persistence, ...] = Field(
        (Persistence(share=Quantity(value=1), factor=Quantity(value=1)),), min_length=1, max_length=8
    )
    records: dict[PolicyName, Share] = Field(
        max_length=MAX_KINDS_NAMED, description="Kind of act written down on a false match; sums to 1."
    )


class MistakesSafeguards(Model):
    """Whether a face alone makes a record."""

    no_biometric_only: bool = Field(
        False, description="What recognises faces writes no record that no other source writes."
    )


SAFEGUARDS, PLACE = MistakesSafeguards, 60
"""Keys of `safeguards`, and their place among those of all mechanisms."""
