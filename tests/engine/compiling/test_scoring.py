"""Rules, thresholds and ties."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.compiling.shown import as_arrays
from tests.engine.small import NEW_YEAR, shipped, with_policy
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.scoring import NOT_IN_FORCE, OUT_OF_REACH, scoring_tables
from underheaven.mechanisms.privileges.compiled import tables as privileges_tables

WORLD = shipped()
KINDS = list(WORLD.society.acts)


def _tables(**parts: Any) -> dict[str, Any]:
    world = with_policy(WORLD, **parts)
    return as_arrays(scoring_tables(world, Segments.of(world)))


@given(
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=3),
    st.tuples(st.integers(0, 63), st.integers(0, 63), st.integers(0, 4)),
)
def test_weights_sum_to_alpha(
    alpha: Decimal, one: Decimal, other: Decimal, ties: tuple[int, int, int]
) -> None:
    """All ties of a citizen together weigh alpha, rounded down by less than one unit a tie."""
    low, high = sorted((one, other))
    omega = (low, high - low, 1 - high)
    association = dict(zip(("household", "employer", "friends"), omega, strict=True))
    weights = _tables(association={"alpha": alpha, **association})["weights"][0]
    present = sum(1 << t for t in range(3) if ties[t])
    whole = sum(int(weights[present, t, ties[t]]) * ties[t] for t in range(3))
    counted = sum(ties[t] for t in range(3) if omega[t] > 0)
    if counted:
        assert 65_536 * alpha - counted < whole <= 65_536 * alpha
    else:
        assert whole == 0


def test_a_type_that_is_absent_has_no_weight() -> None:
    weights = _tables()["weights"][0]
    assert (weights[:, :, 0] == 0).all()
    for present in range(8):
        for t in range(3):
            assert (weights[present, t, 1:].max() > 0) == bool(present >> t & 1)


def test_a_rule_is_in_force_from_its_day() -> None:
    day = NEW_YEAR + dt.timedelta(days=3)
    tables = _tables(rules={"jaywalking": {"points": {"dated": {day: -2.5}}, "per_day": 2}})
    k = KINDS.index("jaywalking")
    for points in tables["points"]:
        assert sorted(set(points[:, k].tolist())) == [-40, 0]
        assert points[0, k] == 0
        assert not np.delete(points, k, axis=1).any()
    assert tables["per_day"][k] == 2
    assert np.array_equal(tables["ruled"], tables["points"][0] != 0)


def test_a_kind_of_credit_has_points_of_both_outcomes() -> None:
    """In force when either of them is not 0; what is written about the wrong person counts as a default."""
    tables = _tables(rules={"loan": {"defaulted": -5}})
    k = KINDS.index("loan")
    assert (tables["points"][0, :, k] == -80).all()
    assert (tables["points"][1, :, k] == 0).all()
    assert (tables["ruled"][:, k] == 1).all()


def test_consequences_are_bits_and_thresholds() -> None:
    day = NEW_YEAR + dt.timedelta(days=3)
    kind = next(iter(WORLD.policy.sources["cameras"].sees))
    tables = _tables(
        consequences={
            "later": {"title": "Later", "below": {"dated": {day: 500}}, "denies": [kind]},
            "now": {"title": "Now", "below": 400.5, "denies": [kind], "confines": True},
        }
    )
    assert (tables["below"][0] == [NOT_IN_FORCE, 6_408]).all()
    assert (tables["below"][-1] == [8_000, 6_408]).all()
    assert tables["highest"].tolist() == tables["below"].max(axis=(1, 2)).tolist()
    assert tables["confining"] == 2
    assert tables["denying"].tolist() == [3 if k == KINDS.index(kind) else 0 for k in range(len(KINDS))]


def test_a_group_may_have_a_threshold_of_its_own() -> None:
    day, group = NEW_YEAR + dt.timedelta(days=3), WORLD.society.groups[1]
    what = {"title": "Both", "below": 400, "below_of_group": {group: {"dated": {day: 500}}}}
    below = _tables(consequences={"both": what})["below"]
    assert below[0, :, 0].tolist() == [
        NOT_IN_FORCE if other == group else 6_400 for other in WORLD.society.groups
    ]
    assert below[-1, 1, 0] == 8_000


def test_privileges_are_bits_and_thresholds() -> None:
    day = NEW_YEAR + dt.timedelta(days=3)
    plain = {"title": "Plain", "above": 900, "kinds": [KINDS[0], KINDS[2]]}
    fast = {"title": "Fast", "above": {"dated": {day: 600}}, "fast_lane": True, "visibility": 2.06}
    world = with_policy(WORLD, privileges={"plain": plain, "fast": fast})
    reward = privileges_tables(Given(world, Segments.of(world), ()))
    assert reward.above[0].tolist() == [14_400, OUT_OF_REACH]
    assert reward.above[-1].tolist() == [14_400, 9_600]
    assert reward.lowest.tolist() == [min(row) for row in reward.above.tolist()]
    assert reward.eased.tolist() == [int(k in (0, 2)) for k in range(len(KINDS))]
    assert (reward.fast_lane, reward.visible, reward.visibility.tolist()) == (2, 2, [0, 32])


def test_contexts_are_numbered_in_the_order_of_their_names() -> None:
    contexts, acts = _tables()["context"].tolist(), list(WORLD.society.acts.values())
    order = sorted({act.context for act in acts})
    assert contexts == [1 << order.index(act.context) for act in acts]


@pytest.mark.parametrize("seed", range(20))
def test_no_stored_score_is_below_a_threshold_that_is_not_in_force(seed: int) -> None:
    """Nor above that of a privilege; and from the day of sunset on no threshold is."""
    world = random_world(seed)[0]
    tables, sunset = compile_tables(world), world.policy.safeguards.sunset
    assert NOT_IN_FORCE < -32_768
    assert OUT_OF_REACH > 32_767
    assert tables.low <= tables.start <= tables.high
    for z, day in enumerate(Segments.of(world).days):
        over = sunset is not None and day >= sunset
        for c, consequence in enumerate(world.policy.consequences.values()):
            for g, group in enumerate(world.society.groups):
                limit = consequence.below_of_group.get(group, consequence.below).on(day)
                expected = NOT_IN_FORCE if limit is None or over else 16 * limit
                assert tables.below[z, g, c] == expected
        for p, privilege in enumerate(world.policy.privileges.values()):
            limit = privilege.above.on(day)
            assert tables.privileges.above[z, p] == (OUT_OF_REACH if limit is None or over else 16 * limit)
