"""What lies above a score, and what it is worth to somebody (specification, 22.2)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from underheaven.engine.reference.acting import Considering, Deciding
from underheaven.engine.reference.decimals import CERTAIN, total
from underheaven.engine.reference.differing import Habits
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World

FINE = 2**24
Moved = Mapping[int, Sequence[int]]
"""Of each consequence whose threshold moves, by how much it is for each group."""
MOST = 2**62


class Stakes:
    """Thresholds and their worths, in 2^-24ths of effort."""

    def __init__(self, world: World, scheme: Scheme, considering: Considering, deciding: Deciding) -> None:
        gaming = world.society.behaviour.gaming
        self._world, self._scheme = world, scheme
        self._considering, self._deciding = considering, deciding
        self._goods = None if gaming is None else gaming.goods
        margin = None if gaming is None else gaming.margin
        self._margin = 0 if margin is None else int(16 * margin.value)
        self._worths: dict[Habits, list[int]] = {}

    def above(self, habits: Habits, segment: Segment, moved: Moved) -> list[tuple[int, int]]:
        """The scores to reach on the scale, and what each brings; `moved` as in `Scheme.standing`."""
        below = self._scheme.limits(habits.who, segment, moved)
        needed = [
            *below,
            *(None if limit is None else limit + 1 for limit in segment.above),
        ]
        highest = self._scheme.maximum
        return [
            (min(highest, score + self._margin), worth)
            for score, worth in zip(needed, self._worth(habits), strict=True)
            if score is not None and score <= highest
        ]

    def _worth(self, habits: Habits) -> list[int]:
        """What each consequence and privilege is worth to somebody, over the years that they count."""
        if habits not in self._worths and self._goods is not None:
            named, policy = self._goods.named, self._world.policy
            values = [
                named[name].value if name in named else self._consequence(habits, name)
                for name in policy.consequences
            ] + [
                named[name].value if name in named else self._privilege(habits, name)
                for name in policy.privileges
            ]
            years = self._goods.years.value
            self._worths[habits] = [min(MOST, math.floor(FINE * years * value)) for value in values]
        return self._worths[habits]

    def _acts(self, habits: Habits, kinds: set[str], worths: dict[str, Decimal]) -> Decimal:
        """Acts done in a year, of some kinds, each times its worth."""
        rates = self._considering.occasions(habits)
        return (
            total(
                worths[name] * rates[name] * self._deciding.baseline(habits, self._scheme.kinds[name])
                for name in sorted(kinds)
            )
            / CERTAIN
        )

    def _consequence(self, habits: Habits, name: str) -> Decimal:
        goods, society, policy = self._goods, self._world.society, self._world.policy
        assert goods is not None
        consequence, guards = policy.consequences[name], policy.safeguards
        confined = consequence.confines and not guards.same_context
        kinds, worths = set(), {}
        for kind, act in society.acts.items():
            free = guards.essential_services and act.essential
            if not free and (kind in consequence.denies or (confined and act.outside)):
                kinds.add(kind)
            quantity = goods.acts.get(kind) or goods.classes.get(act.kind)
            worths[kind] = Decimal(0) if quantity is None else quantity.value
        worth = self._acts(habits, kinds, worths)
        worth += goods.liberty.value if confined else 0
        barred = consequence.bars_representative and society.firms is not None
        return worth + (goods.representative.value if barred else 0)

    def _privilege(self, habits: Habits, name: str) -> Decimal:
        goods, society = self._goods, self._world.society
        assert goods is not None
        privilege = self._world.policy.privileges[name]
        uses = self._acts(habits, set(privilege.kinds), dict.fromkeys(society.acts, Decimal(1)))
        worth = goods.yuan.value * (privilege.yuan_per_year.value + privilege.yuan_per_use.value * uses)
        if privilege.fast_lane and society.hospital is not None:
            worth += goods.fast_lane.value
        if privilege.visibility is not None and society.dating is not None:
            worth += goods.visibility.value * max(Decimal(0), privilege.visibility.value - 1)
        return worth
