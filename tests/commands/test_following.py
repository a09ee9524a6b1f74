"""What a run ends with, the report of a run that is there, and days that both sides count alike."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from underheaven.record.lives import tell
from underheaven.record.lives.totals import totals
from underheaven.record.query import RunFolder

ENDING_IN_A_STEP = (
    "--citizens", "3000", "--from", "2019-01-01", "--to", "2020-12-30", "--step-minutes", "10080",
    "--threads", "1",
)  # fmt: skip
COUNTED = {
    "longest sanctioned": "days under a consequence",
    "sanctioned in error": "days in error",
    "longest confined": "days confined",
    "most denied": "denied",
    "most wrong records": "wrong records",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("after")


@pytest.fixture(scope="module")
def said(place: Path) -> str:
    answer = ask("run", "article-2019", "--out", place / "run", *ENDING_IN_A_STEP)
    assert answer.status == 0
    return answer.out


def test_lives_and_a_life_count_the_same_days(place: Path, said: str) -> None:
    assert said
    folder, compared = RunFolder(place / "run"), 0
    for where, name in COUNTED.items():
        answer = ask("lives", place / "run", "--where", where, "--limit", "4", "--json")
        for each in json.loads(answer.out)["citizens"] if answer.status == 0 else []:
            assert totals(tell(folder, each["citizen"]))[name] == each["value"], (where, each)
            compared += 1
    assert compared >= 8


def test_the_next_commands_work_as_they_are_printed(
    place: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = said.split("\nNext:\n")[1].splitlines()
    report, lives, compare = (shlex.split(line)[1:] for line in lines)
    monkeypatch.chdir(place)
    assert ask(*report).status == 0
    assert (place / "run.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert ask(*lives).status == 0
    assert compare[:3] == ["compare", "article-2019", "none"]
    assert ask(*compare, "--seeds", "1").status == 0


def test_a_report_goes_where_it_is_told_and_nowhere_else(place: Path, said: str) -> None:
    assert said
    answer = ask("report", place / "run", "--html", place / "there.html", "--json")
    assert json.loads(answer.out) == {
        "synthetic": True, "run": str(place / "run"), "report": str(place / "there.html")
    }  # fmt: skip
    (place / "kept.html").write_text("no page", encoding="utf-8")
    (problem,) = refused(ask("report", place / "run", "--html", place / "kept.html"))
    assert "is not an HTML page" in problem
    (problem,) = refused(ask("report", place))
    assert "run folder" in problem
