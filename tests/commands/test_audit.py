"""`underheaven audit`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from tests.record import made
from tests.report import runs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.complete(tmp_path_factory.mktemp("audit") / "run", made.world())


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    counts = made.Counts(made.world(seed=2), seed=2)
    return made.complete(tmp_path_factory.mktemp("audit") / "other", made.world(seed=2), counts=counts)


def test_findings_come_first_and_lines_fit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = ask("audit", folder)
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "synthetic" in " ".join(lines[1:3])
    heads = [line for line in lines if line.endswith(("?", ":")) or line.startswith("The four-fifths")]
    assert heads[0] == "What is found, and how sure it is:"
    assert "pass" not in answer.out.lower().split()
    for word in ("Validity", "Equalised odds", "Calibration", "four-fifths", "Intersections", "watch"):
        assert word in answer.out


def test_one_object_of_json(folder: Path) -> None:
    found = json.loads(ask("audit", folder, "--json").out)
    assert found["synthetic"] is True
    assert found["findings"]
    assert {row["subject"] for row in found["rows"]} >= {"validity", "odds", "four fifths", "watch"}


def test_seeds_are_put_together(folder: Path, other: Path) -> None:
    both = json.loads(ask("audit", folder, other, "--json").out)
    alone = [json.loads(ask("audit", each, "--json").out) for each in (folder, other)]
    assert both["seeds"] == [1, 2]
    name = ("validity", "rank_agreement", "done", "everyone")
    values = [
        row["value"]
        for each in (both, *alone)
        for row in each["rows"]
        if (row["subject"], row["measure"], row["basis"], row["category"]) == name
    ]
    assert values[0] == pytest.approx(sum(values[1:]) / 2)
    assert all(row["p"] is None for row in both["rows"])


def test_the_page_needs_nothing_else(folder: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "audit.html", tmp_path / "audit.csv"
    assert ask("audit", folder, "--html", page, "--csv", table).status == 0
    text = page.read_text(encoding="utf-8")
    assert "http" not in text
    assert "<script" not in text
    assert text.count("<svg") == 6
    assert "Every person is synthetic" in text
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert rows
    assert all(row["synthetic"] == "true" for row in rows)


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    run = runs.finished(tmp_path / "run", runs.hostile())
    page = tmp_path / "audit.html"
    assert ask("audit", run.path, "--html", page).status == 0
    assert "<script" not in page.read_text(encoding="utf-8")


def test_without_a_scheme_it_says_what_is_undefined(tmp_path: Path) -> None:
    run = runs.without_scheme(tmp_path / "run")
    answer = ask("audit", run.path, "--html", tmp_path / "page.html")
    assert answer.status == 0
    assert "Validity: undefined; nobody is in the scheme." in answer.out
    assert "Nothing to draw: nobody is in the scheme." in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_corrections_stand_beside_it(tmp_path: Path) -> None:
    run = runs.finished(tmp_path / "run", runs.policy())
    assert "Nobody 2020" in ask("audit", run.path).out
    assert json.loads(ask("audit", run.path, "--json").out)["corrections"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--by grup", "Did you mean group?"),
        ("--by group,colour", "What can be asked for is group, region, place, quintile"),
        ("--year 2031", "has no complete year 2031. It has 2017, 2018."),
        ("--year soon", "'soon' after --year is not a whole number."),
        ("--deeds 0", "0 after --deeds is too small. It is the least number of punished deeds a year"),
    ],
)
def test_what_cannot_be_audited_is_refused(folder: Path, words: str, expected: str) -> None:
    (line,) = refused(ask("audit", folder, *words.split()))
    assert expected in line


def test_everything_wrong_is_said_at_once(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("kept", encoding="utf-8")
    answer = ask("audit", folder, "--by", "grup", "--deeds", "x", "--csv", there)
    refused(answer, 3)
    assert there.read_text(encoding="utf-8") == "kept"


def test_runs_of_other_worlds_and_seeds_that_come_twice_are_refused(folder: Path, tmp_path: Path) -> None:
    (line,) = refused(ask("audit", folder, folder))
    assert "has the seed of" in line
    longer = replace(made.world(seed=3), citizens=4_900)
    different = made.complete(tmp_path / "different", longer)
    (line,) = refused(ask("audit", folder, different))
    assert "runs of different worlds. They differ in citizens." in line


def test_a_folder_that_was_cut_off_or_changed_is_refused(tmp_path: Path) -> None:
    changed = made.complete(tmp_path / "changed", made.world())
    (changed / "years.parquet").write_bytes(b"")
    (line,) = refused(ask("audit", changed))
    assert "is not as the run left it" in line
    (line,) = refused(ask("audit", tmp_path / "nowhere"))
    assert "is not a folder" in line
