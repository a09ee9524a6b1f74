"""How tests give commands: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from underheaven.cli import app

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = Path(__file__).parent / "fixtures"
SMALL = (
    "--citizens", "2000", "--from", "2019-12-16", "--to", "2020-02-09", "--step-minutes", "5040",
    "--threads", "1",
)  # fmt: skip
"""Eight weeks of half weeks around a new year, in which nearly everybody comes to be in the scheme."""


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """What standard error holds, line by line, but for the line that says that checks will follow."""
        return [line for line in self.err.splitlines() if not line.startswith("Further checks ")]


def ask(*words: str | Path) -> Answer:
    """Give a command in this process."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return Answer(result.exit_code, result.stdout, result.stderr)


def keep_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on even a run of `SMALL` has too many citizens for a table with a row for each."""
    for module in ("record.final", "record.folder", "study.running"):
        monkeypatch.setattr(f"underheaven.{module}.LIMIT", 1_000)


def rows_of(name: str) -> list[list[str]]:
    """The rows of a table of the fixtures; a bar between spaces parts the cells."""
    lines = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def command(*words: str | Path) -> list[str]:
    """The words that start a command in a process of its own."""
    return [sys.executable, "-m", "underheaven", *map(str, words)]


def environment() -> dict[str, str]:
    """The surroundings of such a process: these sources, and no terminal's settings."""
    kept = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "FORCE_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT)}


def spawn(*words: str | Path, cwd: Path) -> Answer:
    """Give a command in a process of its own, with `cwd` as its folder."""
    done = subprocess.run(
        command(*words), cwd=cwd, env=environment(), check=False, capture_output=True, text=True, timeout=300
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def refused(answer: Answer, many: int | None = 1) -> list[str]:
    """The problems of a refusal: status 2, nothing on standard output, each problem once, no traceback."""
    assert answer.status == 2, answer
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert len(answer.problems) == len(set(answer.problems))
    if many is not None:
        assert len(answer.problems) == many, answer.err
    return answer.problems
