"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Person
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Renewal",
    about="Births, deaths and moves bring other people into households.",
    sections=("27",),
    keys=("society.renewal",),
    purposes=("RENEW",),
    counts=(Person.REPLACED,),
    events=(What.REPLACED,),
    laws=("mechanisms",),
)
