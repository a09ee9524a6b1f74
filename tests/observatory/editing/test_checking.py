"""What an editor is told is what the command says, without anything of the command but its words."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.observatory.editing.corpus import HOSTILE, REFORMS, fixtures
from tests.tools_of_site import ROOT
from underheaven.commands.check import check_file
from underheaven.documents.people import REASON
from underheaven.documents.reading import read_text
from underheaven.notebook.given import policy_given
from underheaven.observatory.editing.asked import answered
from underheaven.observatory.editing.checking import FILE, MOST_BYTES, checked, shipped
from underheaven.observatory.editing.sources import WANTED
from underheaven.policy.loading import policy_from_text, policy_path
from underheaven.society.loading import load_society

BARE = """
import sys
for name in {wanted!r}:
    sys.modules[name] = None
import json
from underheaven.observatory.editing.checking import checked
from underheaven.society.schema import Society
society = Society.model_validate(json.loads(sys.argv[1]))
print(json.dumps([checked(text, "none", society) for text in json.load(sys.stdin)]))
"""
SOME = [path for path in fixtures() if path.parent.parent.name in ("policy", "commands")][::6]


def test_a_fresh_interpreter_without_numpy_or_a_terminal_finds_the_same() -> None:
    society = load_society("riverton")
    texts = [*REFORMS, *HOSTILE[:12], policy_path("rights-respecting").read_text(encoding="utf-8")]
    said = json.dumps(society.model_dump(mode="json", exclude_unset=True))
    done = subprocess.run(
        [sys.executable, "-c", BARE.format(wanted=WANTED), said],
        input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        json.loads(json.dumps(checked(text, "none", society))) for text in texts
    ]


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_a_text_is_told_what_the_command_says_of_a_file(path: Path) -> None:
    society = load_society("riverton")
    there = check_file(path, society)
    here = checked(path.read_text(encoding="utf-8"), "none", society)
    named = [replace(each, file=FILE if each.file == str(path) else each.file) for each in there.problems]
    assert here["problems"] == [{**asdict(each), "said": str(each)} for each in named]
    assert here["stopped"] == there.stopped
    assert here["warnings"] == list(there.warnings)
    assert [each["line"] for each in here["without_effect"]] == [each.line for each in there.idle]


@pytest.mark.parametrize("text", [text for text in REFORMS if "nobody" not in text and "passwd" not in text])
def test_a_reform_as_a_file_and_as_python_is_the_policy_that_was_checked(text: str) -> None:
    told = checked(text, "none", load_society("riverton"))["policy"]
    if told is None:
        return
    policy = policy_from_text(text, FILE)[0]
    assert policy_from_text(told["reform"], FILE)[0] == policy
    names: dict[str, object] = {}
    calls: list[dict[str, object]] = []
    code = told["python"].replace("import underheaven as uh\n", "").replace("uh.World", "world_of")
    exec(code, {"world_of": lambda base, **more: calls.append({"base": base, **more})}, names)
    (call,) = calls
    given = policy_given("policy", call["base"], call["change"]).policy
    named = {"policy": policy.policy, "title": policy.title}
    assert given.model_copy(update=named) == policy


def test_nothing_differs_in_a_shipped_policy_and_one_entry_in_one_that_is_edited() -> None:
    text, society = policy_path("suining-2010").read_text(encoding="utf-8"), load_society("riverton")
    told = checked(text, "suining-2010", society)["policy"]
    assert told["differences"] == []
    assert told["reform"] is told["python"] is told["word"] is None
    data = shipped("suining-2010")[1].data
    assert isinstance(data, dict)
    line = next(line for line in text.splitlines() if line.startswith("title:"))
    told = checked(text.replace(line, "title: Another"), "suining-2010", society)["policy"]
    assert [each[0] for each in told["differences"]] == [["title"]]
    assert told["differences"][0][2] == "Another"
    assert read_text(told["reform"], "x").data == {"reform_of": "suining-2010", "title": "Another"}


def test_a_table_of_people_and_a_text_too_long_are_refused_before_anything_is_read() -> None:
    society = load_society("riverton")
    table = "name,birth,phone\n" + "A,1980-01-01,1\n" * 60
    for text in (table, table + "x" * MOST_BYTES):
        found = checked(text, "none", society)
        assert found["boundary"]
        assert [each["why"] for each in found["problems"]] == [REASON]
    found = checked("policy: x\n" * MOST_BYTES, "none", society)
    assert "too large" in found["problems"][0]["what"]
    assert not found["boundary"]


@pytest.mark.parametrize(
    "asked",
    [
        None, [], "check", {"do": []}, {"do": "run"}, {"do": "check", "text": "x"},
        {"do": "check", "text": 1, "base": "none", "society": "riverton"},
        {"do": "check", "text": "x", "base": "secret-word", "society": "riverton"},
        {"do": "check", "text": "x", "base": "none", "society": "secret-word"},
        {"do": "open", "word": "secret-word", "more": 1}, {"do": "open", "word": "=secret-word="},
        {"do": "undo", "text": "x", "base": "none", "path": [1]},
        {"do": "undo", "text": "x", "base": "none", "path": ["secret-word"] * 100},
    ],
)  # fmt: skip
def test_what_is_not_asked_so_is_refused_and_nothing_of_it_repeated(asked: object) -> None:
    answer = answered(asked, {"riverton": lambda: load_society("riverton")})
    assert answer["refused"]
    assert "secret-word" not in json.dumps(answer)
