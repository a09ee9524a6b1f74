"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Person, Public
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Enrolment",
    about="A scheme begins in some communities on some day, for all or for those who join, and may end.",
    sections=("2.4", "10", "24"),
    keys=("policy.rollout", "policy.joining", "policy.safeguards.opt_in", "policy.safeguards.sunset"),
    purposes=("ROLLOUT",),
    counts=(Person.ENROLLED, Person.ENROLLED_MINUTES, Public.ENROLLED),
    events=(What.ENROLLED,),
    laws=("mechanisms",),
)
