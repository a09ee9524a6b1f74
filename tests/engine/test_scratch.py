"""Room to work in is large enough."""

from typing import Any

import numpy as np
import pytest

from tests.engine.small import extreme, shipped
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.layout import Layout
from underheaven.engine.scratch import SIZE, Scratch, make_scratch
from underheaven.engine.world import World


def _scratch(world: World) -> tuple[Scratch, Any]:
    tables = compile_tables(world)
    policy = world.policy
    layout = Layout(tuple(world.society.acts), tuple(policy.sources), tuple(policy.consequences))
    return make_scratch(tables, layout), tables


@pytest.mark.parametrize("seed", range(10))
def test_events_of_the_busiest_community_fit(seed: int) -> None:
    x, t = _scratch(random_world(seed)[0])
    one = len(t.count_above) + t.match_until.shape[-1] + t.clerk_until.shape[-1]
    assert len(x.order) == x.booked.shape[1] == one
    assert len(x.minute) == x.event_word.shape[1] == len(x.drawn) > SIZE * one
    assert np.iinfo(x.considered.dtype).max >= len(t.count_above)
    assert np.iinfo(x.minute.dtype).max >= t.step_minutes
    assert np.iinfo(x.slot.dtype).max >= SIZE


def test_thirty_two_bits_hold_the_counts_of_the_catalogue() -> None:
    for society in ("riverton", "china-2019"):
        assert _scratch(shipped(society=society))[0].tally.dtype == np.int32


def test_points_that_could_overflow_them_have_sixty_four() -> None:
    x, t = _scratch(extreme(shipped()))
    assert SIZE * len(x.order) * int(np.abs(t.points).max()) >= 2**31
    assert x.tally.dtype == np.int64
