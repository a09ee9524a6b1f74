"""`underheaven export`: every picture and table by name and ending, and what is refused."""

import csv
import json
import re
from pathlib import Path

import pytest

import underheaven as uh
from tests.commands.asking import ask, refused
from tests.report import runs
from underheaven.record.query import RunFolder
from underheaven.report.exports.tagged import texts_of
from underheaven.report.theme import DARK, INK, PAPER


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return runs.finished(tmp_path_factory.mktemp("run"), runs.policy())


def test_without_names_it_lists_them(run: RunFolder) -> None:
    answer = ask("export", run.path)
    assert answer.status == 0
    assert "speech" in answer.out
    assert "--table NAME" in answer.out
    told = json.loads(ask("export", run.path, "--json").out)
    assert told["synthetic"] is True
    assert "scores" in told["pictures"]
    assert "main" in told["tables"]


@pytest.mark.parametrize("ending", ["png", "svg", "json", "csv", "parquet"])
def test_pictures_are_written_as_their_ending_says(run: RunFolder, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"speech.{ending}"
    told = json.loads(ask("export", run.path, "--picture", "speech", "--out", out, "--json").out)
    assert told["synthetic"] is True
    content = out.read_bytes()
    assert b"synthetic" in content
    assert f"--picture speech --out speech.{ending}".encode() in content
    if ending == "png":
        assert "describes anybody" in texts_of(content)["notice"]


def test_a_picture_is_drawn_for_light_or_dark_paper(run: RunFolder, tmp_path: Path) -> None:
    """In the colours of its theme, which the line that makes it again names; the same from Python."""
    drawn = {}
    for theme in ("light", "dark"):
        out = tmp_path / theme / "speech.svg"
        out.parent.mkdir()
        answer = ask("export", run.path, "--picture", "speech", "--out", out, "--theme", theme)
        assert answer.status == 0, answer.err
        drawn[theme] = out.read_text(encoding="utf-8")
        again = tmp_path / theme / "again" / "speech.svg"
        again.parent.mkdir()
        uh.open(run.path).picture("speech", theme=theme).save(again)
        colours = set(re.findall(r"#[0-9a-f]{6}\b", drawn[theme]))
        assert colours == set(re.findall(r"#[0-9a-f]{6}\b", again.read_text(encoding="utf-8")))
        assert {DARK[each] if theme == "dark" else each for each in (PAPER, INK)} <= colours
    plain = tmp_path / "speech.svg"
    assert ask("export", run.path, "--picture", "speech", "--out", plain).status == 0
    assert plain.read_text(encoding="utf-8") == drawn["light"]
    assert "--picture speech --out speech.svg --theme dark" in drawn["dark"]
    assert "run.picture(&#x27;speech&#x27;, theme=&#x27;dark&#x27;)" in drawn["dark"].replace("'", "&#x27;")
    said = refused(
        ask("export", run.path, "--picture", "speech", "--out", tmp_path / "x.svg", "--theme", "drak")
    )
    assert "Did you mean dark?" in said[0]
    (problem,) = refused(
        ask("export", run.path, "--table", "main", "--out", tmp_path / "x.csv", "--theme", "dark")
    )
    assert "--theme is given without --picture" in problem


def test_a_table_reads_as_what_it_is(run: RunFolder, tmp_path: Path) -> None:
    out = tmp_path / "main.csv"
    assert ask("export", run.path, "--table", "main", "--out", out).status == 0
    lines = [line for line in out.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert {row["synthetic"] for row in rows} == {"true"}
    assert all(row["value"] or row["missing"] for row in rows)
    assert {row["by"] for row in rows} == {"", "group", "region", "place", "quintile", "wave"}
    assert any("Nothing of the kind has been found" in line for line in out.read_text("utf-8").splitlines())


def test_what_cannot_be_is_refused_with_the_nearest(run: RunFolder, tmp_path: Path) -> None:
    def said(*words: str | Path) -> str:
        (problem,) = refused(ask("export", run.path, *words))
        return problem

    out = tmp_path / "x.png"
    assert "Did you mean speech?" in said("--picture", "speach", "--out", out)
    assert "Did you mean denial?" in said("--table", "denail", "--out", tmp_path / "x.csv")
    assert "Name it" in said("--picture", "speech", "--out", tmp_path / "x.jpg")
    assert "this name has none" in said("--picture", "speech", "--out", tmp_path / "x")
    assert "as .csv" in said("--table", "main", "--out", out)
    assert "--out speech.png" in said("--picture", "speech")
    assert "nothing is named" in said("--out", out).lower()
    assert "one of them" in said("--picture", "speech", "--table", "main", "--out", out).lower()
    assert "no folder" in said("--picture", "speech", "--out", tmp_path / "absent" / "x.png")
    out.write_bytes(b"mine")
    assert "--replace" in said("--picture", "speech", "--out", out)
    assert out.read_bytes() == b"mine"
    assert ask("export", run.path, "--picture", "speech", "--out", out, "--replace").status == 0
    assert "is not a run folder" in refused(ask("export", tmp_path))[0]
