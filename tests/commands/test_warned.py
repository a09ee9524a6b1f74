"""What will have no effect is shown by `check` and by `run`, and changes no exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.asking import ask
from underheaven.policy.examined import LAST_DAY

NOBODY = "reform_of: article-2019\npolicy: nobody\nrollout: null\n"
WORDS = (
    "nobody.yaml:1:1: warning: nobody is in the scheme. `rollout` says from which day on whom it reaches, "
    "and there is none: nobody is scored. Add `rollout: {everybody: {since: 2014-01-01, share: 1}}`."
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nobody.yaml").write_text(NOBODY, encoding="utf-8")


def test_check_and_run_say_it_and_go_on() -> None:
    answer = ask("check", "nobody.yaml")
    assert answer.status == 0
    assert WORDS in answer.out.splitlines()
    said = "Policies were checked in the society riverton, which `run` takes where none is named."
    assert said in " ".join(answer.out.split())
    short = ("--from", "2020-01-01", "--to", "2020-01-14", "--citizens", "400")
    answer = ask("run", "nobody.yaml", *short, "--out", "run")
    assert answer.status == 0
    assert WORDS in answer.err.splitlines()
    found = json.loads(ask("run", "nobody.yaml", *short, "--out", "other", "--json").out)
    assert found["without_effect"][0]["what"] == "nobody is in the scheme"


def test_the_society_among_the_files_is_the_one_that_is_meant() -> None:
    whole = Path(__file__).parents[2] / "tools" / "whole"
    assert ask("check", whole / "policy.yaml").status == 2
    answer = ask("check", whole / "policy.yaml", whole / "society.yaml")
    assert answer.status == 0
    assert (
        answer.out.splitlines()[-1] == "Policies were checked in the society whole. --society names another."
    )


def test_what_lies_outside_of_a_run_is_said_by_run_alone() -> None:
    Path("late.yaml").write_text(
        "reform_of: article-2019\npolicy: late\nsafeguards: {sunset: 2022-06-01}\n", encoding="utf-8"
    )
    assert "sunset" not in ask("check", "late.yaml").out
    answer = ask("run", "late.yaml", "--from", "2020-01-01", "--to", "2020-01-14", "--citizens", "400")
    assert answer.status == 0
    assert "late.yaml:3:14: warning: safeguards.sunset: the scheme ends on 2022-06-01." in answer.err


def test_a_policy_of_the_catalogue_is_called_by_its_name() -> None:
    answer = ask("check", "rights-respecting", "--society", "riverton")
    (line,) = [line for line in answer.out.splitlines() if "warning: safeguards" in line]
    assert line.startswith("rights-respecting:")


def test_a_rollout_after_the_end_of_a_run_is_told() -> None:
    late = "reform_of: article-2019\npolicy: late\nrollout:\n  first_pilots: null\n  more_pilots: null\n"
    Path("late.yaml").write_text(late + "  nationwide: {since: 2030-01-01}\n", encoding="utf-8")
    (line,) = [
        line for line in ask("check", "late.yaml").out.splitlines() if "nobody is in the scheme" in line
    ]
    assert line.startswith("late.yaml:6:")
    assert "run ends on 2021-12-31 unless `--to` names a later day" in line


def test_the_last_day_is_that_of_run() -> None:
    run = ("run", "none", "--society", "riverton", "--citizens", "200", "--from", "2021-12-01", "--json")
    assert ask(*run).status == 0
    assert json.loads(next(Path("runs").glob("*/provenance.json")).read_text())["world"]["to"] == str(
        LAST_DAY
    )
