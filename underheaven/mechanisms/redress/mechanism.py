"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Consequence, Known, Person, PublicAfter
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Redress",
    about="Records are looked at first, announced, appealed against, and end.",
    sections=("23.1", "23.2", "23.3", "23.4", "23.5"),
    keys=(
        "policy.safeguards.notice",
        "policy.safeguards.review",
        "policy.safeguards.appeal",
        "policy.safeguards.expiry",
    ),
    purposes=("RECORD",),
    counts=(
        Consequence.LEFT_BY_REDRESS,
        Person.POINTS_RETURNED,
        Person.RECORDS_EXPIRED,
        Person.APPEALS_TRUE,
        Person.APPEALS_WRONG,
        Person.UPHELD_TRUE,
        Person.UPHELD_WRONG,
        Person.STRUCK_TRUE,
        Person.STRUCK_WRONG,
        PublicAfter.APPEALS,
        Known.BACKLOG,
        Known.APPEAL_WAIT,
    ),
    events=(What.APPEAL_REJECTED, What.TAKES_EFFECT, What.APPEAL_UPHELD, What.EXPIRES),
    laws=("expiry", "mechanisms"),
)
