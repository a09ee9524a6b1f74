"""How often somebody else takes a place in a household."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from underheaven.documents.names import MAX_BANDS
from underheaven.documents.quantity import Model, Yearly
from underheaven.documents.texts import Word
from underheaven.documents.units import Unit


class Renewal(Model):
    """Births, deaths and moves: how often a place in a household gets another occupant of the same kind."""

    per_year: dict[Word, Annotated[Yearly, Unit("places a year")]] = Field(
        max_length=MAX_BANDS, description="Age band: replacements per person-year; 0 if absent."
    )
