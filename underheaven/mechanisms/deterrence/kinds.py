"""Which kinds of act people reckon with a record of, and what they hear of others' deeds."""

from __future__ import annotations

from underheaven.counted.columns import Deeds, labels
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def reckoned(society: Society, policy: Policy) -> tuple[str, ...]:
    """The names of the kinds that have a gain, are no credit, and some day cost points, in the order of the
    society's file; none where nobody reckons."""
    if society.behaviour.deterrence is None:
        return ()
    return tuple(
        name
        for name, act in society.acts.items()
        if act.gain is not None and act.kind != "credit" and _costs(policy, name)
    )


def _costs(policy: Policy, kind: str) -> bool:
    """Whether a record of this kind takes points on some day."""
    points = policy.rules[kind].points if kind in policy.rules else None
    return points is not None and min(points.values) < 0


def heard(society: Society, policy: Policy) -> tuple[str, ...]:
    """What is counted of deeds for people to hear of; nothing where others' records move no belief."""
    deterrence = society.behaviour.deterrence
    if deterrence is None or not deterrence.chance.by_others.value or not reckoned(society, policy):
        return ()
    return labels(Deeds)
