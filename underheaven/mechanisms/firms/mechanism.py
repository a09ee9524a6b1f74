"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Firm, FirmAct, FirmConsequence
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Firms",
    about="Firms act, are scored, and their people feel what follows.",
    sections=("26",),
    keys=("society.firms", "policy.firms", "policy.consequences.*.bars_representative"),
    purposes=("FIRM", "TRADE"),
    draws_again=("WORK",),
    counts=(*FirmAct, *FirmConsequence, *Firm),
    events=(What.FIRM_ACT, What.FIRM),
    laws=("mechanisms",),
)
