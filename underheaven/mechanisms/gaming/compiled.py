"""Gaming as integers (specification, 22)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from math import floor
from typing import Any, NamedTuple

from underheaven.engine.compiling.acts import scaled, shared
from underheaven.engine.compiling.choices import CLASSES, classes
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.scoring import sixteenths
from underheaven.engine.compiling.thresholds import WORD, cap_of, chance, choice, poisson
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.gaming.games import gameable
from underheaven.mechanisms.gaming.model import Gaming
from underheaven.mechanisms.gaming.rule import NEVER, GamingTables
from underheaven.mechanisms.gaming.worths import UNIT, gains, moving, targets
from underheaven.mechanisms.lasting.combining import combinations

DEAREST = 1 << 46
"""The largest effort of an act, in 2^-24ths: the acts of a whole scale stay within 64 bits."""
Row = tuple[Decimal, ...]
"""A number of each kind that may be gamed."""
DAYS_PER_YEAR = Decimal("365.25")
NOUGHT = Decimal(0)


class Ways(NamedTuple):
    """The ways of gaming, Q, and the rows of efforts, F, of which they are."""

    manner: list[int]
    """[Q] the manner of acting of a way."""
    row: list[int]
    """[Q] its row of efforts."""
    efforts: list[Row]
    """[F] the effort of each kind that may be gamed."""
    of: list[int]
    """[A] the first way of an archetype: those of its lasting classes follow, in the order of its manners."""


class Known(NamedTuple):
    """What is known of a way; ways of which the same is known are one for the kernel."""

    row: int
    able: int
    pick: tuple[tuple[int, ...], ...]
    """Of each segment, or of all."""
    gain: tuple[int, ...]


def ways(given: Given, cheap: Sequence[int]) -> Ways:
    """Archetypes that act alike, and to whom every kind costs as much, game alike: by lasting classes."""
    acts = list(given.world.society.acts.values())
    costs = [scaled(given.world.society, _effort(acts[k]), acts[k].effort_by) for k in cheap]
    rows: dict[tuple[Decimal, ...], int] = {}
    found: dict[tuple[int, int], int] = {}
    of = []
    each = zip(*costs, strict=True) if costs else iter([()] * len(given.manner))
    for manner, efforts in zip(given.manner, each, strict=True):
        of.append(found.setdefault((manner, rows.setdefault(efforts, len(rows))), len(found)))
    among = range(len(combinations(given.world.society)))
    each_of = [(first + number, row) for first, row in found for number in among]
    return Ways(
        [manner for manner, _ in each_of],
        [row for _, row in each_of],
        list(rows),
        [number * len(among) for number in of],
    )


def _effort(act: Any) -> Decimal:
    return act.effort.value if act.effort is not None else NOUGHT


def tables(given: Given) -> GamingTables:
    """How often a game is considered, which acts are cheap, and for whom each is worth it."""
    world, segments = given.world, given.segments
    gaming, kinds = world.society.behaviour.gaming, len(world.society.acts)
    if gaming is None:
        return _nothing(given)
    cheap = gameable(world.society)
    far = gaming.aims == "thresholds"
    of, rows = ways(given, cheap), list(given.manners)
    mean = gaming.per_year.value * world.step_minutes / YEAR_MINUTES
    points = [_points(given, z, cheap) for z in range(segments.count)]
    known = [chance(1 - secrecy_on(world.policy, day)) for day in segments.days]
    occasions = [tuple(rows[m][k] for k in cheap) for m in of.manner]
    pick = _picks(gaming, of, occasions, points if far else [])
    worth = _worth(gaming, of, points, cheap, kinds)
    stakes = _stakes(given, gaming, of)
    distinct, numbers = shared(
        [
            Known(row, int(any(occasions[q])), tuple(tuple(these[q]) for these in pick), tuple(stakes[q]))
            for q, row in enumerate(of.row)
        ]
    )
    return GamingTables(
        any=int(
            any(map(any, stakes)) and any(known)
            if far
            else any(any(worth[z].numbers) and known[z] > 0 for z in range(segments.count))
        ),
        until=table(poisson(mean, cap_of([mean], "games considered"))),
        kinds=table(cheap),
        entry=_entries(given, gaming),
        first=table(of.of, "uint16"),
        way=table(numbers, "uint16"),
        able=table([each.able for each in distinct], "uint8"),
        pick=table(
            [[each.pick[y] for each in distinct] for y in range(len(pick))],
            "int64",
            len(pick),
            len(distinct),
            len(cheap),
        ),
        effort_until=classes([effort.share.value for effort in gaming.efforts]),
        row=table([each.row for each in distinct], "uint16"),
        worth=worth,
        cost=_costs(gaming, of, cheap, kinds) if gaming.counts_effort else filled((0, CLASSES, kinds)),
        chance=table(known),
        **_aims(given, gaming),
        gain=table([each.gain for each in distinct], "int64", len(distinct), _many(given) if far else 0),
        margin=sixteenths(gaming.kept) if far else 0,
        waited=_waited(given, gaming) if far else 0,
    )


def _nothing(given: Given) -> GamingTables:
    """Nobody games."""
    society, segments = given.world.society, given.segments
    cheap = gameable(society)
    kinds, groups = len(society.acts), len(society.groups)
    return GamingTables(
        any=0,
        until=filled((1,), WORD),
        kinds=table(cheap),
        entry=filled((kinds,), -1),
        first=table([], "uint16"),
        way=table([], "uint16"),
        able=table([], "uint8"),
        pick=filled((1, 0, len(cheap))),
        effort_until=classes([]),
        row=table([], "uint16"),
        worth=filled((segments.count, 0, CLASSES, kinds), 0, "uint8"),
        cost=filled((0, CLASSES, kinds)),
        chance=filled((segments.count,)),
        target=filled((segments.count, groups, 0)),
        aim=filled((segments.count, groups, 0)),
        gain=filled((0, 0)),
        margin=0,
        waited=0,
    )


def _points(given: Given, z: int, cheap: Sequence[int]) -> list[Decimal]:
    """Points of each kind that may be gamed in a segment."""
    acts = list(given.world.society.acts.items())
    return [points_on(given.world.policy, *acts[k], given.segments.days[z])[0] for k in cheap]


def _picks(
    gaming: Gaming, of: Ways, occasions: Sequence[Row], points: Sequence[Sequence[Decimal]]
) -> list[list[list[int]]]:
    """Thresholds of the kind [Y, Q, E]: by occasion alone, or by occasion and yield in each segment."""
    if not points:
        return [[choice(row) for row in occasions]]
    sharp = None if gaming.sharpness is None else gaming.sharpness.value
    picks = []
    for these in points:
        found: dict[tuple[Row, int], list[int]] = {}
        for row, f in zip(occasions, of.row, strict=True):
            if (row, f) not in found:
                found[row, f] = _by_yield(row, these, of.efforts[f], sharp)
        picks.append([found[row, f] for row, f in zip(occasions, of.row, strict=True)])
    return picks


def _by_yield(
    occasions: Sequence[Decimal], points: Sequence[Decimal], efforts: Sequence[Decimal], sharp: Decimal | None
) -> list[int]:
    """Thresholds of a choice by occasions times (points for effort, of the best, to the power of `sharp`)."""
    weights = _weights(
        tuple(
            each if each > 0 and often > 0 else NOUGHT for each, often in zip(points, occasions, strict=True)
        ),
        tuple(efforts),
        sharp,
    )
    if not any(weights):
        return [0] * len(points)
    return choice([often * weight for often, weight in zip(occasions, weights, strict=True)])


@lru_cache(maxsize=4_096)
def _weights(points: Row, efforts: Row, sharp: Decimal | None) -> Row:
    """What each kind yields, of the one that yields most, to the power of `sharp`; 0 without points.

    Without an effort it yields more than any other.
    """
    if sharp == 0:
        return tuple(Decimal(each > 0) for each in points)
    if any(each > 0 and not effort for each, effort in zip(points, efforts, strict=True)):
        return tuple(Decimal(each > 0 and not effort) for each, effort in zip(points, efforts, strict=True))
    yields = [each / effort if each else NOUGHT for each, effort in zip(points, efforts, strict=True)]
    best = max(yields, default=NOUGHT)
    if sharp is None:
        return tuple(Decimal(each == best and each > 0) for each in yields)
    return tuple((sharp * (each / best).ln()).exp() if each else NOUGHT for each in yields)


def _worth(
    gaming: Gaming, of: Ways, points: Sequence[Sequence[Decimal]], cheap: Sequence[int], kinds: int
) -> Any:
    """[Z, F, 8, K] 1 where the points of one act are worth its effort; empty where that is not asked for."""
    if gaming.aims == "thresholds" or gaming.worth is None:
        return filled((len(points), 0, CLASSES, kinds), 0, "uint8")
    worth = filled((len(points), len(of.efforts), CLASSES, kinds), 0, "uint8")
    for z, these in enumerate(points):
        for f, efforts in enumerate(of.efforts):
            for c, effort in enumerate(gaming.efforts):
                for k, each, cost in zip(cheap, these, efforts, strict=True):
                    pays = each > 0 and gaming.worth.value * each > cost * effort.factor.value
                    worth[z, f, c, k] = int(pays)
    return worth


def _costs(gaming: Gaming, of: Ways, cheap: Sequence[int], kinds: int) -> Any:
    """[F, 8, K] effort of an act, in 2^-24ths, rounded up."""
    cost = filled((len(of.efforts), CLASSES, kinds))
    for f, efforts in enumerate(of.efforts):
        for c, effort in enumerate(gaming.efforts):
            for k, each in zip(cheap, efforts, strict=True):
                exact = UNIT * (each * effort.factor.value)
                cost[f, c, k] = min(DEAREST, int(exact.to_integral_value(rounding=ROUND_CEILING)))
    return cost


def _entries(given: Given, gaming: Gaming) -> Any:
    """[K] the place of a kind among those of which effort is counted."""
    entry = [-1] * len(given.world.society.acts)
    if gaming.counts_effort:
        for place, k in enumerate(sorted(gameable(given.world.society))):
            entry[k] = place
    return table(entry)


def _many(given: Given) -> int:
    """How many consequences and privileges there are."""
    return len(given.world.policy.consequences) + len(given.world.policy.privileges)


def _stakes(given: Given, gaming: Gaming, of: Ways) -> list[list[int]]:
    """[Q, J] what each consequence and privilege is worth to a way of gaming."""
    if gaming.aims == "points" or gaming.goods is None:
        return [[] for _ in of.row]
    rows, goods = list(given.manners), gaming.goods
    kinds, found = moving(given, goods), dict[Row, list[int]]()
    stakes = []
    for manner in of.manner:
        row = rows[manner]
        # Most manners differ in other kinds of act alone.
        same = (*(row[k] for k in kinds), *(row[len(row) // 2 + k] for k in kinds))
        if (known := found.get(same)) is None:
            known = found[same] = gains(given, goods, row)
        stakes.append(known)
    return stakes


def _aims(given: Given, gaming: Gaming) -> dict[str, Any]:
    """The scores to reach, and to which consequence or privilege each belongs; [Z, G, J] each."""
    groups, segments = given.world.society.groups, given.segments
    many = _many(given) if gaming.aims == "thresholds" else 0
    target, aim = (filled((segments.count, len(groups), many), fill) for fill in (NEVER, 0))
    if many:
        for z, day in enumerate(segments.days):
            for g, group in enumerate(groups):
                target[z, g], aim[z, g] = targets(given.world, day, group, gaming.kept)
    return {"target": target, "aim": aim}


def _waited(given: Given, gaming: Gaming) -> int:
    """What recovery brings within the time in which people wait for it, in sixteenths."""
    recovery = given.world.policy.score.recovery.value
    return min(1 << 16, floor(16 * recovery * gaming.waits / DAYS_PER_YEAR))
