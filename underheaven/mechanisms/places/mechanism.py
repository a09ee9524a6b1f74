"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Cut, Place
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Places",
    about="Goods of which there is a fixed number go to families by lot, or by rank.",
    sections=("18",),
    keys=("society.places", "policy.positional"),
    purposes=("PLACES",),
    counts=(*Place, *Cut),
    events=(What.PLACE,),
    laws=("mechanisms",),
)
