"""What a society says of its places, and a policy of who is given them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from underheaven.documents.names import SocietyName
from underheaven.documents.quantity import Level, Model, Quantity, Share, Yuan
from underheaven.documents.texts import Title
from underheaven.documents.units import Unit


class Place(Model):
    """A good of which a region has a fixed number, allotted to families once a year."""

    title: Title
    families: Literal["all", "with_small_child"] = Field(description="Who wants it.")
    share: Annotated[Share, Unit("places a family")] = Field(description="Places per family that wants one.")
    density: SocietyName | None = Field(None, description="A density of the regions that scales the number.")
    yuan: Yuan = Field(Quantity(value=0), description="What it is worth to a family, yuan.")
    hardship: Level = Field(
        Quantity(value=0), description="Hardship of the adults of a family that loses it to a higher rank."
    )


class Positional(Model):
    """From a day on, the places of a good of the society go to families by rank, not by lot."""

    since: dt.date
