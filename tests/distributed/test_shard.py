"""The four calls give arrays of the shapes and kinds that they are said to; whoever has a shard has these."""

import datetime as dt

import numpy as np

from tests.engine.small import NEW_YEAR, shipped
from underheaven.distributed.living import Living
from underheaven.distributed.shard import Asked, Part, Shard
from underheaven.engine.cpu import Engine
from underheaven.engine.state import Ledger, State


def test_each_call_gives_what_is_said_of_it() -> None:
    world = shipped(start=NEW_YEAR - dt.timedelta(days=7), days=21, citizens=1_500, community_size=256)
    whole = Engine(world)
    shard: Shard = Living(world)
    shard.start(Part(1, 4, whole.tables))
    regions, groups, layout = len(world.society.regions), len(world.society.groups), whole.layout
    goods = len(layout.places)
    counts = shard.ranks(Asked(0, 0, np.zeros((goods, 2, 5), np.int64)))
    assert (counts.shape, counts.dtype.name) == ((goods, 2, 1 << 16), "int64")
    rows = len(np.unique(whole.communities.year_row[1:4]))
    people = int(whole.communities.size[1:4].sum())
    for ends in (True, False):
        counted = shard.step(whole.known)
        found = [(each.shape, each.dtype.name) for each in counted[:4]]
        assert found == [
            ((regions, groups, layout.width), "int64"),
            ((regions, groups, 64), "int64"),
            ((regions, len(layout.public)), "int64"),
            ((rows * ends, 10 * groups, layout.width), "int64"),
        ]
        assert (counted.census is not None) == ends
    kept = shard.checkpoint()
    assert kept.year.shape == (rows, 10 * groups, layout.width)
    names = {*State._fields, *(f"ledger.{name}" for name in Ledger._fields), "lives"}
    assert set(kept.arrays) == {*names, "census.deeds", "census.occupants"}
    assert kept.arrays["own"].shape == (people,)
    assert len(kept.arrays["ledger.used"]) == 3
    whole.close()
