"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Lasting differences",
    about="Some people do more of something than others, year after year.",
    sections=("30",),
    keys=("society.behaviour.lasting",),
    purposes=("LASTING",),
    laws=("lasting",),
)
