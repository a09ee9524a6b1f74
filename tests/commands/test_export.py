"""`underheaven export`: every picture and table by name and ending, and what is refused."""

import csv
import json
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from tests.report import runs
from underheaven.record.query import RunFolder
from underheaven.report.exports.tagged import texts_of


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
