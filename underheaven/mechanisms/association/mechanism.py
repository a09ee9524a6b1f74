"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Consequence, Life, Person
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Ties",
    about="Scores of household, employer and friends pull on a score, and what happens to them frightens.",
    sections=("8.2", "8.3", "8.4a"),
    keys=("policy.association", "society.behaviour.dread.associate", "policy.safeguards.no_association"),
    purposes=("FRIENDS", "WORK"),
    draws_again=("FIRM",),
    counts=(
        Consequence.BY_TIES,
        Consequence.SPARED_BY_TIES,
        Person.ANY_BY_TIES,
        Person.PULL_SUM,
        Life.BY_TIES,
    ),
    events=(What.ASSOCIATES,),
    laws=("association", "influence"),
)
