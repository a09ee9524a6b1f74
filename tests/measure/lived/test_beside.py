"""What is lived again while a run is lived is what `live_again` finds of its folder."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.small import shipped
from tests.measure.lived.test_lived import world as strict
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.measure.lived import beside
from underheaven.measure.lived.beside import LivingBeside
from underheaven.measure.lived.lived import live_again
from underheaven.record.query import RunFolder
from underheaven.study.running import run_world
from underheaven.study.watching import Watch

WORLDS = {
    # More communities than are lived again, and many people under something; places, firms and appeals.
    "many": lambda: replace(strict(False), citizens=4_600),
    # People who are replaced, and years that are not whole.
    "renewed": lambda: strict(True),
    "another": lambda: shipped("rongcheng-2016", days=500, citizens=700, community_size=256),
    "one step": lambda: shipped(days=5, citizens=400, community_size=256),
}


@pytest.mark.parametrize("name", WORLDS)
def test_it_is_what_is_found_of_the_folder(name: str, tmp_path: Path) -> None:
    world: World = WORLDS[name]()
    living = LivingBeside(world)

    def follow(record: StepRecord | YearRecord) -> None:
        if isinstance(record, StepRecord):
            living.add(record)

    folder = RunFolder(run_world(world, tmp_path / "run", watch=Watch(on_record=follow)).folder)
    ours, theirs = living.lived(), live_again(folder)
    assert ours.to_dict() == theirs.to_dict()
    assert (ours.communities, ours.of, ours.people) == (theirs.communities, theirs.of, theirs.people)
    assert ours.seconds > 0


def test_it_is_not_begun_where_nothing_hangs_on_a_score_or_too_much_would_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = shipped(days=800, citizens=2_000, community_size=256)
    assert not LivingBeside.can(shipped("none", days=800, citizens=2_000))
    assert LivingBeside.can(world)
    # Longer runs keep no more: how people stood before their last cohorts is asked by nothing.
    assert LivingBeside.can(replace(world, start=dt.date(2000, 1, 1)))
    monkeypatch.setattr(beside, "ROOM", 1 << 10)
    assert not LivingBeside.can(world)
