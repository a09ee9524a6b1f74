"""Two commands at once into one folder: the second is refused by name, whichever command it is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import underheaven as uh
from tests.commands.asking import Answer, ask, command, environment, refused
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.record.lock import FILE, holder, locked
from underheaven.record.query import RunFolder
from underheaven.study import weighing
from underheaven.study.harms import Values, weighed

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what the policy reports of another year is forgotten when they begin."""
WORLD = ("--society", "riverton", "--citizens", "600", "--from", "2020-01-01", "--to", "2020-02-29")
WEIGHED = ("--seeds", "2", "--safeguards", "notice")
COMMANDS = {
    "run": ("run", "article-2019", *WORLD, "--threads", "1"),
    "ablate": ("ablate", "article-2019", *WORLD, *WEIGHED),
    "seek": ("seek", "article-2019", *WORLD, *WEIGHED, "--limit", "sanctioned in error <= 1000"),
}
"""Every command that writes a folder."""
WORDS = {"citizens": 600, "start": "2020-01-01", "end": "2020-02-29"}
CALLS: dict[str, Callable[[Path], object]] = {
    "run": lambda folder: uh.World("article-2019", **WORDS).run(folder),  # type: ignore[arg-type]
    "ablate": lambda folder: uh.ablate(
        "article-2019", **WORDS, seeds=2, safeguards=["notice"], folder=folder  # type: ignore[arg-type]
    ),
    "seek": lambda folder: uh.seek(
        "article-2019", "wrong records <= 1", **WORDS, seeds=2, safeguards=["notice"], folder=folder  # type: ignore[arg-type]
    ),
}  # fmt: skip


def _unlived(*_: object) -> None:
    raise AssertionError("a world was lived")


def _told(text: str, folder: Path) -> None:
    """The refusal names the folder, the process that writes to it, and a way out."""
    assert f"{folder} is in use" in text
    assert f"process {os.getpid()} since" in text
    assert "another folder" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_held_is_refused_before_any_work(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "weighed", _unlived)
    folder = tmp_path / "kept"
    with locked(folder):
        (said,) = refused(ask(*COMMANDS[name], "--out", folder))
        _told(said, folder)
        assert [each.name for each in folder.iterdir()] == [FILE]


@pytest.mark.parametrize("name", CALLS)
def test_from_python_it_is_refused_as_well(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "weighed", _unlived)
    with locked(tmp_path), pytest.raises(uh.InputError) as caught:
        CALLS[name](tmp_path)
    _told(str(caught.value), tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_folder_is_held_as_long_as_worlds_are_lived(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of the first the second is given, in the same process, and the first ends as if alone."""
    folder, answers = tmp_path / "kept", list[Answer]()

    def within(*_: object) -> None:
        if not answers:
            answers.append(Answer(0, "", ""))  # not from within the second
            answers[0] = ask(*COMMANDS[name], "--out", folder)

    if name == "run":
        monkeypatch.setattr("underheaven.engine.cpu.Engine.compile", within)
    else:

        def lived(world: World, tables: Tables) -> Values:
            within()
            return weighed(world, tables)

        monkeypatch.setattr(weighing, "weighed", lived)
    first = ask(*COMMANDS[name], "--out", folder)
    assert first.status == 0, first.err
    _told(refused(answers[0])[0], folder)
    assert not (folder / FILE).exists()
    again = ask(*COMMANDS[name], "--out", folder, *(["--replace"] if name == "run" else []))
    assert again.status == 0, again.err


def test_a_folder_that_was_replaced_while_safeguards_are_weighed_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with pytest.raises(uh.InputError, match="removed or replaced"), weighing.kept_in(folder) as known:  # noqa: PT012
        folder.rename(tmp_path / "elsewhere")
        folder.mkdir()
        (folder / "theirs").touch()
        known.keep()
    assert [each.name for each in folder.iterdir()] == ["theirs"]


def _started(folder: Path, seed: int, cwd: Path) -> subprocess.Popen[str]:
    """A run in a process of its own."""
    words = command(*COMMANDS["run"], "--seed", str(seed), "--out", folder, "--json")
    return subprocess.Popen(
        words, cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _ended(process: subprocess.Popen[str]) -> Answer:
    out, err = process.communicate(timeout=300)
    return Answer(process.returncode, out, err)


def _is_whole(folder: Path, answer: Answer, seed: int) -> None:
    """The folder holds the run of the process that said so, and nothing of another's."""
    run = RunFolder(folder)
    assert (run.finished, run.world.seed) == (True, seed)
    assert run.provenance.digests["run"] == json.loads(answer.out)["digest"]
    assert not (folder / FILE).exists()
    assert not list(folder.rglob("*.part"))


def test_of_two_runs_started_together_exactly_one_is_made(tmp_path: Path) -> None:
    """Whoever comes second finds the folder held, or a run in it: it is refused by name in either case."""
    folder = tmp_path / "run"
    answers = [_ended(each) for each in [_started(folder, seed, tmp_path) for seed in (1, 2)]]
    ((winner, made),) = [(seed, each) for seed, each in enumerate(answers, 1) if each.status == 0]
    (other,) = [each for each in answers if each is not made]
    assert (other.status, other.out) == (2, "")
    said = [line for line in other.problems if not line.startswith("Compiling")]
    assert len(said) == 1
    assert f"{folder} is in use" in said[0] or f"{folder} already holds a run" in said[0]
    _is_whole(folder, made, winner)


def test_while_a_run_stands_still_in_the_middle_another_is_refused(tmp_path: Path) -> None:
    """The first is stopped as soon as it holds the folder, so that the second always comes within."""
    folder = tmp_path / "run"
    first = _started(folder, 1, tmp_path)
    try:
        while f"process {first.pid} " not in (holder(folder) or ""):
            assert first.poll() is None, first.communicate()
        first.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, first.pid, os.WSTOPPED)
        second = _ended(_started(folder, 2, tmp_path))
        again = ask(*COMMANDS["run"], "--out", folder, "--replace")
    finally:
        first.send_signal(signal.SIGCONT)
        made = _ended(first)
    for answer in (second, again):
        (said,) = refused(answer)
        assert f"{folder} is in use. A command is writing to it: process {first.pid} since" in said
    assert made.status == 0, made.err
    _is_whole(folder, made, 1)
