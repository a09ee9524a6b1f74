"""One writer at a time: whoever comes second is refused by name, and a dead owner blocks nobody."""

import json
import os
import shutil
import signal
import subprocess
import sys
from fcntl import LOCK_SH, LOCK_UN, flock
from pathlib import Path

import pytest

from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.record.lock import FILE, holder, locked
from underheaven.record.query import RunFolder

ROOT = Path(__file__).resolve().parents[2]
HOLD = f"""
import sys, pathlib
sys.path.insert(0, {str(ROOT)!r})
from underheaven.record.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holding(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_refused_by_name_and_the_dead_block_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "run"
    with _holding(folder) as process:
        told = rf"process {process.pid} since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC"
        with pytest.raises(InputError, match=told), locked(folder):
            pass
        assert str(process.pid) in (holder(folder) or "")
        process.send_signal(signal.SIGKILL)
    assert (folder / FILE).exists()
    assert holder(folder) is None
    with locked(folder) as lock:
        lock.require()
    assert not (folder / FILE).exists()


def test_folders_that_were_made_are_removed_if_nothing_came_into_them(tmp_path: Path) -> None:
    with locked(tmp_path / "a" / "b"):
        pass
    assert not any(tmp_path.iterdir())
    with locked(tmp_path / "a" / "b"):
        (tmp_path / "a" / "b" / "file").touch()
    assert (tmp_path / "a" / "b" / "file").exists()


@pytest.mark.parametrize("way", ["removed", "moved away", "replaced", "another's lock"])
def test_a_folder_that_was_replaced_under_a_run_is_noticed(way: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with pytest.raises(InputError, match="removed or replaced while"), locked(folder) as lock:  # noqa: PT012
        lock.require()
        if way == "another's lock":
            (folder / FILE).unlink()
            (folder / FILE).touch()
        elif way == "moved away":
            folder.rename(tmp_path / "elsewhere")
        else:
            shutil.rmtree(folder)
        if way == "replaced":
            folder.mkdir()
            (folder / FILE).write_text("another's")
        lock.require()
    if way == "replaced":
        assert (folder / FILE).read_text() == "another's"


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_lock_that_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / FILE
    if kind == "link":
        path.symlink_to(tmp_path / "target")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(InputError, match="lock is not a file"), locked(tmp_path):
        pass
    assert not (tmp_path / "target").exists()


def test_whoever_only_looks_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at who holds a folder holds it for a moment itself; here until it has been in the way twice."""
    (tmp_path / FILE).touch()
    look = os.open(tmp_path / FILE, os.O_RDONLY)
    flock(look, LOCK_SH)
    seen = list[int]()

    def lock(number: int, way: int) -> None:
        if len(seen) == 4:
            flock(look, LOCK_UN)
        seen.append(way)
        flock(number, way)

    monkeypatch.setattr("underheaven.record.lock.fcntl.flock", lock)
    with locked(tmp_path) as held:
        held.require()
    os.close(look)
    assert len(seen) > 4


RACE = f"""
import sys, pathlib, time
sys.path.insert(0, {str(ROOT)!r})
from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.record.lock import locked
folder, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2])
counts = made.Counts(made.world(), seed)
print("ready", flush=True)
sys.stdin.readline()
try:
    with locked(folder) as lock:
        recorder = made.recorder(folder, made.world(seed=seed), replace=True)
        recorder.guard = lock.require
        for _ in made.drive(recorder, counts):
            pass
        made.end(recorder)
    print("sealed")
except InputError as error:
    print(error)
"""


def test_of_two_runs_started_together_one_is_sealed_and_its_rows_are_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(folder), str(seed)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for seed in (1, 2)
    ]  # fmt: skip
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate()[0].strip() for each in both]
    assert sorted(text == "sealed" for text in said) in ([False, True], [True, True])
    for text in said:
        assert text == "sealed" or "is in use" in text
    run = RunFolder(folder)
    counts = made.Counts(made.world(), run.world.seed)
    rows = run.sql('SELECT sum("person.persons") AS n FROM steps GROUP BY step ORDER BY step')
    column = counts.layout.column("person.persons")
    expected = [int(counts.step(step).tallies[..., column].sum()) for step in range(run.world.steps)]
    assert rows["n"].to_pylist() == expected
    assert json.loads((folder / "provenance.json").read_text())["status"] == "finished"
    assert not (folder / FILE).exists()
