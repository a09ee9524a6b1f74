"""What is shipped of a policy's range stands beside its runs: in the summary, JSON, audit and notebook."""

import json
from pathlib import Path

import pytest

import underheaven as uh
from tests.commands.asking import ask
from tests.study.assuming.found import DRIVER, invented, ship, world
from underheaven.study.assuming import beside

WORLD = ("--society", "riverton", "--citizens", "300", "--from", "2014-01-01", "--to", "2014-12-31")
FILE = """reform_of: article-2019
title: An edited policy
score: {recovery: {value: 7, assumed: for this test, range: [0, 10]}}
"""
UNKNOWN = "is not known for this run"


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "CATALOGUE", tmp_path / "catalogue")
    ship(invented(world()))


def test_a_run_of_a_shipped_world_has_its_range(tmp_path: Path) -> None:
    out = tmp_path / "run"
    found = json.loads(ask("run", "article-2019", *WORLD, "--seed", "5", "--out", out, "--json").out)
    assert found["assumptions"] == json.loads(json.dumps(invented(world()).to_dict()))
    audit = " ".join(ask("audit", out).out.split())
    assert "1.2 % to 25 % of adults in the scheme" in audit.replace("\N{NO-BREAK SPACE}", " ")
    assert DRIVER in audit
    assert DRIVER in json.loads(ask("audit", out, "--json").out)["assumptions"]
    run = uh.open(out)
    assert f"(it depends most on {DRIVER})" in run.assumptions
    assert run.to_dict()["assumptions"] == invented(world()).to_dict()
    assert DRIVER in run._repr_html_()
    assert "assumptions" in run.tables
    assert DRIVER in run.audit().assumptions


def test_a_run_of_an_edited_policy_has_none_and_says_what_finds_one(tmp_path: Path) -> None:
    file = tmp_path / "edited.yaml"
    file.write_text(FILE, encoding="utf-8")
    said = " ".join(ask("run", file, *WORLD, "--out", tmp_path / "run").out.split())
    assert UNKNOWN in said
    assert "--assumptions finds it out" in said
    run = uh.open(tmp_path / "run")
    assert UNKNOWN in run.assumptions
    assert "missing" in run.to_dict()["assumptions"]
    assert "assumptions" not in run.tables
