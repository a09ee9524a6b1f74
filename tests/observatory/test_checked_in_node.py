"""Policies are checked in the page as on the command line: the same problems, lines and columns."""

from __future__ import annotations

import json
import subprocess
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.observatory.editing.corpus import Asked, asked
from tools.editor_wheels import BROUGHT
from tools.site_policies import node
from underheaven.observatory.editing.asked import answered
from underheaven.observatory.editing.files import FOLDER, LICENCES, PACKAGES, write_editor
from underheaven.observatory.editing.packed import unpacked
from underheaven.society.loading import load_society, society_names

DRIVER = Path(__file__).with_name("checked_in_node.mjs")
MOST_FETCHED = 9_000_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editor")
    write_editor(folder, BROUGHT)
    return folder


def in_node(data: Path, questions: list[Asked]) -> list[dict[str, Any]]:
    said = data / "questions"
    said.write_text("".join(f"{json.dumps(each)}\n" for each in questions), encoding="utf-8")
    words = [node(), str(DRIVER), str(data), str(BROUGHT.pyodide), str(data / "library.zip"), str(said)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the word of an address as what it stands for: how it is squeezed is no matter."""
    policy = answer.get("policy")
    if not policy or policy["word"] is None:
        return answer
    return {**answer, "policy": {**policy, "word": unpacked(policy["word"])}}


def test_some_hundreds_of_texts_are_answered_as_they_are_natively(data: Path) -> None:
    questions = asked()
    there = in_node(data, questions)
    societies = {name: cache(partial(load_society, name)) for name in society_names()}
    here = [json.loads(json.dumps(answered(each, societies))) for each in questions]
    assert len(questions) > 300
    assert len(there) == len(here)
    for question, one, other in zip(questions, there, here, strict=True):
        assert told(one) == told(other), question
    # The texts are such that something is to be compared.
    problems = [each for answer in here for each in answer.get("problems", ())]
    assert len(problems) > 200
    assert len({each["what"] for each in problems}) > 80
    assert sum(bool(answer.get("policy")) for answer in here) > 30


def test_what_is_fetched_is_small_and_is_what_is_said(data: Path) -> None:
    said = json.loads((data / f"{FOLDER}.json").read_text(encoding="utf-8"))
    there = {path.name: path for path in (data / FOLDER).iterdir()}
    licences = there.pop(LICENCES).read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in there.values()) == said["files"]["bytes"]
    assert said["files"]["bytes"] <= MOST_FETCHED
    assert said["files"]["lock"]["packages"] == {}
    for each in [*said["files"]["scripts"], *said["files"]["runtime"].values(), *said["files"]["packages"]]:
        content = there.pop(each["name"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(content), sha256(content).hexdigest())
    assert not there, "every file that is fetched is held against its hash"
    for name in ("pyodide", *PACKAGES):
        assert name.replace("-", "_") in licences
    assert licences.count("Permission is hereby granted") >= 4
