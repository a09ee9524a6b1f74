"""What a society says of how people differ for life in what they do."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pydantic import Field

from underheaven.documents.names import MAX_KINDS_NAMED, SocietyName
from underheaven.documents.quantity import Factor, Model, Share

MAX_CLASSES, MAX_FACTORS, MAX_CONTEXTS = 8, 8, 16


class LastingClass(Model):
    """A share of people who act `factor` times as often as the mean person of their archetype, for life."""

    share: Share
    factor: Factor


class LastingFactor(Model):
    """Classes of people by what they do in one domain of conduct: in all else they are as others.

    Greenwood and Yule 1920; Blumstein, Cohen, Roth and Visher 1986.
    """

    kinds: tuple[SocietyName, ...] = Field(
        (), max_length=MAX_KINDS_NAMED, description="Kinds of act that it is about."
    )
    contexts: tuple[SocietyName, ...] = Field(
        (), max_length=MAX_CONTEXTS, description="Contexts of acts, all of whose kinds it is about."
    )
    on: Literal["considering", "propensity", "both"] = Field(
        description="Multiplied is how often an act is considered, the chance that it is then done, or both."
    )
    classes: tuple[LastingClass, ...] = Field(
        min_length=1, max_length=MAX_CLASSES, description="Shares sum to 1; the mean factor is 1."
    )

    def is_about(self, kind: str, context: str) -> bool:
        """Whether it is about a kind of act of this context."""
        return kind in self.kinds or context in self.contexts

    def multiplies(self, what: Literal["considering", "propensity"]) -> bool:
        """Whether it multiplies how often an act is considered, or the chance that it is then done."""
        return self.on in (what, "both")


def mean_square(factor: LastingFactor) -> Decimal:
    """The share-weighted mean of the square of the factor: 1 where all are alike."""
    whole = sum((each.share.value for each in factor.classes), Decimal(0))
    squares = sum((each.share.value * each.factor.value**2 for each in factor.classes), Decimal(0))
    return squares / whole


def combinations_of(lasting: Mapping[str, LastingFactor]) -> int:
    """How many combinations of classes there are."""
    number = 1
    for factor in lasting.values():
        number *= len(factor.classes)
    return number
