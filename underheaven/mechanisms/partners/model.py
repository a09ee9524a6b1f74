"""What a society says of how people look for a partner."""

from __future__ import annotations

from pydantic import Field

from underheaven.documents.names import SocietyName
from underheaven.documents.quantity import Model, Share


class Dating(Model):
    """Looking for a partner: people are shown to each other, and a match needs two."""

    kind: SocietyName = Field(description="The need that brings a person among the seekers of a step.")
    rounds: int = Field(ge=1, le=4, description="How often in a step each looks at somebody.")
    acceptance: Share = Field(description="Chance that the one looked at looks back, at mean visibility.")
