"""A reform in an address is lived by `observe` too, and whatever is wrong with it has the one shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.observatory.serving import YEAR, ask_for, is_error, serving, stream_of
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.observatory.editing.packed import MOST_LETTERS, packed
from underheaven.observatory.serving.server import Server
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

TEXT = """reform_of: article-2019
title: Otherwise
consequences: {no_drink: {title: No alcohol, below: 590, denies: [alcohol]}}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def test_the_digest_is_that_of_the_same_file(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "reform.yaml"
    file.write_text(TEXT, encoding="utf-8")
    told = ask_for(server, r=packed(TEXT)).data
    assert told["reform"]["base"] == "article-2019"
    assert [path for path, _, _ in told["reform"]["differences"]] == [["title"], ["consequences", "no_drink"]]
    (*events, end) = stream_of(server, told["world"])
    (made,) = (data for kind, data in events if kind == "made")
    assert "alcohol" in [door["name"] for door in made["plan"]["doors"]]
    engine = Engine(World(load_policy(str(file)), load_society("riverton"), 1, *YEAR, 2_000))
    list(engine.records())
    engine.close()
    assert end == ("digest", {"digest": engine.digests()["run"]})


@pytest.mark.parametrize(
    "word",
    [
        "=secret-word=", "A" * (MOST_LETTERS + 1), "", 1, None, ["secret-word"],
        packed("secret-word: 1\n"), packed("reform_of: ../secret-word\n"), packed("policy: secret-word\n"),
        packed("name,birth,phone\n" + "secret-word,1980-01-01,1\n" * 60),
    ],
)  # fmt: skip
def test_what_is_no_reform_is_refused_and_nothing_lived(word: object, server: Server) -> None:
    told = ask_for(server, r=word)
    assert told.status == 400
    assert is_error(told)
    assert "world" not in told.data
