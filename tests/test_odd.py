"""docs/odd.md: each behavioural rule in two sentences, with evidence, a critic, and pointers."""

import re
from pathlib import Path

import pytest

from tools.mattering import FIRST, LAST
from underheaven.documents.works import works
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.sweeping.keys import paths
from underheaven.verify import cases

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
ORDER = (
    "II.i Theoretical and empirical background", "II.ii Individual decision making", "II.iii Learning",
    "II.iv Individual sensing", "II.v Individual prediction", "II.vi Interaction", "II.vii Collectives",
    "II.viii Heterogeneity", "II.ix Stochasticity", "II.x Observation",
)  # fmt: skip
POINTERS = ("Evidence", "A critic would say first", "Code", "Key", "Law", "Source")
RULES = dict(re.findall(r"^### (.+?)\n\n(.+?)(?=^##|^<!--|\Z)", PAGE, flags=re.M | re.S))


def lines_of(rule: str) -> dict[str, str]:
    return dict(re.findall(r"^- ([A-Z][a-z ]+): (.+)$", RULES[rule], flags=re.M))


def quoted(line: str) -> list[str]:
    return re.findall(r"`([^`]+)`", line)


def test_the_parts_have_the_names_and_the_order_of_the_standard() -> None:
    assert tuple(re.findall(r"^## (II\..+)$", PAGE, flags=re.M)) == ORDER
    assert len(RULES) > 15


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_two_sentences_and_says_all_that_is_asked(rule: str) -> None:
    said = " ".join(RULES[rule].partition("\n\n- ")[0].split())
    assert said.endswith(".")
    assert len(re.findall(r"\.(?= [A-Z]|$)", said)) == 2, said
    assert tuple(lines_of(rule)) == POINTERS


def anchor(heading: str) -> str:
    """Where a heading is on its page: `#what-a-firm-does`."""
    return "#" + re.sub(r"[^a-z0-9 -]", "", heading.casefold()).replace(" ", "-")


def test_the_model_page_leads_to_every_rule() -> None:
    model = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"(odd.md{anchor(rule)})" not in model] == []
    known = {anchor(rule) for rule in RULES}
    assert set(re.findall(r"\(odd\.md(#[^)]+)\)", model)) <= known


@pytest.mark.parametrize("rule", RULES)
def test_the_code_and_the_laws_of_a_rule_exist(rule: str) -> None:
    lines = lines_of(rule)
    assert [path for path in quoted(lines["Code"]) if not (ROOT / path).is_file()] == []
    known = {case.name for case in cases()}
    laws = quoted(lines["Law"])
    assert laws
    for law in laws:
        if law.startswith("verify "):
            assert law.removeprefix("verify ") in known
        else:
            path, name = law.split("::")
            assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), flags=re.M), law


@pytest.mark.parametrize("rule", RULES)
def test_the_key_of_a_rule_is_a_number_of_a_shipped_file(rule: str) -> None:
    """Or, where no shipped file uses it, of the files that use every key (`whole`)."""
    for key in quoted(lines_of(rule)["Key"]):
        name, _, path = key.rpartition(":")
        files = ("tools/whole/policy.yaml", "tools/whole/society.yaml")
        policy, society = files if name == "whole" else (name or "article-2019", "riverton")
        assert path in paths(World(load_policy(policy), load_society(society), 1, FIRST, LAST, 2_000))


@pytest.mark.parametrize("rule", RULES)
def test_the_sources_of_a_rule_stand_in_the_bibliography(rule: str) -> None:
    named = lines_of(rule)["Source"]
    left = named
    for name in sorted(works(), key=len, reverse=True):
        left = left.replace(name, "")
    assert left.strip(" ,") in ("", "no number of it is published")
