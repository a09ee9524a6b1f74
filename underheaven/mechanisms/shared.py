"""What no single mechanism has for itself: acts considered, done and seen, scores, persons, synthesis."""

from __future__ import annotations

from underheaven.counted.columns import Act, Life, Person, Source
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

WEEK = Mechanism(
    title="A week",
    about="People consider acts, do some of them, are seen, and are scored for what is recorded.",
    sections=("2", "3", "5", "6", "7", "8", "9", "12"),
    keys=("policy.score", "policy.secrecy", "policy.sources", "society.acts", "society.behaviour"),
    purposes=("COUNT", "ACT", "SEE", "LOOK", "PERSON"),
    draws_again=("RECORD", "ROLLOUT"),
    counts=(
        Act.CONSIDERED, Act.DONE, Act.HELD_BACK, Act.BROUGHT_ON, Act.ANSWERABLE, Act.RECORDED, Source.TRUE,
        Person.PERSONS, Person.ADULTS, Person.PERSON_MINUTES, Person.ADULT_MINUTES, Person.SHOWN_SUM,
        Person.DREAD_SUM, Person.HARDSHIP_SUM, Person.CLAMPED, Person.POINTS_LOST, Person.POINTS_GAINED,
        Life.RECORDS, Life.COSTLY_RECORDS, Life.DEEDS,
    ),
    events=(What.ACT,),
    laws=("score-walk", "poisson", "direction"),
)  # fmt: skip
"""What is done in `underheaven/engine/` and `underheaven/life/`."""

SYNTHESIS = Mechanism(
    title="Synthesis",
    about="A people is drawn from the totals of a society.",
    sections=("11",),
    purposes=("PROFILE", "CELLS", "POOL", "HOUSE", "MEMBER", "GUEST"),
    laws=("community-size", "scale"),
)
"""What is done in `underheaven/society/`, before the first week."""
SHARED = {"engine": WEEK, "society": SYNTHESIS}
"""Room -> what it declares."""
