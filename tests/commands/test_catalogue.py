"""`underheaven list`, `show`, `schema` and `check`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import underheaven as uh
from tests.commands.asking import ask, refused
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_names, policy_path
from underheaven.society.loading import society_names, society_path


def test_list_names_everything_in_the_catalogue() -> None:
    answer = ask("list")
    assert answer.status == 0
    for name in (*policy_names(), *society_names()):
        assert f"\n{name}  " in answer.out
    assert len(policy_names()) == 8
    # A title takes one line of an ordinary terminal.
    assert max(len(line.rstrip()) for line in answer.out.splitlines()) <= 80
    found = json.loads(ask("list", "--json").out)
    assert list(found["policies"]) == policy_names()
    assert list(found["societies"]) == society_names()


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_is_shown_as_words_as_data_and_as_it_is_written(name: str) -> None:
    words = ask("show", name)
    assert words.status == 0
    assert words.out.startswith(f"{name}: ")
    if name == "article-2019":
        for part in ("What scholarship corrects", "Sources", "Rules", "Consequences", "Rollout", "below"):
            assert part in words.out
    found = json.loads(ask("show", name, "--json").out)
    assert (found["policy"], found["flags"]) == (name, list(flags(load_policy(name))))
    assert ask("show", name, "--yaml").out == policy_path(name).read_text(encoding="utf-8")


def test_a_society_is_shown_with_its_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ask("show", "riverton", "--citizens", "3000")
    assert words.status == 0
    assert words.out.startswith("riverton: Riverton\n")
    for part in (
        "3,000 synthetic citizens",
        "Fit to every margin",
        "persons in a household",
        "wanted",
        "found",
    ):
        assert part in words.out
    found = json.loads(ask("show", "riverton", "--citizens", "3000", "--json").out)
    assert found["synthetic"] is True
    assert found["summary"]["citizens"] == 3_000
    assert {row["region"] for row in found["margins"]} >= {"oldtown", "northfields"}
    assert ask("show", "riverton", "--yaml").out == society_path("riverton").read_text(encoding="utf-8")
    # And so is one's own.
    text = society_path("riverton").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("society: riverton", "society: mine"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    mine = json.loads(ask("show", "mine.yaml", "--citizens", "3000", "--json").out)
    assert mine["society"] == "mine"
    assert mine["margins"] == found["margins"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("riverton --citizens 120001", "120,001 citizens are too many."),
        ("riverton --citizens few", "'few' after --citizens is not a whole number."),
        ("riverton --seed -1", "-1 cannot be a seed."),
        ("rivertown", "there is no policy, society or file 'rivertown'."),
        ("rivertown", "Did you mean riverton?"),
        ("", "there is no policy, society or file ''."),
    ],
)
def test_what_cannot_be_shown_is_refused(words: str, expected: str) -> None:
    (line,) = refused(ask("show", *(words.split() or [""])))
    assert expected in line


PARTS = {
    "policy": {"privileges", "positional", "firms", "safeguards", "joining"},
    "society": {"hospital", "places", "dating", "firms", "renewal"},
}


@pytest.mark.parametrize("kind", PARTS)
def test_schemas_are_schemas(kind: str) -> None:
    answer = ask("schema", kind)
    assert answer.status == 0
    found = json.loads(answer.out)
    jsonschema.validators.validator_for(found).check_schema(found)
    assert kind in found["properties"]
    assert found["properties"].keys() >= PARTS[kind]


def test_there_is_no_schema_of_anything_else() -> None:
    (line,) = refused(ask("schema", "nonsense"))
    assert line == (
        "underheaven: there is no schema of nonsense. Files are policies or societies, and measures have a "
        "table. Say policy, society or measures."
    )


def test_check_tells_of_each_of_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Policies, societies, reforms, the catalogue, and what is none of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").write_text("policy: of my own\n", encoding="utf-8")
    (tmp_path / "good.yaml").write_text("reform_of: article-2019\nsecrecy: 0\n", encoding="utf-8")
    (tmp_path / "unfit.yaml").write_text(
        "reform_of: article-2019\n"
        "announcements:\n"
        "  a: {title: A, on: [flying], dread: 1, since: 2019-01-01}\n",
        encoding="utf-8",
    )
    city = society_path("riverton").read_text(encoding="utf-8")
    (tmp_path / "city.yaml").write_text(city, encoding="utf-8")
    answer = ask("check", "good.yaml", "unfit.yaml", "city.yaml", "china-2019", "article-2019")
    # Of two societies neither is meant: then it is that of `run`, and it says so.
    assert answer.status == 2
    names = ("good.yaml", "city.yaml", "china-2019", "article-2019")
    lines = [line for line in answer.out.splitlines() if ": warning: " not in line]
    assert lines[: len(names)] == [f"{name}: no errors" for name in names]
    assert " ".join(lines[len(names) :]) == (
        "Policies were checked in the society riverton, which `run` takes where none is named. "
        "--society names another."
    )
    warned = {line.partition(": ")[0] for line in answer.out.splitlines() if ": warning: " in line}
    assert warned == {"good.yaml", "article-2019"}
    assert "article-2019: warning: Its method is secret." in answer.out
    assert "good.yaml: warning: Its method" not in answer.out
    answer = ask("check", "good.yaml", "unfit.yaml", "none", "gone.yaml", "--society", "city.yaml")
    assert answer.status == 2
    first_line, *warnings = answer.out.splitlines()
    assert first_line == "good.yaml: no errors"
    assert all(line.startswith("good.yaml: warning: It ") for line in warnings)
    first, *of_none, gone = answer.problems
    assert first.startswith(
        "unfit.yaml:3:22: announcements.a.on[0]: flying is not a kind of act of the society riverton. "
    )
    assert all(line.startswith("none:1:") for line in of_none)
    assert gone == "gone.yaml: there is no such file. Check the spelling and the folder."
    found = json.loads(ask("check", "good.yaml", "unfit.yaml", "--society", "riverton", "--json").out)
    assert found["files"]["good.yaml"] == []
    assert len(found["warnings"]["good.yaml"]) == 2
    assert found["warnings"]["unfit.yaml"] == []
    assert found["society"] == "riverton"
    assert found["without_effect"] == {"good.yaml": [], "unfit.yaml": []}
    (problem,) = found["files"]["unfit.yaml"]
    assert (problem["file"], problem["line"], problem["column"]) == ("unfit.yaml", 3, 22)


BROKEN = (
    "reform_of: none\nsecrecy: 1.2\n",
    "reform_of: none\nsecrecy: [\n",
    "reform_of: nobody\n",
    "reform_of: article-2019\nrules: {littering: null}\n",
    "reform_of: article-2019\nscore: {minimum: 700}\n",
    "reform_of: article-2019\nannouncements:\n  a: {title: A, on: [flying], dread: 1, since: 2019-01-01}\n",
    "society_of: riverton\npopulations: 3\n",
)
"""Texts of files with errors after which other checks would follow."""


@pytest.mark.parametrize("text", BROKEN)
def test_check_says_where_it_stopped_before_its_last_check(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In text and in JSON, of one file and of the file among others that it is; from Python as well."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    note = "Further checks follow once these errors are mended."
    assert ask("check", "mine.yaml").err.splitlines()[-1] == note
    told = json.loads(ask("check", "none", "mine.yaml", "gone.yaml", "--json").out)
    assert told["stopped_early"] == {"none": False, "mine.yaml": True, "gone.yaml": False}
    several = ask("check", "none", "mine.yaml", "gone.yaml").err.splitlines()
    assert several[-1] == note.replace("checks", "checks of mine.yaml")
    assert uh.check(tmp_path / "mine.yaml", "riverton").stopped
    assert uh.check(text, "riverton").stopped


def test_check_does_not_say_so_after_its_last_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where all is well, nor of a file that is not there, nor of what the last check found."""
    monkeypatch.chdir(tmp_path)
    rate = "{value: 900000, assumed: far too many}"
    text = f"reform_of: article-2019\nsources: {{finance: {{mistakes: {{per_person_year: {rate}}}}}}}\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    for name, status in (("article-2019", 0), ("gone.yaml", 2), ("mine.yaml", 2)):
        answer = ask("check", name)
        assert answer.status == status
        assert "Further checks" not in answer.out + answer.err
        assert json.loads(ask("check", name, "--json").out)["stopped_early"] == {name: False}


def test_every_shipped_file_passes_its_check() -> None:
    paths = [*map(policy_path, policy_names()), *map(society_path, society_names())]
    answer = ask("check", *paths)
    assert answer.status == 0
    assert answer.err == ""
