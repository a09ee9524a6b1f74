"""Policies by name, by file and by text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents.problems import InputError, Problem
from underheaven.policy.loading import load_policy, policy_from_text, policy_names, policy_path

ARTICLE = policy_path("article-2019").read_text(encoding="utf-8")


def test_the_catalogue_is_complete() -> None:
    assert {"none", "article-2019"} <= set(policy_names())


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_is_named_as_its_file(name: str) -> None:
    assert load_policy(name).policy == name


def test_a_file_and_a_text_are_read_as_the_name_is(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_text(ARTICLE, encoding="utf-8")
    assert load_policy(str(path)) == load_policy("article-2019")
    assert policy_from_text(ARTICLE, "text")[0] == load_policy("article-2019")


@pytest.mark.parametrize("name", ["articel-2019", "Article_2019"])
def test_an_unknown_name_gives_the_nearest_and_the_list(name: str) -> None:
    for load in (load_policy, policy_path):
        with pytest.raises(InputError) as caught:
            load(name)
        (problem,) = caught.value.problems
        assert "did you mean article-2019?" in problem.remedy
        assert "none" in problem.remedy


@pytest.mark.parametrize("name", ["", "none.yaml", "no/such/file", "x" * 5000, "a\0b", "..", "../none"])
def test_a_file_that_is_not_there_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        load_policy(name)


@pytest.mark.parametrize(
    "text", ["- a\n", "none\n", "{}\n", "reform_of:\n", "reform_of: 3\n", "reform_of: a\0b\n"]
)
def test_a_text_that_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        policy_from_text(text, "text")


def read(text: str) -> None:
    """Reads `text`; only InputError, with something to say, may come of it."""
    problems: tuple[Problem, ...] = ()
    try:
        policy_from_text(text, "fuzzed")
    except InputError as error:
        problems = error.problems
    assert all(problem.what and problem.file == "fuzzed" for problem in problems)


LINES = ARTICLE.splitlines()
WORDS = ": - { } [ null true 1e40 -1 0.1 2014-06-14 2014-02-30 *a ' \" # all [[1]] é"
SCRAPS = st.sampled_from(
    ["", " ", "\t", "&a ", "value: 1", "{value: 9, dated: {}}", "reform_of: none", *WORDS.split()]
)


@given(
    line=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1), scrap=SCRAPS, data=st.data()
)
def test_a_mutated_policy_is_read_or_refused_and_nothing_else(
    line: int, other: int, scrap: str, data: st.DataObject
) -> None:
    lines = list(LINES)
    match data.draw(st.sampled_from(["cut", "insert", "swap", "drop", "repeat", "value"])):
        case "cut":
            lines = lines[:line]
        case "insert":
            at = data.draw(st.integers(0, len(lines[line])))
            lines[line] = lines[line][:at] + scrap + lines[line][at:]
        case "swap":
            lines[line], lines[other] = lines[other], lines[line]
        case "drop":
            del lines[line]
        case "repeat":
            lines.insert(other, lines[line])
        case _:
            lines[line] = f"{lines[line].split(':')[0]}: {scrap}"
    read("\n".join(lines))


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3000, 3000), st.sampled_from(["all", "x", "2014-01-01"])
    ),
    lambda below: st.one_of(
        st.lists(below, max_size=2),
        st.dictionaries(
            st.sampled_from(["value", "dated", "cameras", "points", "sees", "faces"]), below, max_size=3
        ),
    ),
    max_leaves=4,
)


STEPS = ("sources", "cameras", "faces", "score", "start", "rules", "alcohol", "points", "persistence")


@given(path=st.lists(st.sampled_from(STEPS), min_size=1, max_size=4), value=VALUES)
def test_any_reform_is_read_or_refused_and_nothing_else(path: list[str], value: object) -> None:
    text = "reform_of: article-2019\n"
    for depth, key in enumerate(path):
        text += f"{'  ' * depth}{key}:\n"
    read(text.rstrip("\n") + " " + repr(value).replace("None", "null") + "\n")
