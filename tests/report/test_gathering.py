"""A report of what was gathered while a run was lived is the report of its folder."""

from pathlib import Path

import numpy as np

from tests.engine.small import shipped
from underheaven.record.query import RunFolder
from underheaven.report.gathering import Gathering
from underheaven.report.html import page
from underheaven.report.results import Results
from underheaven.study.running import run_world
from underheaven.study.watching import Watch


def test_a_report_is_the_same_as_from_the_folder(tmp_path: Path) -> None:
    world = shipped(days=800, citizens=1_500, community_size=256)
    gathered = Gathering(world)
    folder = run_world(world, tmp_path / "run", watch=Watch(on_record=gathered.add)).folder
    ours, theirs = Results.of(RunFolder(folder, world=world), gathered), Results.of(RunFolder(folder))
    assert ours.measures.to_dict() == theirs.measures.to_dict()
    assert ours.trends == theirs.trends
    assert ours.timeline.days == theirs.timeline.days
    assert np.array_equal(ours.timeline.counts.tallies, theirs.timeline.counts.tallies)
    assert np.array_equal(ours.timeline.climate, theirs.timeline.climate)
    assert page(ours) == page(theirs)
