"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Privilege
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Privileges",
    about="Whoever's score is above a threshold gains something.",
    sections=("16",),
    keys=("policy.privileges",),
    counts=(*Privilege,),
    laws=("mechanisms", "hospital"),
)
