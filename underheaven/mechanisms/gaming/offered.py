"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Gaming: what raises the score, done for its own sake", 80


def rows(society: Society) -> Iterator[Row]:
    """How often people consider it, and what effort each kind takes."""
    if (gaming := society.behaviour.gaming) is not None:
        often = f"{value(gaming.per_year)} times a year"
        yield "considered", often, f"a point is worth {value(gaming.worth)}"
        for each in gaming.efforts:
            yield "", f"{percent(each.share)} of people", f"efforts x {value(each.factor)}"
        for kind, act in society.acts.items():
            if act.effort is not None:
                yield kind, f"effort {value(act.effort)}", act.title
