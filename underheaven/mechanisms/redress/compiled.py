"""Redress as integers (specification, 23)."""

from __future__ import annotations

from decimal import Decimal
from math import floor
from typing import Any

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.redress.rule import RedressTables


def tables(given: Given) -> RedressTables:
    """Chances and delays of review, appeal, notice and expiry."""
    world = given.world
    guards = world.policy.safeguards
    review, appeal, notice, expiry = guards.review, guards.appeal, guards.notice, guards.expiry
    never, nobody = filled((2,)), filled((len(world.society.regions),))

    def both(wrong: Decimal, true: Decimal) -> Any:
        return table([chance(wrong), chance(true)])

    return RedressTables(
        kept=int(appeal is not None or notice is not None or expiry is not None),
        reviewed=int(review is not None),
        strikes=both(review.strikes_wrong.value, review.strikes_true.value) if review else never,
        appeals=both(appeal.appeals_wrong.value, appeal.appeals_true.value) if appeal else never,
        upheld=both(appeal.upheld_wrong.value, appeal.upheld_true.value) if appeal else never,
        appealing=int(appeal is not None),
        appeal_minutes=appeal.days.value * MINUTES_PER_DAY if appeal else 0,
        suspensive=int(appeal is not None and appeal.suspensive),
        served=table(
            [_served(world, appeal.capacity_per_1000_year.value, n) for n in world.citizens_of_regions]
        )
        if appeal
        else nobody,
        notice=notice.days.value * MINUTES_PER_DAY if notice else 0,
        expiry=expiry.days.value * MINUTES_PER_DAY if expiry else 0,
        expiry_of_all=int(expiry is not None and expiry.records == "all"),
    )


def _served(world: World, per_1000_year: Decimal, citizens: int) -> int:
    """Appeals that are decided in a step, in 2^-20ths."""
    return floor((1 << 20) * per_1000_year * citizens / 1000 * world.step_minutes / YEAR_MINUTES)
