"""What a society says of how people look for a partner."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from underheaven.documents.names import SocietyName
from underheaven.documents.quantity import Model, Share, Whole, whole_within
from underheaven.documents.units import Unit


class Dating(Model):
    """Looking for a partner: people are shown to each other, and a match needs two."""

    kind: SocietyName = Field(description="The need that brings a person among the seekers of a step.")
    rounds: Annotated[Whole, whole_within(1, 4), Unit("looks a step")] = Field(
        description="How often in a step each looks at somebody."
    )
    acceptance: Share = Field(description="Chance that the one looked at looks back, at mean visibility.")
