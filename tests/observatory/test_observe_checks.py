"""What `observe` does with the text of a policy that is edited in its page: it is checked and forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.observatory.serving import JSON, Told, ask, is_error, serving
from underheaven.documents.people import REASON
from underheaven.observatory.editing.checking import MOST_BYTES, checked
from underheaven.observatory.serving.limits import USUAL
from underheaven.observatory.serving.server import Server
from underheaven.society.loading import load_society

REFORM = "reform_of: article-2019\nsecrecy: 0\nasociation: null\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(limits=replace(USUAL, silence=60.0)) as found:
        yield found


def check(server: Server, text: str, **more: object) -> Told:
    said = {"do": "check", "text": text, "base": "none", "society": "riverton", **more}
    return ask(server, "POST", "/checks", JSON, json.dumps(said).encode())


def test_the_answer_is_that_of_the_page_and_of_the_command(server: Server) -> None:
    society = load_society("riverton")
    for text in (REFORM, REFORM.replace("asociation", "association")):
        told = check(server, text)
        assert told.status == 200
        assert told.data == json.loads(json.dumps(checked(text, "none", society)))
    assert ask(server, "GET", "/data/editor.json").data == {"served": True, "societies": ["riverton"]}


def test_a_table_of_people_a_long_text_and_another_society_are_refused(server: Server) -> None:
    table = "name,birth,phone\n" + "A,1980-01-01,1\n" * 60
    assert [each["why"] for each in check(server, table).data["problems"]] == [REASON]
    assert "too large" in check(server, "#" * (MOST_BYTES + 1)).data["problems"][0]["what"]
    told = check(server, "x" * USUAL.text)
    assert told.status == 413
    assert is_error(told)
    assert "refused" in check(server, REFORM, society="china-2019").data


def test_no_file_is_read_that_is_named_from_outside(server: Server) -> None:
    for name in ("../../../etc/passwd", "policy.yaml", "README.md"):
        (problem,) = check(server, f"reform_of: {name}\nsecrecy: 0\n").data["problems"]
        assert "neither in the catalogue" in problem["why"]


def test_it_is_guarded_as_the_other_question_is(server: Server) -> None:
    body = json.dumps({"do": "open", "word": ""}).encode()
    assert ask(server, "GET", "/checks").status == 405
    assert ask(server, "POST", "/checks", {"Content-Type": "text/plain"}, body).status == 415
    assert ask(server, "POST", "/checks", {**JSON, "Origin": "http://evil.example"}, body).status == 403
    assert ask(server, "POST", "/checks", {**JSON, "Sec-Fetch-Site": "cross-site"}, body).status == 403
    assert ask(server, "POST", "/checks", JSON, b"{").status == 400
    # Only this address takes as much.
    assert ask(server, "POST", "/worlds", JSON, b" " * (USUAL.body + 1)).status == 413
