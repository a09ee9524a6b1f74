"""How people change under a scheme: dread and hardship, the opinion climate, thresholds of speech, gaming."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from underheaven.documents.names import MAX_BANDS, SocietyName
from underheaven.documents.quantity import (
    Factor,
    Level,
    Model,
    Quantity,
    Share,
    Whole,
    Yearly,
    whole_within,
)
from underheaven.documents.texts import Word
from underheaven.documents.units import Unit
from underheaven.mechanisms.deterrence.model import Deterrence
from underheaven.mechanisms.gaming.model import MAX_CLASSES, Gaming
from underheaven.mechanisms.lasting.model import MAX_FACTORS, LastingFactor
from underheaven.mechanisms.speech.model import SpeechThreshold


class Dread(Model):
    """What adds to dread (0 to 255), and how it fades. Becker 1968; Sah 1991; Anwar and Loughran 2011."""

    record: Level = Field(description="Added by a record that costs points.")
    sanction: Level = Field(description="Added on falling under a consequence.")
    denial: Level = Field(description="Added on being denied or prevented.")
    associate: Level = Field(
        Quantity(value=0), description="Added for each tie, of household or friends, to one newly sanctioned."
    )
    fade_per_year: Annotated[Yearly, Unit("levels a year")]
    secrecy_spread: Share = Field(description="Share of the response that secrecy spreads to unscored acts.")


class Hardship(Model):
    """How hardship (0 to 255) fades."""

    fade_per_year: Annotated[Yearly, Unit("levels a year")]


class Climate(Model):
    """Opinion climate: dread weighs more where one seems alone (Noelle-Neumann 1974; Stoycheff 2016)."""

    prior: Share = Field(description="Share of political speech that is critical, before any is heard.")
    alone: Factor = Field(description="Factor on the response to dread when nobody agrees.")
    crowd: Factor = Field(description="The same factor when everybody agrees.")


class Behaviour(Model):
    """How people change under a scheme."""

    dread: Dread
    hardship: Hardship
    climate: Climate
    speech_thresholds: tuple[SpeechThreshold, ...] = Field(
        (), max_length=MAX_CLASSES, description="Shares sum to 1; absent: nobody has one."
    )
    gaming: Gaming | None = None
    lasting: dict[SocietyName, LastingFactor] = Field(
        default_factory=dict,
        max_length=MAX_FACTORS,
        description="Domain of conduct -> classes of people who act more or less in it, for life.",
    )
    deterrence: Deterrence | None = None
    interpolate: bool = Field(
        False,
        description="Levels of dread, hardship and climate act without steps; with `deterrence` always.",
    )
    employed_ages: tuple[Word, ...] = Field(
        max_length=MAX_BANDS, description="Age bands that have an employer."
    )
    workplace_size: Annotated[Whole, whole_within(2, 64), Unit("places")] = Field(
        description="Places in a workplace; a power of two."
    )

    @model_validator(mode="after")
    def _power_of_two(self) -> Self:
        if (size := self.workplace_size.value) & (size - 1):
            raise ValueError("`workplace_size` must be a power of two | use 8, 16, 32 or 64")
        return self
