"""The ledger at the close of a step: decisions, effects and ends (specification, 23.4)."""

from __future__ import annotations

from underheaven.engine.reference.ledger import Entry
from underheaven.engine.reference.moving import move_own
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.redress import Redress
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.shape import Person
from underheaven.engine.reference.tally import Counter


def settle(
    community: Community, redress: Redress, scheme: Scheme, step: int, counter: Counter
) -> frozenset[int]:
    """Settle what is due in a community; the slots of those to whom points were given back."""
    returned: set[int] = set()
    left = []
    for entry in community.ledger:
        if _stays(community, entry, redress, scheme, step, counter, returned):
            left.append(entry)
    community.ledger[:] = left
    return frozenset(returned)


def _stays(
    community: Community,
    entry: Entry,
    redress: Redress,
    scheme: Scheme,
    step: int,
    counter: Counter,
    returned: set[int],
) -> bool:
    """Settle one entry; whether it stays in the ledger."""
    cell = community.people[entry.slot].cell
    if entry.appealed and entry.decide <= step:
        if entry.upheld:
            _give_back(community, entry, scheme, counter, returned)
            upheld = Person.UPHELD_TRUE if entry.true else Person.UPHELD_WRONG
            counter.add(cell, counter.shape.person(upheld))
            return False
        entry.appealed = False
    suspended = entry.appealed and redress.suspensive
    if not entry.applied and not suspended and redress.applies(entry.at) <= step:
        _apply(community, entry, scheme, counter)
    expires = redress.expires(entry.points)
    if expires and redress.ends(entry.at) <= step:
        _give_back(community, entry, scheme, counter, returned)
        counter.add(cell, counter.shape.person(Person.EXPIRED))
        return False
    return expires or entry.appealed or not entry.applied


def _apply(community: Community, entry: Entry, scheme: Scheme, counter: Counter) -> None:
    slot = entry.slot
    if entry.counts:
        entry.moved_own = move_own(community, slot, entry.points, scheme, counter)
    if entry.counts_clean:
        before = community.clean_own[slot]
        community.clean_own[slot] = scheme.clamp(before + entry.points)
        entry.moved_clean = community.clean_own[slot] - before
    entry.applied = True


def _give_back(
    community: Community, entry: Entry, scheme: Scheme, counter: Counter, returned: set[int]
) -> None:
    """Take back what a record moved, where it has taken effect."""
    if not entry.applied:
        return
    slot = entry.slot
    before = community.own[slot]
    community.own[slot] = scheme.clamp(before - entry.moved_own)
    community.clean_own[slot] = scheme.clamp(community.clean_own[slot] - entry.moved_clean)
    change = abs(community.own[slot] - before)
    counter.add(community.people[slot].cell, counter.shape.person(Person.GIVEN_BACK), change)
    if entry.moved_own:
        returned.add(slot)
