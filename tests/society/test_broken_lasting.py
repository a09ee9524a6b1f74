"""Broken lasting differences: what is said of each, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.society.broken import own_behaviour
from underheaven.documents.problems import InputError
from underheaven.society.loading import read_society

HUNDREDTH = "[{share: 0.99, factor: 0}, {share: 0.01, factor: 100}]"
HALVES = "[{share: 0.5, factor: 0.5}, {share: 0.5, factor: 1.5}]"


@pytest.mark.parametrize(
    ("factor", "where", "said"),
    [
        (f"{{on: both, classes: {HALVES}}}", "debt", "about no kind of act.*neither.*Name the kinds"),
        (f"{{kinds: [lone], on: both, classes: {HALVES}}}", "debt.kinds", "lone is not.*Write 'loan'"),
        (
            f"{{contexts: [finances], on: considering, classes: {HALVES}}}", "debt.contexts",
            "no kind of act has the context 'finances'.*Write 'finance'",
        ),
        (
            "{kinds: [loan], on: considering, classes: [{share: 0.5, factor: 1}, {share: 0.4, factor: 1}]}",
            "debt.classes", "add up to 0.9.*everybody is in one class",
        ),
        (
            "{kinds: [loan], on: considering, classes: [{share: 0.5, factor: 1}, {share: 0.5, factor: 2}]}",
            "debt.classes", "the mean factor is 1.5.*must not change.*Divide every factor by 1.5",
        ),
        (
            "{kinds: [loan], on: considering, classes: [{share: 1, factor: 0}]}", "debt.classes",
            "the mean factor is 0.*Give some class a factor above 0",
        ),
        (
            f"{{kinds: [loan], on: propensity, classes: {HALVES}}}", "debt.classes.*factor",
            "does loan is 1.275.*the largest factor is above 1.*at most 1.176, or write `on: considering`",
        ),
        (
            f"{{kinds: [alcohol], on: considering, classes: {HUNDREDTH}}}",
            "behaviour.lasting", "the busiest classes would consider.*32 at most.*Lower the largest factors",
        ),
        (f"{{kinds: [loan], on: effort, classes: {HALVES}}}", "debt.on", "considering"),
        ("{kinds: [loan], on: both, classes: []}", "debt.classes", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, factor: str, where: str, said: str) -> None:
    text = own_behaviour(tmp_path, "  hardship:", f"  lasting:\n    debt: {factor}\n  hardship:")
    assert re.search(where, text), text
    assert re.search(said, text, flags=re.DOTALL | re.IGNORECASE), text
    assert text.startswith("FILE:")


def test_too_many_combinations_are_refused(tmp_path: Path) -> None:
    five = ", ".join(["{share: 0.2, factor: 1}"] * 5)
    factors = "".join(
        f"    d{number}: {{kinds: [loan], on: considering, classes: [{five}]}}\n" for number in range(3)
    )
    text = own_behaviour(tmp_path, "  hardship:", f"  lasting:\n{factors}  hardship:")
    assert "125 combinations of classes" in text
    assert "room for 64" in text


def test_a_difference_to_another_society_may_add_them(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "society_of: riverton\nsociety: mine\ntitle: Mine\nbehaviour:\n  lasting:\n"
        f"    debt: {{contexts: [finance], on: considering, classes: {HALVES}}}\n"
    )
    assert list(read_society(path).behaviour.lasting) == ["debt"]
    path.write_text(path.read_text().replace("1.5}]", "1.6}]"))
    with pytest.raises(InputError, match=r"the mean factor is 1\.05"):
        read_society(path)
