"""What firms consider and do (specification, 26)."""

from __future__ import annotations

import math
from decimal import Decimal

from underheaven.engine.reference.decimals import (
    CERTAIN,
    MINUTES_PER_YEAR,
    choose,
    count,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
    total,
)
from underheaven.engine.world import World

ONE = 65_536
LARGEST_FACTOR = 2**20


class Trading:
    """How often firms of a sector consider what, and when they do it."""

    def __init__(self, world: World) -> None:
        firms = world.society.firms
        self._acts = [] if firms is None else list(firms.acts.values())
        behaviour = world.society.behaviour
        fine = behaviour.interpolate or behaviour.deterrence is not None
        self._apart = 1 if fine else 16
        names = [] if firms is None else list(firms.acts)
        self._by_name = sorted(range(len(names)), key=names.__getitem__)
        by_name = [self._acts[kind] for kind in self._by_name]
        rates: list[list[Decimal]] = []
        for sector in () if firms is None else firms.sectors:
            factors = [act.rate_by_sector.get(sector) for act in by_name]
            rates.append(
                [
                    act.per_year.value * (Decimal(1) if factor is None else factor.value)
                    for act, factor in zip(by_name, factors, strict=True)
                ]
            )
        means = [total(each) * world.step_minutes / MINUTES_PER_YEAR for each in rates]
        cap = poisson_cap(max(means, default=Decimal(0)), "acts that a firm considers")
        self._counts = [poisson_thresholds(mean, cap) for mean in means]
        self._kinds = [cumulative(each) if any(each) else () for each in rates]

    def number(self, sector: int, word: int) -> int:
        """How many acts a firm considers in a step."""
        return count(word, self._counts[sector])

    def kind(self, sector: int, word: int) -> int:
        """Of which kind one of them is."""
        return self._by_name[choose(word, self._kinds[sector])]

    def baseline(self, kind: int) -> int:
        """The threshold of doing an act without dread."""
        return threshold(self._acts[kind].propensity.value)

    def afraid(self, kind: int, dread: int) -> int:
        """The same where a rule punishes it, and whoever leads the firm has so much dread."""
        last = 256 // self._apart - 1
        chill = math.floor(ONE * self._acts[kind].dread_response.value * (dread // self._apart) / last)
        factor = max(0, min(LARGEST_FACTOR, ONE - chill))
        return min(CERTAIN, self.baseline(kind) * factor >> 16)
