"""The hash of all that results follow from: it hangs on numbers, names and order, and on no origin."""

import json
import shutil
from pathlib import Path

import pytest

from tools.pages.proofs import inputs, inputs_in, results_follow_from
from tools.pages.session import ROOT
from underheaven.documents.reading import read_text

BARE = """\
policy: p
sources: {a: {title: A, sees: {x: 0.5}}}
rules: {x: {per_day: 3, points: {dated: {2020-01-01: 2}}}}
"""
SAME = [
    BARE.replace("per_day: 3", "per_day: {value: 3, assumed: so, range: [1, 5]}"),
    BARE.replace("x: 0.5", "x: {value: 0.5, source: somebody, confidence: V}"),
    BARE.replace("2020-01-01: 2}", "2020-01-01: 2}, source: s, confidence: M, range: [1, 3]"),
    BARE + "about: Another text.\n# a comment\n",
    BARE + "structure: {uses: {gaming: whoever knows what counts does it}}\n",
]
OTHERS = [
    BARE.replace("3", "4"),
    BARE.replace("0.5", "0.6"),
    BARE.replace("2020-01-01", "2020-01-02"),
    BARE.replace("a: {", "b: {"),
    BARE.replace("title: A", "title: B"),
    BARE.replace("sees: {x", "structure: 1, sees: {x"),
]


def said(text: str) -> str:
    return json.dumps(results_follow_from(read_text(text, "f.yaml").data), default=str)


@pytest.mark.parametrize("text", SAME)
def test_where_numbers_come_from_moves_no_proof(text: str) -> None:
    assert said(text) == said(BARE)


@pytest.mark.parametrize("text", OTHERS)
def test_whatever_results_follow_from_does(text: str) -> None:
    assert said(text) != said(BARE)


def test_the_sources_of_a_society_are_works_and_those_of_a_policy_are_not() -> None:
    assert said("society: s\nsources: {a: b}\n") == said("society: s\n")
    assert said(BARE.replace("sources", "source_s")) != said(BARE)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The catalogues of the package, to be changed."""
    for room in ("policy", "society"):
        shutil.copytree(
            ROOT / "underheaven" / room / "catalogue", tmp_path / "underheaven" / room / "catalogue"
        )
    return tmp_path / "underheaven"


PARTS = "society/catalogue/parts"


def test_a_part_that_no_shipped_society_names_moves_no_proof(package: Path) -> None:
    before = inputs_in(package)
    assert before == inputs()
    (package / PARTS / "others.yaml").write_text("part: others\nbuilds_on: behaviour\nbehaviour: {}\n")
    for suffix in ("yaml", "json"):
        (package / f"policy/catalogue/expected/none.{suffix}").write_text("policy: none\n")
    assert inputs_in(package) == before
    assert inputs_in(package, ["others"]) != before


@pytest.mark.parametrize("named", ["society/catalogue/riverton.yaml", "policy/catalogue/none.yaml",
                                   f"{PARTS}/behaviour.yaml", f"{PARTS}/firms.yaml"])  # fmt: skip
def test_whatever_a_shipped_file_says_or_names_does(package: Path, named: str) -> None:
    before, file = inputs_in(package), package / named
    file.write_text(file.read_text(encoding="utf-8") + "\nmore: 1\n", encoding="utf-8")
    assert inputs_in(package) != before


def test_a_part_on_which_a_named_one_builds_does_too(package: Path) -> None:
    society = package / "society/catalogue/riverton.yaml"
    text = society.read_text(encoding="utf-8")
    society.write_text(text.replace("behaviour: behaviour", "behaviour: upper"), encoding="utf-8")
    (package / PARTS / "upper.yaml").write_text("part: upper\nbuilds_on: lower\n")
    lower = package / PARTS / "lower.yaml"
    lower.write_text("part: lower\nbehaviour: {a: 1}\n")
    before = inputs_in(package)
    lower.write_text("part: lower\nbehaviour: {a: 2}\n")
    assert inputs_in(package) != before
