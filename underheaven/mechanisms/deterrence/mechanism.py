"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Deeds, Reckon
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Deterrence",
    about="People weigh what an act gains against the chance of a record and what it would cost.",
    sections=("29",),
    keys=(
        "society.behaviour.deterrence",
        "society.behaviour.interpolate",
        "society.acts.*.gain",
        "society.acts.*.forgone",
        "policy.announcements.*.chance",
    ),
    purposes=("BELIEVE",),
    counts=(Reckon.HELD_BACK, Reckon.WEIGHED, Reckon.CHANCE_SUM, Deeds.DONE, Deeds.RECORDED),
    laws=("reckoning", "perceived-chance"),
)
