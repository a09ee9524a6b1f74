"""`underheaven brief`, and `run --brief`: what they write and what they refuse."""

import json
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask, refused

SHORT = ("--society", "riverton", *SMALL)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    answer = ask("run", "article-2019", *SHORT, "--out", folder / "one", "--brief", folder / "one.md")
    assert answer.status == 0, answer.err
    assert f"Brief:  {folder / 'one.md'}" in answer.out
    return folder / "one"


def test_a_run_writes_its_brief(run: Path) -> None:
    text = run.with_suffix(".md").read_text("utf-8")
    assert "synthetic" in text
    assert "## What scholarship corrects" in text
    assert "--seed 1" in text


def test_a_policy_or_a_run_may_stand_beside_it(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = json.loads(ask("brief", run, "--against", "none", "--out", "both.md", "--json").out)
    assert told["synthetic"] is True
    assert len(told["policies"]) == 2
    (made,) = (tmp_path / "runs").iterdir()
    again = ask("brief", run, "--against", made.relative_to(tmp_path), "--out", "again.md")
    assert again.status == 0
    assert Path("again.md").read_text("utf-8") == Path("both.md").read_text("utf-8")


def test_what_cannot_be_is_refused(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    (problem,) = refused(ask("brief", run, "--out", tmp_path / "brief.pdf"))
    assert "as .html or .md" in problem
    assert "is not a run folder" in refused(ask("brief", tmp_path, "--out", out))[0]
    assert "articel" in refused(ask("brief", run, "--against", "articel-2019", "--out", out))[0]
    out.write_text("mine")
    assert "--replace" in refused(ask("brief", run, "--out", out))[0]
    (problem,) = refused(ask("run", "none", *SHORT, "--out", tmp_path / "new", "--brief", out))
    assert "overwritten unasked" in problem.lower()
    assert not (tmp_path / "new").exists()
    assert out.read_text() == "mine"
