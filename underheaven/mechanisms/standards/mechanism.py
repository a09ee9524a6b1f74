"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Standard
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Standards",
    about="Whoever decides moves a threshold by what came out of the last one.",
    sections=("31",),
    keys=("policy.consequences.*.follows",),
    counts=(*Standard,),
    laws=("standards",),
)
