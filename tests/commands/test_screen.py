"""`underheaven show POLICY --screen`."""

import json

import pytest

from tests.commands.asking import ask, refused
from underheaven.commands.screen import brief
from underheaven.policy.loading import policy_names


@pytest.mark.parametrize("name", policy_names())
def test_the_screen_fits_a_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = ask("show", name, "--screen")
    assert answer.status == 0
    assert max(map(len, answer.out.splitlines())) <= 80
    assert "synthetic" in answer.out


def test_json_is_one_synthetic_object() -> None:
    answer = ask("show", "article-2019", "--screen", "--society", "china-2019", "--json")
    found = json.loads(answer.out)
    assert found["synthetic"] is True
    assert found["society"] == "china-2019"
    assert found["corrections"]


def test_a_society_or_a_near_name_is_refused() -> None:
    assert "is a society" in refused(ask("show", "riverton", "--screen"))[0]
    assert "article-2019" in refused(ask("show", "article-2018", "--screen"))[0]
    assert len(refused(ask("show", "articl", "--screen", "--society", "rivertown"), 2)) == 2


def test_what_keys_have_in_common_is_said_once() -> None:
    assert brief(("rules.a", "rules.b", "score")) == "rules.a, b, score"
    assert brief(tuple(f"rules.k{n}" for n in range(7))).endswith("k4 and 2 more")
