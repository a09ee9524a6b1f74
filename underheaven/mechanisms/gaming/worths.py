"""What lies above a score is worth to people, as integers (specification, 22.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor

from underheaven.engine.compiling.acts import by_name
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.scoring import sixteenths
from underheaven.engine.compiling.thresholds import WORD
from underheaven.engine.world import World
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.gaming.model import Goods
from underheaven.mechanisms.gaming.rule import NEVER
from underheaven.mechanisms.privileges.model import Privilege
from underheaven.policy.matching import over

UNIT = 1 << 24
"""Parts of one unit of effort."""
MOST = 1 << 62
NOUGHT = Decimal(0)
Row = Sequence[Decimal]
"""What makes a manner of acting: rates of all kinds a year, then their thresholds of being done."""


def gains(given: Given, goods: Goods, row: Row) -> list[int]:
    """Of each consequence and privilege, what it is worth to be rid of it, or to have it (J numbers)."""
    policy = given.world.policy
    worths = [
        goods.named[name].value if name in goods.named else _of_consequence(given.world, goods, each, row)
        for name, each in policy.consequences.items()
    ] + [
        goods.named[name].value if name in goods.named else _of_privilege(given.world, goods, each, row)
        for name, each in policy.privileges.items()
    ]
    return [min(MOST, floor(UNIT * goods.years.value * worth)) for worth in worths]


def moving(given: Given, goods: Goods) -> list[int]:
    """The kinds of act by which people differ in `gains`: those with a worth, and those with a privilege."""
    policy, acts = given.world.policy, given.world.society.acts
    eased = {name for privilege in policy.privileges.values() for name in privilege.kinds}
    return [
        k
        for k, (name, act) in enumerate(acts.items())
        if name in goods.acts or act.kind in goods.classes or name in eased
    ]


def _done(row: Row, kinds: Iterable[int], worths: Sequence[Decimal]) -> Decimal:
    """The acts of some kinds that somebody does in a year, each times a worth."""
    many = len(row) // 2
    return sum((worths[k] * row[k] * row[many + k] for k in kinds), NOUGHT) / WORD


def _of_consequence(world: World, goods: Goods, consequence: Consequence, row: Row) -> Decimal:
    """What a year without a consequence is worth."""
    acts, guards = list(world.society.acts.items()), world.policy.safeguards
    worths = []
    for name, act in acts:
        worth = goods.acts.get(name, goods.classes.get(act.kind))
        worths.append(NOUGHT if worth is None else worth.value)
    confines = consequence.confines and not guards.same_context
    taken = [
        k
        for k in by_name(world.society.acts)
        if not (guards.essential_services and acts[k][1].essential)
        and (acts[k][0] in consequence.denies or (confines and acts[k][1].outside))
    ]
    bars = consequence.bars_representative and world.society.firms is not None
    return (
        _done(row, taken, worths)
        + (goods.liberty.value if confines else NOUGHT)
        + (goods.representative.value if bars else NOUGHT)
    )


def _of_privilege(world: World, goods: Goods, privilege: Privilege, row: Row) -> Decimal:
    """What a year with a privilege is worth."""
    society = world.society
    acts = list(society.acts)
    eased = [k for k in by_name(society.acts) if acts[k] in privilege.kinds]
    uses = _done(row, eased, [Decimal(1)] * len(acts))
    yuan = privilege.yuan_per_year.value + privilege.yuan_per_use.value * uses
    fast = privilege.fast_lane and society.hospital is not None
    seen = privilege.visibility is not None and society.dating is not None
    times = privilege.visibility.value if seen and privilege.visibility is not None else Decimal(1)
    return (
        goods.yuan.value * yuan
        + (goods.fast_lane.value if fast else NOUGHT)
        + goods.visibility.value * max(NOUGHT, times - 1)
    )


def targets(world: World, day: dt.date, group: str, margin: Decimal) -> tuple[list[int], list[int]]:
    """Scores to reach on a day, ascending, and which consequence or privilege each belongs to."""
    policy = world.policy
    reach = [each.below_of_group.get(group, each.below).on(day) for each in policy.consequences.values()]
    found = [_target(world, day, below, 0, margin) for below in reach] + [
        _target(world, day, each.above.on(day), 1, margin) for each in policy.privileges.values()
    ]
    order = sorted(range(len(found)), key=lambda j: (found[j], j))
    return [found[j] for j in order], order


def _target(world: World, day: dt.date, threshold: Decimal | None, above: int, margin: Decimal) -> int:
    """The score from which on one has it, and the margin, as far as the scale goes."""
    highest = sixteenths(world.policy.score.maximum.value)
    if threshold is None or over(world.policy, day) or sixteenths(threshold) + above > highest:
        return NEVER
    return min(highest, sixteenths(threshold) + above + sixteenths(margin))
