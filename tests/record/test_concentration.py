"""Records of each person scored, from a run: of all, or of communities that are lived again."""

from pathlib import Path

import numpy as np

from tests.engine.small import NEW_YEAR, shipped
from underheaven.counted.columns import Life
from underheaven.engine.cpu import Engine
from underheaven.record.concentration import records_of
from underheaven.record.enumeration import scored
from underheaven.record.query import RunFolder
from underheaven.study.running import run_world


def test_what_is_lived_again_is_what_was_lived(tmp_path: Path) -> None:
    world = shipped(start=NEW_YEAR, days=28, citizens=3_000, community_size=256)
    run_world(world, tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    found = records_of(folder)
    engine = Engine(world, 1, lives=True)
    for _ in engine.records():
        pass
    lives, who = engine.lives, scored(engine)
    engine.close()
    assert found.everybody
    assert np.array_equal(np.concatenate(found.records), lives[Life.COSTLY_RECORDS, who].astype(np.int64))
    assert (lives[Life.COSTLY_RECORDS] <= lives[Life.RECORDS] + lives[Life.WRONG_RECORDS]).all()
    assert 0 < found.people < world.citizens
    some = records_of(folder, citizens=2_100)
    assert len(some.records) == 8
    assert not some.everybody
