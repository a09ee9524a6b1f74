"""What a text may hold: in files, in models made from Python, and on the command line."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.asking import ask, refused
from tests.documents.small import problems_of
from underheaven.documents.characters import unfit
from underheaven.documents.reading import read_text
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.policy.schema import Policy

UNFIT = (
    "\u0007", "\u001b", "\u007f", "\u0085", "\u2028", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d",
    "\u200e", "\u00ad", "\ufeff", "\u3164", "\ue000", "\ud800", "\U000e0041", "\uffff",
)  # fmt: skip


@pytest.mark.parametrize("character", UNFIT, ids=lambda character: f"U+{ord(character):04X}")
def test_a_title_with_an_unfit_character_is_refused_however_it_is_written(character: str) -> None:
    escaped = f"\\U{ord(character):08X}"
    # Between quotes YAML reads a next line (U+0085) as a blank, unless it is written as an escape.
    for word in (escaped, *([character] if character != "\u0085" else [])):
        (problem,) = problems_of(policy_from_text, f'reform_of: none\npolicy: x\ntitle: "a{word}b"\n', "f")
        assert problem.line == 3
        assert f"U+{ord(character):04X}" in problem.what
        assert problem.remedy


@pytest.mark.parametrize("title", ["a\nDigest: 0", "a\tb", "\u202ea", "a\u2028b"])
def test_a_title_from_python_is_held_to_the_same(title: str) -> None:
    data = load_policy("none").model_dump(exclude_none=True)
    with pytest.raises(ValueError, match=r"line break|tab|U\+"):
        Policy.model_validate({**data, "title": title})


def test_a_title_that_breaks_its_line_writes_no_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text('reform_of: none\npolicy: x\ntitle: "Mine\\nDigest: 0000"\n', encoding="utf-8")
    (line,) = refused(ask("check", path))
    assert line == (
        f"{path}:3:8: title: a line break. A text of this kind stands on one line. Put a blank in its place."
    )


def test_what_a_policy_is_about_may_break_lines_and_is_one_paragraph() -> None:
    policy, _ = policy_from_text('reform_of: none\npolicy: x\nabout: "One.\\n\\nTwo.\\tThree."\n', "f")
    assert policy.about == "One. Two. Three."


def test_comments_are_not_read_but_may_not_turn_the_writing() -> None:
    assert read_text("# 110101199003074477\na: 1\n", "f").data == {"a": 1}
    (problem,) = problems_of(read_text, "a: 1\n# \u202e b\n", "f")
    assert (problem.line, problem.column) == (2, 3)


@pytest.mark.parametrize("text", ["北京市", "Zürich", "می\u200cخواهم", "क्\u200dष", "a – b “c” ×", "🙂"])
def test_honest_writing_of_every_script_is_read(text: str) -> None:
    assert unfit(text) is None


@given(st.text())
def test_a_fit_text_is_seen_on_one_line_but_for_its_breaks(text: str) -> None:
    if unfit(text, allowed="") is None:
        assert len(text.splitlines()) <= 1
        assert not {unicodedata.category(c) for c in text} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_words_of_the_command_line_are_held_to_the_same() -> None:
    (line,) = refused(ask("run", "none", "--out", "a\nDigest: 0"))
    assert "U+000A" in line
    (line,) = refused(ask("check", "\u202emine.yaml"))
    assert "U+202E" in line
