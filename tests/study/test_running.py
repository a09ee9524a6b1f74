"""Running a world into a folder: interrupted and resumed it holds the same bytes as at one go."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.engine.small import NEW_YEAR, shipped
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.life.tables import arrays
from underheaven.record.folder import COMMUNITIES, DATA, FINAL, TABLES
from underheaven.record.provenance import read_provenance
from underheaven.study import limits
from underheaven.study.outcome import Outcome
from underheaven.study.running import run_world
from underheaven.study.watching import Watch

COUNTS = ("steps.parquet", "histogram.parquet", "public.parquet", "years.parquet", "census.parquet")


@cache
def _world() -> World:
    """Eight weeks around a new year, in which nearly everybody comes to be enrolled."""
    return shipped(start=NEW_YEAR - dt.timedelta(days=24), days=53, citizens=2_000, community_size=512)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The run at one go."""
    return run_world(_world(), tmp_path_factory.mktemp("whole") / "run", threads=2)


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.parquet")}


def _after(steps: int) -> Callable[[], bool]:
    """A wish to stop that comes true when it has been asked so many times."""
    asked = iter(range(1, steps))
    return lambda: next(asked, None) is None


def test_a_run_holds_what_the_engine_counted(whole: Outcome) -> None:
    world, result = _world(), simulate(_world())
    assert whole.finished
    assert whole.next_step == world.steps
    assert whole.digests == result.digests
    assert whole.digest == result.digests["run"]
    steps = pq.read_table(whole.folder / "steps.parquet")
    regions, groups = len(world.society.regions), len(world.society.groups)
    assert steps.num_rows == world.steps * regions * groups
    considered = sum(
        int(record.tallies[:, :, layout_of(world).column(f"act.{kind}.considered")].sum())
        for record in result.steps
        for kind in world.society.acts
    )
    assert whole.considered == considered
    firms = layout_of(world).column("firm.firms")
    assert whole.firms == result.steps[-1].tallies[:, :, firms].sum() > 0
    assert whole.extra_bytes - 48 * whole.world.citizens == result.state.firm.nbytes > 0
    assert whole.citizen_minutes == world.citizens * world.horizon


def test_the_folder_holds_every_file_and_its_hash(whole: Outcome) -> None:
    provenance = read_provenance(whole.folder)
    assert provenance.status == "finished"
    assert provenance.digests == whole.digests
    assert provenance.world_hash == _world().hash
    assert set(provenance.files) == set(DATA)
    hashes = _hashes(whole.folder)
    assert hashes == {name: provenance.files[name] for name in hashes}
    assert not (whole.folder / "checkpoint").exists()
    with np.load(whole.folder / TABLES) as tables:
        assert set(tables.files) == set(arrays(compile_tables(_world())))
    assert pq.read_metadata(whole.folder / FINAL).num_rows == _world().citizens
    communities = pq.read_table(whole.folder / COMMUNITIES)
    assert communities.num_rows == simulate(_world()).communities.size.size


def test_a_community_is_enrolled_from_the_day_on_which_anybody_may_join(tmp_path: Path) -> None:
    world = shipped("sesame-2015", start=dt.date(2015, 1, 1), days=42, citizens=300)
    run_world(world, tmp_path / "run")
    rows = pq.read_table(tmp_path / "run" / COMMUNITIES).to_pylist()
    assert [row["enrolled_from"] for row in rows] == [4] * len(rows)


def test_renewal_is_refused_where_the_society_has_none(tmp_path: Path) -> None:
    world = shipped(days=7, citizens=300, renewal=True)
    still = replace(world, society=world.society.model_copy(update={"renewal": None}))
    with pytest.raises(InputError, match="--renewal"):
        run_world(still, tmp_path / "run")
    assert not (tmp_path / "run").exists()
    assert run_world(world, tmp_path / "run").finished
    assert read_provenance(tmp_path / "run").world["renewal"] is True


@pytest.mark.parametrize("step", range(1, 8))
def test_interrupted_and_resumed_it_is_the_same(step: int, whole: Outcome, tmp_path: Path) -> None:
    """Stopped after any step, also where a year ends, and gone on with by another number of threads."""
    world = _world()
    assert world.steps == 8
    begun = run_world(world, tmp_path / "run", threads=2, watch=Watch(stop=_after(step)))
    assert not begun.finished
    assert begun.next_step == step
    assert begun.digest is None
    provenance = read_provenance(tmp_path / "run")
    assert provenance.status == "interrupted"
    assert provenance.steps_recorded == step
    ended = run_world(world, tmp_path / "run", threads=1, resume=True)
    assert ended.finished
    assert ended.digests == whole.digests
    assert _hashes(tmp_path / "run") == _hashes(whole.folder)
    assert read_provenance(tmp_path / "run").files == read_provenance(whole.folder).files
    assert begun.considered + ended.considered == whole.considered


def test_it_may_be_interrupted_again_and_again(whole: Outcome, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    outcome = run_world(_world(), folder, watch=Watch(stop=_after(1)))
    while not outcome.finished:
        outcome = run_world(_world(), folder, resume=True, watch=Watch(stop=_after(1)))
    assert outcome.digests == whole.digests
    assert _hashes(folder) == _hashes(whole.folder)


def test_a_crash_loses_only_what_came_after_the_checkpoint(whole: Outcome, tmp_path: Path) -> None:
    """An error in the midst of a step after the end of the year, where a checkpoint was kept."""
    folder = tmp_path / "run"

    def fail(done: int, _of: int) -> None:
        if done == 6:
            raise RuntimeError("the power failed")

    with pytest.raises(RuntimeError, match="the power failed"):
        run_world(_world(), folder, watch=Watch(on_step=fail))
    assert read_provenance(folder).status == "running"
    outcome = run_world(_world(), folder, resume=True)
    assert outcome.digests == whole.digests
    assert _hashes(folder) == _hashes(whole.folder)


def test_progress_is_told_after_every_step(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    run_world(_world(), tmp_path / "run", watch=Watch(on_step=lambda done, of: told.append((done, of))))
    assert told == [(done, 8) for done in range(9)]


def test_a_run_is_not_overwritten_unasked(tmp_path: Path) -> None:
    world = shipped(days=7, citizens=300)
    run_world(world, tmp_path / "run")
    with pytest.raises(InputError, match="already holds a run"):
        run_world(world, tmp_path / "run")
    with pytest.raises(InputError, match="finished run"):
        run_world(world, tmp_path / "run", resume=True)
    other = shipped("none", days=7, citizens=300)
    assert run_world(other, tmp_path / "run", replace=True).finished
    assert read_provenance(tmp_path / "run").world_hash == other.hash


def test_a_run_is_not_gone_on_with_in_another_world(tmp_path: Path) -> None:
    run_world(_world(), tmp_path / "run", watch=Watch(stop=_after(2)))
    with pytest.raises(InputError, match="another world"):
        run_world(shipped(days=53), tmp_path / "run", resume=True)


def test_what_does_not_fit_into_memory_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "memory_there", lambda: 1_000_000)
    with pytest.raises(InputError, match="memory"):
        run_world(_world(), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_no_threads_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--threads"):
        run_world(_world(), tmp_path / "run", threads=0)
    assert not (tmp_path / "run").exists()


def test_speeds_are_those_of_the_call(whole: Outcome) -> None:
    weeks = 2_000 * 53 / 7
    assert whole.citizen_weeks_per_second == pytest.approx(weeks / whole.seconds)
    assert whole.acts_per_citizen_day == pytest.approx(whole.considered / 2_000 / 53)
    assert whole.bytes_per_citizen == 12
    assert whole.peak_rss_bytes > 10_000_000
