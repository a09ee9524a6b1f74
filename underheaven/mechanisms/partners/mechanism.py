"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Person
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Partners",
    about="Those who look for a partner are shown to each other, some more often than others.",
    sections=("25",),
    keys=("society.dating", "policy.privileges.*.visibility"),
    purposes=("DATE",),
    counts=(
        Person.SEEKERS,
        Person.SEEN,
        Person.MATCHED,
        Person.SEEKERS_VISIBLE,
        Person.SEEN_VISIBLE,
        Person.MATCHED_VISIBLE,
        Person.MATCH_BINS,
        Person.MATCH_SQUARES,
        Person.MATCH_PRODUCTS,
    ),
    events=(What.MEETING,),
    laws=("mechanisms",),
)
