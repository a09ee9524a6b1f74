"""Firms as integers (specification, 26)."""

from __future__ import annotations

from decimal import Decimal
from math import floor
from typing import Any

from underheaven.engine.compiling.acts import bin_bits, by_name
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.safeguarding import NOUGHT
from underheaven.engine.compiling.schedule import YEAR_MINUTES, scheduled
from underheaven.engine.compiling.scoring import NOT_IN_FORCE, sixteenths
from underheaven.engine.compiling.thresholds import WORD, cap_of, chance, choice, poisson
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.firms.model import Firms
from underheaven.mechanisms.firms.rule import FirmTables
from underheaven.mechanisms.firms.scheme import FirmScheme
from underheaven.policy.matching import over

ONE, MOST = 1 << 16, 1 << 20


def tables(given: Given) -> FirmTables:
    """The tables of firms; without firms a workplace is one firm that does nothing."""
    world, segments = given.world, given.segments
    firms, scheme = world.society.firms, world.policy.firms if world.society.firms else None
    sizes = firms.sizes if firms else {}
    kinds, acts = (list(firms.acts), list(firms.acts.values())) if firms else ([], [])
    until, pick = _trade(world, firms)
    points, caught = filled((segments.count, len(kinds))), filled((segments.count, len(kinds)))
    below = filled((segments.count, len(scheme.consequences) if scheme else 0), NOT_IN_FORCE)
    for z, day in enumerate(segments.days):
        if scheme is None or over(world.policy, day):
            continue
        for name, rule in scheme.rules.items():
            points[z, kinds.index(name)] = sixteenths(rule.points.on(day) or NOUGHT)
            caught[z, kinds.index(name)] = chance(rule.caught.on(day) or NOUGHT)
        for d, consequence in enumerate(scheme.consequences.values()):
            threshold = consequence.below.on(day)
            if threshold is not None:
                below[z, d] = sixteenths(threshold)
    following = list(scheme.consequences.values()) if scheme else []
    low, high, start, recovery = _scale(scheme)
    bins = 256 >> bin_bits(world.society)
    return FirmTables(
        any=int(firms is not None),
        scheme=int(scheme is not None),
        size=table([int(size) for size in sizes] or [world.society.behaviour.workplace_size.value]),
        size_until=table(choice([share.value for share in sizes.values()]) or [WORD]),
        sector_until=table(choice([share.value for share in firms.sectors.values()]) if firms else [WORD]),
        count_until=until,
        kind_until=pick,
        by_name=table(by_name(kinds)),
        order=table(by_name(scheme.consequences if scheme else ())),
        base=table([chance(act.propensity.value) for act in acts]),
        dread=table(
            [[_left(act.dread_response.value, b, bins - 1) for b in range(bins)] for act in acts],
            "int64",
            len(acts),
            bins,
        ),
        points=points,
        caught=caught,
        below=below,
        representative=table([sixteenths(c.representative_points.value) for c in following]),
        hardship=table([floor(c.employees_hardship.value) for c in following]),
        low=low,
        high=high,
        start=start,
        recovery=scheduled(world, 16 * recovery),
    )


def _left(response: Decimal, b: int, last: int) -> int:
    """What dread leaves of a firm's propensity, in 65,536ths."""
    return min(max(ONE - floor(ONE * response * b / last), 0), MOST)


def _scale(scheme: FirmScheme | None) -> tuple[int, int, int, Decimal]:
    """Ends, start and recovery a year of the firms' scale."""
    if scheme is None:
        return 0, 0, 0, NOUGHT
    score = scheme.score
    ends = (sixteenths(number.value) for number in (score.minimum, score.maximum, score.start))
    low, high, start = ends
    return low, high, start, score.recovery.value


def _trade(world: World, firms: Firms | None) -> tuple[Any, Any]:
    """How many acts firms of each sector consider in a step, and of which kind."""
    if firms is None:
        return filled((1, 1), WORD), filled((1, 0))
    acts = [act for _, act in sorted(firms.acts.items())]
    rates = [
        [
            act.per_year.value * (act.rate_by_sector[sector].value if sector in act.rate_by_sector else 1)
            for act in acts
        ]
        for sector in firms.sectors
    ]
    means = [sum(row, NOUGHT) * world.step_minutes / YEAR_MINUTES for row in rates]
    cap = cap_of(means, "acts of a firm")
    until = table([poisson(mean, cap) for mean in means])
    return until, table([choice(row) for row in rates], "int64", len(rates), len(acts))
