"""What is said of a run before it is lived: memory, disk, and how long it will take."""

import datetime as dt
import re
from itertools import count
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask
from tests.engine.small import shipped
from underheaven.commands import run
from underheaven.commands.progress import lasting, progress_of
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.limits import kept_bytes, memory_needed

SIZES = re.compile(r"needs about ([\d.]+) GiB of memory, and up to ([\d.]+) GiB of disk for two checkpoints")


def _said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, large: int, *more: str) -> str:
    monkeypatch.setattr(run, "LARGE", large)
    answer = ask("run", "article-2019", *SMALL, "--out", tmp_path / "out", *more)
    assert answer.status == 0
    return " ".join(answer.err.split())


def test_a_large_run_says_what_it_needs_of_memory_and_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = SIZES.search(_said(monkeypatch, tmp_path, 0))
    assert found is not None
    days = dt.date(2019, 12, 16), dt.date(2020, 2, 9)
    world = World(load_policy("article-2019"), load_society("riverton"), 1, *days, 2_000, 5_040)
    needed = memory_needed(world, 1, lives=True).total, kept_bytes(world, lives=True)
    assert [float(each) for each in found.groups()] == [round(each / 2**30, 1) for each in needed]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_small_run_and_one_for_a_program_say_nothing(
    more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    large = 0 if more else 1 << 50
    assert not SIZES.search(_said(monkeypatch, tmp_path, large, *more))


def _told(monkeypatch: pytest.MonkeyPatch, seconds: float, quiet: bool = False, slow: int = 0) -> None:
    """Begin a run of fifty weeks: the first step takes a minute more, and the `slow` after it 20 seconds."""
    clock = count(1)

    def now() -> float:
        step = next(clock)
        return step * seconds + 60 * (step > 1) + 20 * min(max(step - 2, 0), slow)

    monkeypatch.setattr("underheaven.commands.progress.time.monotonic", now)
    with progress_of(shipped(days=350), quiet) as on_step:
        for done in range(10):
            on_step(done, 50)


def test_how_long_a_run_will_take_is_said_once_when_steps_were_watched_for_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(monkeypatch, 30)
    assert " ".join(capsys.readouterr().err.split()) == "About 24 minutes to go, at 30.0 seconds a step."
    _told(monkeypatch, 300)
    assert " ".join(capsys.readouterr().err.split()) == "About 4.0 hours to go, at 300.0 seconds a step."


def test_steps_that_wait_for_what_is_beside_the_run_do_not_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half a minute a step beside what is compiled, and five seconds afterwards: nothing to wait for."""
    _told(monkeypatch, 5, slow=2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("seconds", "quiet"), [(12, False), (30, True)])
def test_a_short_run_and_a_quiet_one_say_nothing(
    seconds: float, quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(monkeypatch, seconds, quiet)
    assert capsys.readouterr().err == ""


def test_times_are_minutes_and_then_hours() -> None:
    assert [lasting(seconds) for seconds in (600, 7_199, 7_200, 90_000)] == [
        "10 minutes", "120 minutes", "2.0 hours", "25.0 hours",
    ]  # fmt: skip
