"""Ctrl-C, a polite kill, and a disk that fills: what is left can be read and gone on with, or is nothing."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.commands.asking import Answer, ask, command, environment, refused
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.record.query import RunFolder

RUN = (
    "run", "article-2019", "--citizens", "12000", "--from", "2019-11-01", "--to", "2021-01-31",
    "--step-minutes", "1440", "--threads", "1", "--renewal",
)  # fmt: skip
"""Long enough to be interrupted: 458 days, in three calendar years."""
FULL = "The disk is full or a quota is used up. Free some space, or write to another disk; "


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the run at one go."""
    answer = ask(*RUN, "--json", "--out", tmp_path_factory.mktemp("whole") / "out")
    assert answer.status == 0, answer.err
    found: str = json.loads(answer.out)["digest"]
    return found


def _ended(words: list[str], place: Path, when: Callable[[], bool], number: signal.Signals) -> Answer:
    """A command that is sent a signal as soon as something is so.

    A shell's job in the background is deaf to Ctrl-C, and so is what it starts: the command is not.
    """
    process = subprocess.Popen(
        words, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=partial(signal.signal, number, signal.SIG_DFL),
    )  # fmt: skip
    until = time.monotonic() + 200
    while not when() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(number)
    out, err = process.communicate(timeout=200)
    return Answer(process.returncode, out, err)


@contextmanager
def _signalling(
    number: signal.Signals, after: int, _world: World, _quiet: bool
) -> Iterator[Callable[[int, int], None]]:
    """In the place of a run's progress: this process is sent a signal once so many steps are done."""

    def on_step(done: int, _of: int) -> None:
        if done == after:
            os.kill(os.getpid(), number)

    yield on_step


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_can_be_read_and_gone_on_with(
    number: signal.Signals, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my runs" / "first"
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as context:
        context.setattr("underheaven.commands.run.progress_of", partial(_signalling, number, 200))
        answer = ask(*RUN, "--out", "my runs/first", "--json")
    assert answer.status == 130, answer.err
    assert answer.out == ""
    assert "Traceback" not in answer.err
    said, line = answer.problems[-2:]
    assert said.startswith("Interrupted on 20")
    assert "The folder my runs/first is complete up to there. To go on:" in said
    left = RunFolder(folder)
    assert not left.finished
    assert 0 < left.provenance.steps_recorded < left.provenance.steps
    assert f"after {left.provenance.steps_recorded} of {left.provenance.steps} steps" in said
    steps = left.sql("SELECT count(DISTINCT step) AS n FROM steps").to_pylist()[0]["n"]
    assert steps == left.provenance.steps_recorded
    words = shlex.split(line)
    assert words[0] == "underheaven"
    assert words[-3:] == ["--out", "my runs/first", "--resume"]
    resumed = ask(*words[1:])
    assert resumed.status == 0, resumed.err
    assert json.loads(resumed.out)["digest"] == digest
    assert RunFolder(folder).finished


def test_an_interruption_before_anything_is_written_leaves_nothing(tmp_path: Path) -> None:
    """While modules are imported, and while people are drawn."""
    script = tmp_path / "script.py"
    for where in ("underheaven.commands.asked.planned", "underheaven.engine.cpu.Engine.compile"):
        module, _, name = where.removesuffix(".compile").rpartition(".")
        target = f"{name}.compile" if where.endswith("compile") else name
        script.write_text(
            f"import sys, time, pathlib\nimport {module} as m\nimport underheaven.commands.run as run\n"
            "def wait(*_rest):\n    pathlib.Path('ready').touch()\n    time.sleep(100)\n"
            f"m.{target} = wait\nrun.planned = getattr(m, 'planned', run.planned)\n"
            "from underheaven.cli import main\nmain()\n"
        )
        ready = (tmp_path / "ready").exists
        words = [sys.executable, str(script), *RUN, "--out", "out"]
        answer = _ended(words, tmp_path, ready, signal.SIGINT)
        assert answer.status == 130, answer.err
        assert answer.out == ""
        assert answer.problems[-1] == "Interrupted. No file was left half written."
        assert "Traceback" not in answer.err
        (tmp_path / "ready").unlink()
        assert [path.name for path in tmp_path.iterdir()] == ["script.py"]


def test_an_interruption_after_the_run_says_that_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_rest: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("underheaven.commands.finished.write_page", interrupted)
    answer = ask("run", "none", "--citizens", "300", "--to", "2014-01-07", "--out", "out", "--html", "a.html")
    assert answer.status == 130
    assert answer.problems[-1] == "Interrupted. The run itself is complete: out"
    assert RunFolder(tmp_path / "out").finished


def _no_larger(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _in_little_room(size: int, place: Path, *words: str) -> Answer:
    """A command none of whose files may be larger than `size` bytes."""
    done = subprocess.run(
        command(*words), cwd=place, env=environment(), check=False, capture_output=True, text=True,
        preexec_fn=partial(_no_larger, size), timeout=200,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


def _refused_while_running(answer: Answer) -> str:
    """Why `RUN` could not go on, said after what of its policy has no effect."""
    warning, line = refused(answer, 2)
    assert ": warning: news.viral_video.day: " in warning
    return line


def test_a_disk_that_is_full_at_the_start_leaves_nothing(tmp_path: Path) -> None:
    line = _refused_while_running(
        _in_little_room(4_096, tmp_path, *RUN, "--out", "a/b/out", "--html", "report.html")
    )
    assert line == (
        "underheaven: cannot write to a/b/out. The disk is full or a quota is used up. Free some space, or "
        "write to another disk."
    )
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fills_before_the_first_checkpoint_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rows of the first 32 steps."""
    monkeypatch.chdir(tmp_path)
    line = _refused_while_running(_filling_at(monkeypatch, "steps-0000000000", *RUN, "--out", "a/out"))
    assert line == (
        f"underheaven: cannot write to a/out/segments. {FULL}nothing of the run was kept: start it again."
    )
    assert not list(tmp_path.iterdir())


def _filling_at(monkeypatch: pytest.MonkeyPatch, name: str, *words: str) -> Answer:
    """A command on a disk that is full when a certain file is to be written."""
    opened = Path.open

    def open_unless_full(path: Path, mode: str = "r", **more: object) -> object:
        if path.name.startswith(name) and "w" in mode:
            return opened(Path("/dev/full"), mode, **more)  # type: ignore[call-overload]
        return opened(path, mode, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as context:
        context.setattr(Path, "open", open_unless_full)
        return ask(*words)


@pytest.mark.parametrize("name", ["steps-0000000125", "own.npy", "final.parquet", "years.parquet"])
def test_a_disk_that_fills_later_leaves_the_last_checkpoint(
    name: str, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a step, in a checkpoint, at the end: the run is gone on with to the same digest."""
    monkeypatch.chdir(tmp_path)
    line = _refused_while_running(_filling_at(monkeypatch, name, *RUN, "--out", "out"))
    if name == "own.npy":
        assert line.endswith(f"{FULL}nothing of the run was kept: start it again.")
        assert not list(tmp_path.iterdir())
        return
    year = 2020 if name.startswith("steps") else 2021
    assert line.endswith(f"{FULL}out is kept up to {year}-01-01: go on with --resume.")
    with pytest.raises(InputError, match="unfinished"):
        RunFolder(tmp_path / "out")
    answer = ask(*RUN, "--out", "out", "--resume", "--json")
    assert answer.status == 0, answer.err
    assert json.loads(answer.out)["digest"] == digest
    assert RunFolder(tmp_path / "out").finished
