"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Known, Life, Public
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Speech",
    about="People speak up or hold back, by what they dread and by what others say.",
    sections=("6.2", "6.4", "9.2"),
    keys=("society.behaviour.climate", "society.behaviour.speech_thresholds", "policy.safeguards.no_speech"),
    counts=(Public.CRITICAL, Public.SUPPORTIVE, Known.CLIMATE, Life.SILENCED),
    laws=("speech-cascade", "common-sense"),
)
