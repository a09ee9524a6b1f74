"""What a policy says of how far the scores of others count."""

from __future__ import annotations

from pydantic import Field

from underheaven.documents.quantity import DatedShare, Model, Share


class Association(Model):
    """How far the scores of others pull a score (DeGroot 1974; Friedkin and Johnsen 1999)."""

    alpha: DatedShare = Field(description="Weight of others in the shown score.")
    household: Share
    employer: Share
    friends: Share


class AssociationSafeguards(Model):
    """Whether ties count."""

    no_association: bool = Field(False, description="Nobody's score is pulled by others.")


SAFEGUARDS, PLACE = AssociationSafeguards, 30
"""Keys of `safeguards`, and their place among those of all mechanisms."""
