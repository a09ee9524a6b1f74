"""`underheaven show POLICY --screen`."""

import json
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from tests.record import made
from underheaven.commands.screen import brief
from underheaven.policy.loading import policy_names
from underheaven.record.query import RunFolder
from underheaven.report.assessment import assessment


@pytest.mark.parametrize("name", policy_names())
def test_the_screen_fits_a_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = ask("show", name, "--screen")
    assert answer.status == 0
    assert max(map(len, answer.out.splitlines())) <= 80
    assert "synthetic" in answer.out


def test_json_is_one_synthetic_object() -> None:
    answer = ask("show", "article-2019", "--screen", "--society", "china-2019", "--json")
    found = json.loads(answer.out)
    assert found["synthetic"] is True
    assert found["society"] == "china-2019"
    assert found["corrections"]


def test_a_society_or_a_near_name_is_refused() -> None:
    assert "is a society" in refused(ask("show", "riverton", "--screen"))[0]
    assert "article-2019" in refused(ask("show", "article-2018", "--screen"))[0]
    assert len(refused(ask("show", "articl", "--screen", "--society", "rivertown"), 2)) == 2


def test_what_keys_have_in_common_is_said_once() -> None:
    assert brief(("rules.a", "rules.b", "score")) == "rules.a, b, score"
    assert brief(tuple(f"rules.k{n}" for n in range(7))).endswith("k4 and 2 more")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.complete(tmp_path_factory.mktemp("screen") / "run", made.world())


def test_a_run_adds_its_counts(run: Path) -> None:
    found = json.loads(ask("show", run, "--screen", "--json").out)
    assert "synthetic citizens" in found["counts"]
    told = json.dumps(found["treatments"])
    assert "consequence.no_trains.in_error" in told
    assert "With the counts of a run" in ask("show", run, "--screen").out


def test_a_folder_hides_no_policy_of_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").mkdir()
    assert ask("show", "none", "--screen").status == 0
    (tmp_path / "other").mkdir()
    assert "run folder" in refused(ask("show", "other", "--screen"))[0]


def test_an_audit_writes_the_form(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "form.html"
    answer = ask("audit", run, "--fria", page)
    assert answer.status == 0
    assert str(page) in answer.out.replace("\n", "")
    assert page.read_text("utf-8") == assessment(RunFolder(run))
    assert "already" in refused(ask("audit", run, "--fria", page))[0]


def test_a_form_that_cannot_be_written_is_refused(run: Path, tmp_path: Path) -> None:
    assert "form.html" in refused(ask("audit", run, "--fria", tmp_path / "form.pdf"))[0]
    assert "one run" in refused(ask("audit", run, run, "--fria", tmp_path / "form.md"))[0]
    assert "no folder" in refused(ask("audit", run, "--fria", tmp_path / "none" / "form.md"))[0]
    assert list(tmp_path.iterdir()) == []
