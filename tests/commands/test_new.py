"""Files to begin with: they check, they run, they show every key, and their examples check too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.commands.asking import SMALL, ask, refused
from underheaven.commands.check import check_file
from underheaven.commands.new import template
from underheaven.policy.loading import policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import society_names
from underheaven.society.schema import Society

MODELS: dict[str, type[BaseModel]] = {"policy": Policy, "society": Society}
BASES = [
    ("policy", None), ("society", None), *(("policy", name) for name in policy_names()),
    *(("society", name) for name in society_names()),
]  # fmt: skip


def examples(text: str) -> list[str]:
    """The text with each of its commented examples in force, one after the other."""
    blocks = [found.span() for found in re.finditer(r"(?m)(^#(?! \S).+\n)+", text)]
    return [text[:start] + re.sub(r"(?m)^#", "", text[start:end]) + text[end:] for start, end in blocks]


def checked(folder: Path, text: str) -> tuple[list[str], tuple[str, ...]]:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    found = check_file(path)
    return [str(problem) for problem in found.problems], found.warnings


@pytest.mark.parametrize(("kind", "base"), BASES)
def test_what_is_begun_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, base: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = ask("new", kind, "mine", *(() if base is None else ("--of", base)))
    assert answer.status == 0
    words = ["mine.yaml"] if kind == "policy" else ["article-2019", "--society", "mine.yaml"]
    assert answer.out.splitlines() == [
        "Written: mine.yaml",
        "Next:",
        "  underheaven check mine.yaml",
        f"  underheaven run {' '.join(words)} --html mine.html",
    ]
    problems, warnings = checked(tmp_path, (tmp_path / "mine.yaml").read_text(encoding="utf-8"))
    assert problems == []
    if base is None:
        assert warnings == ()


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_the_language_is_shown_and_every_example_checks(tmp_path: Path, kind: str) -> None:
    text = template(kind, "mine")
    assert "NAME" not in re.sub(r"(?m)^# .*$", "", text)
    for key in MODELS[kind].model_fields:
        assert re.search(rf"(?m)^#?{key}:", text), key
    more = examples(text)
    assert len(more) >= 4
    for each in more:
        assert checked(tmp_path, each) == ([], ())


@pytest.mark.parametrize(
    ("kind", "base"), [("policy", "article-2019"), *(("society", n) for n in society_names())]
)
def test_every_example_of_a_difference_checks(tmp_path: Path, kind: str, base: str) -> None:
    for each in examples(template(kind, "mine", base)):
        assert checked(tmp_path, each)[0] == []


def test_both_run_as_they_are_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ask("new", "policy", "mine")
    ask("new", "society", "land")
    answer = ask("run", "mine.yaml", "--society", "land.yaml", "--out", "run", *SMALL)
    assert answer.status == 0
    assert "Adults in the scheme" in answer.out
    assert ask("run", "article-2019", "--society", "land.yaml", "--out", "other", *SMALL).status == 0


def test_nothing_is_overwritten_and_names_are_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("kept", encoding="utf-8")
    (tmp_path / "gone.yaml").symlink_to("nothing")
    for name, said in (
        ("mine", "mine.yaml is there already"),
        ("mine.yaml", "mine.yaml is there already"),
        ("gone", "gone.yaml is there already"),
        ("Mein Land", "cannot be the name.*Call it mein-land"),
        ("../up", "cannot be the name"),
        ("", "cannot be the name"),
        ("riverton", "the catalogue has something called riverton"),
    ):
        (problem,) = refused(ask("new", "policy", name))
        assert re.search(said, problem), problem
    (problem,) = refused(ask("new", "polcy", "other"))
    assert problem.endswith("Write policy.")
    (problem,) = refused(ask("new", "society", "other", "--of", "rivertown"))
    assert "Write 'riverton'" in problem
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gone.yaml", "mine.yaml"]


@pytest.mark.parametrize("name", ["null", "true", "y", "e5", "a-b_c-9"])
def test_a_name_that_yaml_takes_for_something_else_stays_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("new", "policy", name).status == 0
    assert check_file(tmp_path / f"{name}.yaml").problems == []
