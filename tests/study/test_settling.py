"""A run that goes on until it has settled is the run up to that day, in every byte."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.engine.small import shipped
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.record.provenance import read_provenance
from underheaven.record.query import RunFolder
from underheaven.study.running import ending_after, run_world
from underheaven.study.watching import Watch

START = dt.date(2019, 1, 1)
UNTIL = Watch(until_settled=True)


def world(policy: str = "rights-respecting", days: int = 4_000, **rest: Any) -> World:
    """A world in which nothing happens, or in which everything does, for eleven years."""
    return shipped(policy, start=START, days=days, citizens=4_000, community_size=256, **rest)


def files(folder: Path) -> dict[str, str]:
    found = [path for path in folder.iterdir() if path.suffix in (".parquet", ".npz")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_it_ends_where_it_has_settled_and_is_the_run_to_that_day(tmp_path: Path) -> None:
    settled = run_world(world(), tmp_path / "until", watch=UNTIL)
    assert settled.finished
    assert settled.world.end < world().end
    again = run_world(settled.world, tmp_path / "to")
    assert (settled.digest, settled.world.hash) == (again.digest, again.world.hash)
    assert files(tmp_path / "until") == files(tmp_path / "to")
    one, other = (read_provenance(tmp_path / name) for name in ("until", "to"))
    assert (one.world, one.world_hash, one.steps, one.axes) == (
        other.world,
        other.world_hash,
        other.steps,
        other.axes,
    )
    RunFolder(tmp_path / "until").verify()


def test_interrupted_and_resumed_it_ends_on_the_same_day(tmp_path: Path) -> None:
    whole = run_world(world(), tmp_path / "whole", watch=UNTIL)
    asked = iter(range(130))
    stopping = Watch(until_settled=True, stop=lambda: next(asked, None) is None)
    assert not run_world(world(), tmp_path / "cut", watch=stopping).finished
    cut = run_world(world(), tmp_path / "cut", resume=True, watch=UNTIL)
    assert (cut.digest, cut.world.end) == (whole.digest, whole.world.end)
    assert files(tmp_path / "cut") == files(tmp_path / "whole")


def test_what_goes_on_moving_is_lived_to_the_last_day(tmp_path: Path) -> None:
    moving = run_world(world("article-2019", days=800), tmp_path / "run", watch=UNTIL)
    assert moving.finished
    assert moving.world.end == world("article-2019", days=800).end


@pytest.mark.parametrize("step", [10, 51, 52, 200])
def test_a_world_that_ends_with_a_step_has_that_step_whole(step: int) -> None:
    short = ending_after(world(), step)
    assert short.steps == step + 1
    assert short.end_of(step) == world().end_of(step)


def test_steps_that_end_at_noon_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        run_world(world(step_minutes=5_040), tmp_path / "run", watch=UNTIL)
    assert "--step-minutes" in told.value.problems[0].remedy
    assert not (tmp_path / "run").exists()
