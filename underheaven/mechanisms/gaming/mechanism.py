"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Act, Game
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="Gaming",
    about="Those who know the method do acts for the score alone, for points or for what lies above.",
    sections=("22",),
    keys=("society.behaviour.gaming", "policy.safeguards.published_method"),
    purposes=("GAME",),
    counts=(Act.GAMED, Game.EFFORT, Game.EFFORT_IN_ERROR),
    events=(What.GAME,),
    laws=("strategic", "grades"),
)
