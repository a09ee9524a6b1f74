"""What a society says of acts done for the score."""

from __future__ import annotations

from pydantic import Field

from underheaven.documents.quantity import Factor, Model, Share, Worth, Yearly

MAX_CLASSES = 8


class Effort(Model):
    """A share of people for whom every effort is worth `factor` times that of others."""

    share: Share
    factor: Factor


class Gaming(Model):
    """Doing what raises the score for its own sake, when it is worth the effort (Hardt et al. 2016)."""

    per_year: Yearly = Field(description="Times a year that an adult in a scheme considers it.")
    worth: Worth = Field(description="Effort that one point is worth.")
    efforts: tuple[Effort, ...] = Field(min_length=1, max_length=MAX_CLASSES, description="Shares sum to 1.")


class GamingSafeguards(Model):
    """Whether everybody can know what counts."""

    published_method: bool = Field(False, description="The method is published, whatever `secrecy` says.")


SAFEGUARDS, PLACE = GamingSafeguards, 20
"""Keys of `safeguards`, and their place among those of all mechanisms."""
