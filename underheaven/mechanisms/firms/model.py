"""What a society says of its firms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from underheaven.documents.names import SocietyName
from underheaven.documents.quantity import Factor, Model, Order, Share, Signed, Yearly
from underheaven.documents.texts import Title, Word
from underheaven.documents.units import Unit

MAX_SECTORS, MAX_FIRM_KINDS = 16, 8


class FirmAct(Model):
    """A kind of act of firms."""

    title: Title
    per_year: Annotated[Yearly, Unit("times a year")] = Field(
        description="Times a year that a firm considers it."
    )
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
    sectors: dict[SocietyName, Share] = Field(
        min_length=1, max_length=MAX_SECTORS, description="Share of firms; sums to 1."
    )
    acts: Annotated[dict[SocietyName, FirmAct], Order.OF_FILE] = Field(
        default_factory=dict, max_length=MAX_FIRM_KINDS
    )
