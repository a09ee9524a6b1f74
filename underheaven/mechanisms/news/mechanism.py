"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="News",
    about="What is heard of the scheme frightens, less and less.",
    sections=("6.6", "8.4"),
    keys=("policy.announcements", "policy.news"),
    purposes=("HEAR",),
    events=(What.NEWS,),
    laws=("direction", "mechanisms"),
)
