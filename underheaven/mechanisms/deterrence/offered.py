"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.mechanisms.deterrence.model import Gain
from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Deterrence: the gain of an act against the chance of a record and its cost", 85


def rows(society: Society) -> Iterator[Row]:
    """What people reckon with, how beliefs move, and what each kind gains."""
    given = society.behaviour.deterrence
    if given is None:
        return
    chance = given.chance
    yield (
        "chance",
        f"{percent(chance.guess)} is guessed",
        f"{percent(chance.published)} of what is published counts",
    )
    moved = {
        "a record": chance.by_record,
        "an act unseen": chance.by_unseen,
        "a week of others' records": chance.by_others,
        "an announcement": chance.by_announcement,
    }
    for what, weight in moved.items():
        if weight.value:
            yield "", f"{percent(weight)} of the way", f"is moved by {what}"
    bent = f"chance to the power {value(given.certainty)}, loss to the power {value(given.severity)}"
    yield "cost", f"a point is worth {value(given.point)} yuan", bent
    for kind, act in society.acts.items():
        if act.gain is not None:
            yield kind, _gained(act.gain), act.title


def _gained(gain: Gain) -> str:
    if gain.exponential is not None:
        return f"gains {value(gain.exponential)} yuan on average"
    if gain.lognormal is not None:
        return f"gains {value(gain.lognormal.median)} yuan at the median"
    if gain.pareto is not None:
        return f"gains {value(gain.pareto.least)} yuan or more"
    points = gain.points
    return f"gains {points[0][1]:f} to {points[-1][1]:f} yuan"
