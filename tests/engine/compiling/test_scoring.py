"""Rules, thresholds and ties."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.small import NEW_YEAR, shipped, with_policy
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.scoring import NOT_IN_FORCE, scoring_tables

WORLD = shipped()
KINDS = list(WORLD.society.acts)


def _tables(**parts: Any) -> dict[str, Any]:
    world = with_policy(WORLD, **parts)
    return scoring_tables(world, Segments.of(world))


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
    assert sorted(set(tables["points"][:, k].tolist())) == [-40, 0]
    assert tables["points"][0, k] == 0
    assert tables["per_day"][k] == 2
    assert np.delete(tables["points"], k, axis=1).any() == np.False_


def test_consequences_are_bits_and_thresholds() -> None:
    day = NEW_YEAR + dt.timedelta(days=3)
    kind = next(iter(WORLD.policy.sources["cameras"].sees))
    tables = _tables(
        consequences={
            "later": {"title": "Later", "below": {"dated": {day: 500}}, "denies": [kind]},
            "now": {"title": "Now", "below": 400.5, "denies": [kind], "confines": True},
        }
    )
    assert tables["below"][0].tolist() == [NOT_IN_FORCE, 6_408]
    assert tables["below"][-1].tolist() == [8_000, 6_408]
    assert tables["highest"].tolist() == tables["below"].max(axis=1).tolist()
    assert tables["confining"] == 2
    assert tables["denying"].tolist() == [3 if k == KINDS.index(kind) else 0 for k in range(len(KINDS))]


def test_announcements_are_heard_from_their_first_day_to_their_last() -> None:
    first, last = NEW_YEAR + dt.timedelta(days=3), NEW_YEAR + dt.timedelta(days=5)
    kind = KINDS[2]
    heard = {"title": "Warning", "on": [kind], "since": first}
    parts = {"one": {**heard, "dread": 5.9, "until": last}, "two": {**heard, "dread": 7}}
    world = with_policy(WORLD, announcements=parts)
    segments = Segments.of(world)
    found = scoring_tables(world, segments)["heard"][:, 2].tolist()
    by_day = dict(zip(segments.days, found, strict=True))
    assert by_day[NEW_YEAR] == 0
    assert by_day[first] == 12
    assert by_day[last + dt.timedelta(days=1)] == 7


@pytest.mark.parametrize("seed", range(20))
def test_no_stored_score_is_below_a_threshold_that_is_not_in_force(seed: int) -> None:
    world = random_world(seed)[0]
    tables = compile_tables(world)
    assert NOT_IN_FORCE < -32_768
    assert tables.low <= tables.start <= tables.high
    for z, day in enumerate(Segments.of(world).days):
        for c, consequence in enumerate(world.policy.consequences.values()):
            limit = consequence.below.on(day)
            assert tables.below[z, c] == (NOT_IN_FORCE if limit is None else 16 * limit)
