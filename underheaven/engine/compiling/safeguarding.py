"""What safeguards leave of a policy, and the tables of redress (specification, 2.4 and 23)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import chance, floor
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.life.redress import RedressTables
from underheaven.policy.matching import over
from underheaven.policy.schema import Policy
from underheaven.society.schema import Act

NOUGHT = Decimal(0)
NONE = (NOUGHT, NOUGHT)


def secrecy_on(policy: Policy, day: dt.date) -> Decimal:
    """How secret the method is on a day, 0 to 1."""
    if policy.safeguards.published_method or over(policy, day):
        return NOUGHT
    return policy.secrecy.on(day) or NOUGHT


def points_on(policy: Policy, kind: str, act: Act, day: dt.date) -> tuple[Decimal, Decimal]:
    """Points of a record of a kind on a day, after a good and after a bad outcome; 0 where none are."""
    rule, safeguards = policy.rules.get(kind), policy.safeguards
    if rule is None or over(policy, day):
        return NONE
    if safeguards.no_speech and act.speech != "none":
        return NONE
    if safeguards.no_purchases and act.kind == "purchase":
        return NONE
    return rule.points_on(day)


def redress_tables(world: World) -> dict[str, Any]:
    """Chances and delays of review, appeal, notice and expiry."""
    guards = world.policy.safeguards
    review, appeal, notice, expiry = guards.review, guards.appeal, guards.notice, guards.expiry
    never, nobody = np.zeros(2, np.int64), np.zeros(len(world.society.regions), np.int64)

    def both(wrong: Decimal, true: Decimal) -> Any:
        return np.array([chance(wrong), chance(true)], np.int64)

    return {
        "redress": RedressTables(
            kept=int(appeal is not None or notice is not None or expiry is not None),
            reviewed=int(review is not None),
            strikes=both(review.strikes_wrong.value, review.strikes_true.value) if review else never,
            appeals=both(appeal.appeals_wrong.value, appeal.appeals_true.value) if appeal else never,
            upheld=both(appeal.upheld_wrong.value, appeal.upheld_true.value) if appeal else never,
            appealing=int(appeal is not None),
            appeal_minutes=appeal.days * MINUTES_PER_DAY if appeal else 0,
            suspensive=int(appeal is not None and appeal.suspensive),
            served=np.array(
                [_served(world, appeal.capacity_per_1000_year.value, n) for n in world.citizens_of_regions],
                np.int64,
            )
            if appeal
            else nobody,
            notice=notice.days * MINUTES_PER_DAY if notice else 0,
            expiry=expiry.days * MINUTES_PER_DAY if expiry else 0,
            expiry_of_all=int(expiry is not None and expiry.records == "all"),
        )
    }


def _served(world: World, per_1000_year: Decimal, citizens: int) -> int:
    """Appeals that are decided in a step, in 2^-20ths."""
    return floor((1 << 20) * per_1000_year * citizens / 1000 * world.step_minutes / YEAR_MINUTES)
