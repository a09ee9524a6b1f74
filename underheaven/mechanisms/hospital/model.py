"""What a society says of its hospital (docs/societies.md)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from underheaven.documents.names import SocietyName
from underheaven.documents.quantity import Model, Quantity, Share, Yearly, within
from underheaven.documents.units import Unit

_MINUTES = "a visit takes 0 to 1,440 minutes, a day"
_VARIATION = "it lies between 0 and 100, since waits grow with its square"


class Hospital(Model):
    """A queue for a kind of need, with two classes of which one may be served first (Cobham 1954)."""

    kind: SocietyName = Field(description="The need that it serves.")
    visits_per_person_year: Annotated[Yearly, Unit("visits a person and year")] = Field(
        description="Its capacity per inhabitant."
    )
    density: SocietyName | None = Field(
        None, description="A density of the regions that scales its capacity."
    )
    minutes_per_visit: Annotated[Quantity, within("0", "1440", _MINUTES), Unit("minutes")] = Field(
        description="Mean time of a service, minutes: at most those of a day."
    )
    variation: Annotated[Quantity, within("0", "100", _VARIATION), Unit("factor")] = Field(
        description="Its standard deviation over its mean, at most 100."
    )
    usual_load: Share = Field(description="Visits wanted over capacity, before any is counted.")
