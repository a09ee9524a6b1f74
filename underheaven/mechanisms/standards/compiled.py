"""Standards as integers (specification, 31)."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.scoring import thresholds
from underheaven.engine.world import MINUTES_PER_DAY
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.standards.model import Follows
from underheaven.mechanisms.standards.rule import DONE, RECORDED, REPAID, UNDER, StandardsTables
from underheaven.society.schema import Society

ONE, POINT = 1 << 16, 16
WHAT = {"done": DONE, "recorded": RECORDED, "repaid": REPAID, "under": UNDER}


def tables(given: Given) -> StandardsTables:
    """What each threshold that moves follows, and how."""
    world, segments = given.world, given.segments
    consequences = list(world.policy.consequences.values())
    moving = [c for c, each in enumerate(consequences) if each.follows is not None]
    found = [each.follows for each in consequences if each.follows is not None]
    periods = [max(1, floor(each.over_days.value * MINUTES_PER_DAY / world.step_minutes)) for each in found]
    lags = [ceil(each.lag_days.value * MINUTES_PER_DAY / world.step_minutes) for each in found]
    sign = {"above": Decimal(1), "below": Decimal(-1)}
    n = len(found)
    return StandardsTables(
        any=int(n > 0),
        of=table(
            [moving.index(c) if c in moving else -1 for c in range(len(consequences))],
            "int64",
            len(consequences),
        ),
        consequence=table(moving, "int64", n),
        what=table([WHAT[each.what] for each in found], "int64", n),
        kinds=table([_kinds(each, world.society) for each in found], "uint8", n, len(world.society.acts)),
        target=table([floor(ONE * each.target.value) for each in found], "int64", n),
        gain=table([floor(POINT * each.gain.value * sign[each.raise_when]) for each in found], "int64", n),
        step=table([floor(POINT * each.step.value) for each in found], "int64", n),
        period=table(periods, "int64", n),
        lag=table([min(lag, period) for lag, period in zip(lags, periods, strict=True)], "int64", n),
        by_region=table([each.of == "region" for each in found], "int64", n),
        by_group=table([each.by_group for each in found], "int64", n),
        low=table([floor(POINT * each.between.least.value) for each in found], "int64", n),
        high=table([floor(POINT * each.between.most.value) for each in found], "int64", n),
        base=thresholds(world, segments) if n else filled((0, 0, 0)),
        group_in=table(list(range(len(world.society.groups))), "int64"),
    )


def _kinds(follows: Follows, society: Society) -> list[int]:
    """1 for each kind of act that counts: those named, or all, and of repayment those that are lent."""
    return [
        int(
            kind in follows.kinds
            or (not follows.kinds and (follows.what != "repaid" or act.repayment is not None))
        )
        for kind, act in society.acts.items()
    ]
