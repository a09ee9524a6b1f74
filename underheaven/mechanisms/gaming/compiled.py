"""Gaming as integers (specification, 22)."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.compiling.acts import by_name
from underheaven.engine.compiling.choices import CLASSES, classes
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import WORD, cap_of, chance, choice, poisson
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.gaming.rule import GamingTables


def tables(given: Given) -> GamingTables:
    """How often a game is considered, which acts are cheap, and for whom each is worth it."""
    world, segments, manners = given.world, given.segments, given.manners
    gaming, acts = world.society.behaviour.gaming, list(world.society.acts.items())
    cheap = [
        k
        for k in by_name(world.society.acts)
        if acts[k][1].effort is not None and acts[k][1].kind != "credit"
    ]
    occasions = [[row[k] for k in cheap] for row in manners]
    worth = filled((segments.count, CLASSES, len(acts)), 0, "uint8")
    known, until = filled((segments.count,)), filled((1,), WORD)
    efforts = gaming.efforts if gaming else ()
    if gaming is not None:
        mean = gaming.per_year.value * world.step_minutes / YEAR_MINUTES
        until = table(poisson(mean, cap_of([mean], "games considered")))
        for z, day in enumerate(segments.days):
            known[z] = chance(1 - secrecy_on(world.policy, day))
            for k in cheap:
                name, act = acts[k]
                points = points_on(world.policy, name, act, day)[0]
                for c, effort in enumerate(efforts):
                    cost = (act.effort.value if act.effort else Decimal(0)) * effort.factor.value
                    worth[z, c, k] = int(points > 0 and gaming.worth.value * points > cost)
    return GamingTables(
        any=int(any(any(worth[z].numbers) and known[z] > 0 for z in range(segments.count))),
        until=until,
        kinds=table(cheap),
        able=table([any(row) for row in occasions], "uint8"),
        pick=table([choice(row) for row in occasions], "int64", len(occasions), len(cheap)),
        effort_until=classes([effort.share.value for effort in efforts]),
        worth=worth,
        chance=known,
    )
