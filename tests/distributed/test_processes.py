"""Shards in processes of this machine: the same folder, though a shard or the head itself is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.distributed.folders import world, written
from underheaven.distributed.processes import Process
from underheaven.distributed.sharing import InShards
from underheaven.documents.problems import InputError
from underheaven.record.checkpoint import kept_step
from underheaven.record.provenance import read_provenance
from underheaven.study.engines import OnThreads
from underheaven.study.outcome import Outcome
from underheaven.study.running import run_on
from underheaven.study.watching import Watch

ROOT = Path(__file__).resolve().parents[2]
DIES = 5
"""Steps after which the head ends; a checkpoint is kept after the third, at the end of the year."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The run of one engine."""
    return run_on(OnThreads(1), world(), tmp_path_factory.mktemp("whole") / "run")


def _told(folder: Path) -> dict[str, Any]:
    """The provenance but for the times."""
    return read_provenance(folder).model_dump(exclude={"started", "ended", "seconds", "seal"})


def test_a_shard_that_is_killed_is_lived_again_and_the_folder_is_that_of_one_engine(
    whole: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, lost = list[Process](), list[tuple[int, str]]()

    def noted(self: Process, *given: Any) -> None:
        made(self, *given)
        begun.append(self)

    made = Process.__init__
    monkeypatch.setattr(Process, "__init__", noted)

    def kill(done: int, _of: int) -> None:
        if done == 4:
            begun[1].process.send_signal(signal.SIGKILL)
            begun[1].process.wait()

    engines = InShards(2, on_lost=lambda *told: lost.append(told))
    outcome = run_on(engines, world(), tmp_path / "run", watch=Watch(on_step=kill))
    assert lost == [(1, "a process ended with status -9")]
    assert len(begun) == 3
    assert all(each.process.poll() is not None for each in begun)
    assert outcome.digests == whole.digests
    assert written(outcome.folder) == written(whole.folder)
    assert _told(outcome.folder) == _told(whole.folder)
    assert (outcome.considered, outcome.extra_bytes) == (whole.considered, whole.extra_bytes)
    assert outcome.bytes_per_citizen == whole.bytes_per_citizen


def _die(done: int, _of: int) -> None:
    if done == DIES:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_head_that_is_killed_between_checkpoints_goes_on_from_the_last(
    whole: Outcome, tmp_path: Path
) -> None:
    """In another number of shards; here `__main__` below is the head that is killed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.distributed.test_processes", str(tmp_path / "run")],
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert kept_step(tmp_path / "run") == 3 < DIES
    outcome = run_on(InShards(1), world(), tmp_path / "run", resume=True)
    assert outcome.digests == whole.digests
    assert written(outcome.folder) == written(whole.folder)


def test_more_shards_than_communities_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"A shard has whole communities, .* Give --shards a number of 1 to"):
        run_on(InShards(99), world(), tmp_path / "run")
    assert not (tmp_path / "run").exists()


if __name__ == "__main__":
    run_on(InShards(2), world(), Path(sys.argv[1]), watch=Watch(on_step=_die))
