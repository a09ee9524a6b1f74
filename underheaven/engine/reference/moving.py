"""Moving the own score by points, and counting by how much (specification, 7.6)."""

from __future__ import annotations

from underheaven.engine.reference.people import Community
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.shape import Person
from underheaven.engine.reference.tally import Counter


def move_own(community: Community, slot: int, points: int, scheme: Scheme, counter: Counter) -> int:
    """Add points to somebody's own score; what they moved it by, in sixteenths."""
    before = community.own[slot]
    after = community.own[slot] = scheme.clamp(before + points)
    counts = {
        Person.CLAMPED: int(after != before + points),
        Person.LOST: max(0, before - after),
        Person.GAINED: max(0, after - before),
    }
    for what, amount in counts.items():
        counter.add(community.people[slot].cell, counter.shape.person(what), amount)
    return after - before
