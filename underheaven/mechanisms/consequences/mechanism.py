"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Act, Consequence, Life, Person, Public
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Consequences",
    about="Whoever's score is below a threshold is denied acts or confined to the home.",
    sections=("3.3", "6.5", "23.6"),
    keys=("policy.consequences", "policy.safeguards.essential_services", "policy.safeguards.same_context"),
    counts=(
        Act.PREVENTED,
        Act.DENIED,
        Consequence.UNDER,
        Consequence.IN_ERROR,
        Consequence.ENTERED,
        Consequence.LEFT,
        Consequence.LEFT_BY_RULE,
        Person.ANY_UNDER,
        Person.ANY_IN_ERROR,
        Person.ANY_ENTERED,
        Person.ANY_LEFT,
        Person.RISK_PLAIN,
        Person.RISK_HARD,
        Person.ENTERED_PLAIN,
        Person.ENTERED_HARD,
        Person.EMPLOYED_CONFINED,
        Public.SANCTIONED,
        Life.DENIED,
        Life.PREVENTED,
        Life.SANCTIONED,
        Life.IN_ERROR,
        Life.CONFINED,
    ),
    events=(What.SANCTION, What.ENTERED, What.LEFT),
    laws=("direction", "mechanisms"),
)
