"""Ranges that are shipped are of today's numbers, come out the same when lived again, and are told."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.study.assuming.found import DRIVER, invented
from tools import assumption_ranges as tool
from underheaven.study.assuming import beside
from underheaven.study.assuming.beside import CATALOGUE
from underheaven.study.assuming.living import AssumedWorld

PAGE = Path(tool.__file__).resolve().parents[1] / "docs" / "assumptions.md"
SHIPPED = [each for each in tool.worlds() if beside.shipped(*each).exists()]
AGAIN = "run: python -m tools.assumption_ranges FOLDER"
LIVED_AGAIN = random.Random(29).sample(SHIPPED, min(2, len(SHIPPED)))


def test_only_worlds_of_the_list_are_shipped() -> None:
    assert {path.stem for path in CATALOGUE.glob("*.json")} == {"-".join(each) for each in SHIPPED}
    assert len(tool.worlds()) == len(set(tool.worlds())) == 9


def test_what_is_shipped_is_of_todays_numbers_and_on_the_page() -> None:
    for policy, society in SHIPPED:
        data = json.loads(beside.shipped(policy, society).read_text(encoding="utf-8"))
        plan = tool.plan(policy, society)
        assert data["inputs"] == plan.inputs, AGAIN
        assert (data["draws"], data["seeds"], len(data["digests"])) == (200, 2, 200)
        assert data["synthetic"] is True
    assert len(list(tool.kept())) == len(SHIPPED)
    assert f"```text\n{tool.printed()}```" in PAGE.read_text(encoding="utf-8")


def test_draws_that_are_lived_again_come_out_the_same() -> None:
    for policy, society in LIVED_AGAIN:
        data = json.loads(beside.shipped(policy, society).read_text(encoding="utf-8"))
        plan = tool.plan(policy, society)
        model, design = AssumedWorld(plan.world, plan.draws.numbers, 1), plan.draws.whole()
        for draw in random.Random(f"{policy} {society}").sample(range(len(design.points)), 3):
            (ended,) = model(design.values(draw), plan.seeds[0], lambda: None)
            assert ended.digest == data["digests"][draw]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of its own, and ranges and runs that cost nothing."""
    for module in (beside, tool):
        monkeypatch.setattr(module, "CATALOGUE", tmp_path / "catalogue")
    monkeypatch.setattr(tool, "find", lambda plan, **_: invented(plan.world, (2020, 2021)))
    value = {"value": 0.047, "low": 0.0441, "high": 0.0492, "reason": None}
    given = {"citizens": 100_000, "year": 2021, "values": {"under": value}}
    monkeypatch.setattr(tool, "as_given", lambda *_: given)


@pytest.mark.usefixtures("small")
def test_each_world_has_a_file_of_its_own_that_is_found_and_printed(tmp_path: Path) -> None:
    assert tool.printed() == "None is shipped.\n"
    tool.made("article-2019", "riverton", tmp_path)
    tool.made("none", "riverton", tmp_path)
    assert {path.name for path in (tmp_path / "catalogue").iterdir()} == {
        "article-2019-riverton.json", "none-riverton.json",
    }  # fmt: skip
    lines = tool.printed().splitlines()
    assert lines[0] == "article-2019 on riverton, 2021. Made 2026-11-29."
    assert lines[1].startswith("  under any consequence: 4.7 %, by chance 4.4 to 4.9 % (100,000 citizens),")
    said = " ".join(line.strip() for line in lines[1:])
    assert "by assumption 1.2 to 25 % (200 draws)" in said
    assert "assumption is 50 % of the variance of single runs of 4,000 citizens" in said
    assert f"part of it that {DRIVER} has: 75 %, 65 % to 85 %" in said
    assert "none on riverton, 2021. Made 2026-11-29." in lines
    assert max(map(len, lines)) <= tool.WIDTH


@pytest.mark.usefixtures("small")
def test_the_file_is_readable_and_says_what_it_is(tmp_path: Path) -> None:
    tool.made("article-2019", "riverton", tmp_path)
    text = beside.shipped("article-2019", "riverton").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    assert (data["policy"], data["society"], data["date"]) == ("article-2019", "riverton", "2026-11-29")
    assert data["as_given"]["values"]["under"]["low"] == 0.0441
    assert max(map(len, text.splitlines())) < 300
    assert '   "under": {"low": 0.0125, "high": 0.25, "share": 0.5, "defined": 200},' in text.splitlines()


@pytest.mark.usefixtures("small")
def test_what_is_out_of_date_is_not_printed(tmp_path: Path) -> None:
    tool.made("article-2019", "riverton", tmp_path)
    path = beside.shipped("article-2019", "riverton")
    path.write_text(path.read_text(encoding="utf-8").replace('"world": "', '"world": "0'), encoding="utf-8")
    assert tool.printed() == "None is shipped.\n"


@pytest.mark.usefixtures("small")
def test_a_world_without_a_main_measure_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "as_given", lambda *_: {"citizens": 100_000, "year": 2021, "values": {}})
    tool.made("none", "riverton", tmp_path)
    assert "nobody is in a scheme" in tool.printed()
