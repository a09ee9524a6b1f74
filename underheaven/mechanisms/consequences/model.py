"""What a policy does to those whose score is low."""

from __future__ import annotations

from pydantic import Field

from underheaven.documents.names import MAX_KINDS_NAMED, PolicyName
from underheaven.documents.quantity import DatedPoints, Model
from underheaven.documents.texts import Title
from underheaven.mechanisms.standards.model import Follows

MAX_GROUPS_NAMED = 8


class Consequence(Model):
    """What happens to a person whose score is below a threshold."""

    title: Title
    below: DatedPoints
    below_of_group: dict[PolicyName, DatedPoints] = Field(
        default_factory=dict,
        max_length=MAX_GROUPS_NAMED,
        description="Group: another threshold for its members. A policy that has this is flagged.",
    )
    denies: tuple[PolicyName, ...] = Field(
        (), max_length=MAX_KINDS_NAMED, description="Kinds of act that are denied."
    )
    follows: Follows | None = Field(
        None, description="What the threshold follows; absent: it stays where it is written."
    )
    confines: bool = Field(False, description="House arrest: nothing outside the home.")
    bars_representative: bool = Field(False, description="Bars being the legal representative of a firm.")


class ConsequencesSafeguards(Model):
    """What no consequence may deny."""

    essential_services: bool = Field(
        False, description="What the society calls essential is neither denied nor prevented."
    )
    same_context: bool = Field(
        False, description="An act is denied only for records of its own context; nobody is confined."
    )


SAFEGUARDS, PLACE = ConsequencesSafeguards, 70
"""Keys of `safeguards`, and their place among those of all mechanisms."""
