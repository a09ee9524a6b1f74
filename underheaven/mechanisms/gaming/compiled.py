"""Gaming as integers (specification, 22)."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from underheaven.engine.compiling.acts import by_name
from underheaven.engine.compiling.choices import CLASSES, classes
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import WORD, cap_of, chance, choice, poisson
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
    worth = np.zeros((segments.count, CLASSES, len(acts)), np.uint8)
    known = np.zeros(segments.count, np.int64)
    until = np.full(1, WORD, np.int64)
    efforts = gaming.efforts if gaming else ()
    if gaming is not None:
        mean = gaming.per_year.value * world.step_minutes / YEAR_MINUTES
        until = np.array(poisson(mean, cap_of([mean], "games considered")), np.int64)
        for z, day in enumerate(segments.days):
            known[z] = chance(1 - secrecy_on(world.policy, day))
            for k in cheap:
                name, act = acts[k]
                points = points_on(world.policy, name, act, day)[0]
                for c, effort in enumerate(efforts):
                    cost = (act.effort.value if act.effort else Decimal(0)) * effort.factor.value
                    worth[z, c, k] = points > 0 and gaming.worth.value * points > cost
    return GamingTables(
        any=int(bool((worth.any(axis=(1, 2)) & (known > 0)).any())),
        until=until,
        kinds=np.array(cheap, np.int64),
        able=np.array([any(row) for row in occasions], np.uint8),
        pick=np.array([choice(row) for row in occasions], np.int64).reshape(len(occasions), len(cheap)),
        effort_until=classes([effort.share.value for effort in efforts]),
        worth=worth,
        chance=known,
    )
