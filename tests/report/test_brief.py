"""The brief: everything it says is in the run, it names what is missing, and it is two sheets."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report import runs
from tests.report.test_html import Outline
from underheaven.documents.canonical import orders
from underheaven.documents.problems import InputError
from underheaven.measure.results import Value
from underheaven.policy.loading import load_policy
from underheaven.report.brief import numbers
from underheaven.report.brief.content import Brief, brief_of
from underheaven.report.brief.markdown import markdown
from underheaven.report.brief.page import page, write_brief
from underheaven.report.results import Results


def words(text: str) -> str:
    return " ".join(" ".join(Outline(text).words).split())


def test_it_has_every_part_on_two_sheets_and_needs_nothing_else(results: Results) -> None:
    text = page(brief_of(results))
    outline = Outline(text)
    assert outline.open == []
    sheets = [attributes.get("class") for tag, attributes in outline.elements if tag == "section"]
    assert sheets == ["sheet", "sheet"]
    said = words(text)
    for part in (
        "What was asked", "What was found", "How sure", "What was assumed", "What scholarship corrects",
        "What this is not", "How to make it again", "Every person in it is synthetic",
        f"underheaven brief {results.folder.path}", "Nothing of the kind has been found. Nobody 2020.",
    ):  # fmt: skip
        assert part in said, part
    assert not re.search(r"<script|<link|<img|\bsrc\s*=|https?:", text)


def test_the_text_says_the_same(results: Results) -> None:
    brief = brief_of(results)
    said, text = words(page(brief)), markdown(brief)
    for line in brief.lines:
        assert line.what in said
        assert line.what in text
        for told in line.told:
            assert told.sure in said
            assert told.sure in text
    assert "Nothing of the kind has been found" in text


def test_numbers_are_those_of_the_run(results: Results) -> None:
    for name, line in zip(
        (name for name in numbers.ITEMS if name in results.last), brief_of(results).lines, strict=True
    ):
        (told,) = line.told
        value = results.last[name].all
        if value.value is None:
            assert told.text == numbers.UNDEFINED
            assert told.missing == value.reason
            continue
        found = 1 - value.value if name in numbers.COMPLEMENTS else value.value
        many = re.search(r"every ([\d,]+)", line.unit)
        expected = found * (int(many[1].replace(",", "")) if many else 1)
        assert float(told.text.replace(",", "")) == pytest.approx(expected, rel=0.06, abs=0.51)
        assert bool(told.sure) == (value.low is not None)


PEOPLE = ("under", "in_error", "under_by_ties", "denied", "prevented")
"""Items about people in the scheme, whoever they are."""


def test_every_share_names_what_it_is_of_once_and_people_are_of_one_kind(
    results: Results,
) -> None:
    brief = brief_of(results)
    named = [name for name in numbers.ITEMS if name in results.last]
    for name, line in zip(named, brief.lines, strict=True):
        told = f"{line.what} {line.unit}"
        assert len(re.findall(r"1,000 \w+", told)) == 1, told
        assert not re.search(r"\bof (those|them)\b", told, flags=re.IGNORECASE), told
        if name in PEOPLE:
            assert line.unit.endswith("1,000 adults in the scheme"), told
    sentences = [*brief.found, brief.who]
    assert any("1,000" in sentence for sentence in sentences)
    for sentence in sentences:
        for many, things in re.findall(r"every ([\d,]+) ([a-z ]+?)[,.:]", sentence):
            assert many == "1,000"
            assert things.startswith(("adults in the scheme", "critical posts and petitions")), sentence
        assert not re.search(r"every [\d,]+ of (them|those)", sentence), sentence
        assert "%" not in sentence


def test_what_is_missing_to_one_has_its_interval_turned() -> None:
    rest = numbers.rest_of(Value(0.9, 0.8, 0.95, None))
    assert (rest.value, rest.low, rest.high) == pytest.approx((0.1, 0.05, 0.2))


def test_without_a_scheme_nothing_is_told_as_zero(bare: Results) -> None:
    brief = brief_of(bare)
    assert {told.text for line in brief.lines for told in line.told if "held back" not in line.what} == {
        numbers.UNDEFINED
    }
    said = words(page(brief))
    assert "Undefined means that there is no such number" in said
    assert "What scholarship corrects" not in said
    assert "None" not in said


def test_two_runs_stand_side_by_side_and_only_twins_do(results: Results, bare: Results) -> None:
    brief = brief_of(results, bare)
    assert {len(line.told) for line in brief.lines} == {2}
    assert brief.runs == (results.world.policy.title, bare.world.policy.title)
    assert f"--against {bare.folder.path} " in brief.commands[-1]
    assert load_policy("none").title in words(page(brief))
    other = replace(bare, world=replace(bare.world, seed=7))
    with pytest.raises(InputError, match="differ in seed"):
        brief_of(results, other)


def test_twins_may_write_their_policies_in_another_order(results: Results, bare: Results) -> None:
    policy = load_policy("rights-respecting")
    assert orders(policy)
    other = replace(bare, world=replace(bare.world, policy=policy))
    assert orders(results.world.policy) != orders(policy)
    assert brief_of(results, other).runs[1] == policy.title


def test_hostile_titles_are_only_text(tmp_path: Path) -> None:
    brief = brief_of(Results.of(runs.interrupted(tmp_path, runs.hostile())))
    text = page(brief)
    assert "<script" not in text.lower()
    assert Outline(text).open == []
    assert "<script" not in markdown(brief)


def test_letters_shrink_and_corrections_are_cut_so_that_two_sheets_hold_them(results: Results) -> None:
    brief = brief_of(results)

    def with_corrections(many: int) -> Brief:
        corrections = tuple(f"First {number}. {'More of it ' * 40}" for number in range(many))
        return replace(brief, corrections=(("It", corrections),))

    def size(of: Brief) -> float:
        return float(re.findall(r'class="sheet" style="font-size: ([\d.]+)pt"', page(of))[1])

    assert size(with_corrections(8)) < size(brief)
    assert "More of it" in page(with_corrections(8))
    assert "First 29." in page(with_corrections(30))
    assert "the first sentence of each" in page(with_corrections(30))
    assert "the first sentence of each" not in page(with_corrections(8))
    assert "More of it" not in page(with_corrections(30))


def test_it_is_written_by_its_ending(results: Results, tmp_path: Path) -> None:
    brief = brief_of(results)
    assert write_brief(brief, tmp_path / "b.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert write_brief(brief, tmp_path / "b.md").read_text("utf-8").startswith("# ")
    with pytest.raises(InputError, match=r"\.html or \.md"):
        write_brief(brief, tmp_path / "b.pdf")
