"""What is gathered while a run is lived is what its folder is read as."""

from pathlib import Path

import numpy as np
import pytest

from tests.record import made
from underheaven.measure.frame import Frame
from underheaven.measure.gathering import Gathering
from underheaven.measure.run import pools_of
from underheaven.measure.yearly import Yearly
from underheaven.record.query import RunFolder


@pytest.mark.parametrize("full", [False, True])
def test_it_is_what_the_folder_is_read_as(full: bool, tmp_path: Path) -> None:
    world, counts = (made.full(), made.full_counts()) if full else (made.world(), made.counts_of_weeks())
    folder = RunFolder(made.complete(tmp_path / "run", world, counts=counts))
    frame = Frame.of(world)
    gathering, step = Gathering(frame), 0
    for year in counts.years():
        while step < world.steps and world.year_of(step) == year:
            gathering.add_step(counts.step(step))
            step += 1
        gathering.add_year(counts.year(year))
    read = list(Yearly(frame).of_rows(folder.batches("years")))
    for ours, theirs in zip(gathering.years, read, strict=True):
        assert np.array_equal(ours.counts.tallies, theirs.counts.tallies)
        assert np.array_equal(ours.replicates.tallies, theirs.replicates.tallies)
    for mine, others in zip(gathering.pools(), pools_of(folder), strict=True):
        assert mine.seen == others.seen
        # Without appeals nobody reads a queue, which is empty but in the made world.
        for name in ("tallies", "waves", "histogram", *(["queue"] if full else [])):
            assert np.array_equal(getattr(mine, name), getattr(others, name)), name


def test_without_a_year_there_is_nothing_to_measure() -> None:
    with pytest.raises(ValueError, match="no year"):
        Gathering(Frame.of(made.world())).pools()
