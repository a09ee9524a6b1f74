"""Every measure has one value for each row of counts, whatever the policy uses."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import headlines
from underheaven.measure.named import measure_named
from underheaven.measure.results import names_in
from underheaven.measure.yearly import Yearly
from underheaven.policy.loading import load_policy, policy_names
from underheaven.society.loading import load_society


@pytest.mark.parametrize("policy", policy_names())
def test_a_measure_of_rows_of_counts_is_an_array_of_as_many(policy: str) -> None:
    """Also one that hangs on no count, as where there is no privilege."""
    days = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
    world = World(load_policy(policy), load_society("riverton"), 1, *days, 1_000)
    frame = Frame.of(world)
    (year,) = simulate(world).years
    rows = Yearly(frame).of_record(year).counts
    for name in {*headlines(world), *names_in(frame)}:
        found = measure_named(name, frame)(rows)
        assert isinstance(found, np.ndarray), name
        assert found.shape == rows.tallies.shape[:-1], name
