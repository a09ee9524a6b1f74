"""`underheaven seek`: harms alone, and what was and was not searched."""

import json

import pytest

from tests.commands.asking import ask, refused

QUICK = (
    "article-2019", "--citizens", "600", "--from", "2020-01-01", "--to", "2020-03-31", "--seeds", "2",
    "--safeguards", "review,no_biometric_only", "--threads", "2",
)  # fmt: skip


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def test_what_is_found_is_printed_with_its_reform_and_fits_80_columns() -> None:
    answer = ask("seek", *QUICK, "--limit", "wrong records <= 60")
    assert answer.status == 0, answer.err
    assert max(map(len, answer.out.splitlines())) <= 80
    for words in (
        "synthetic",
        "takes harms alone",
        "Found:",
        "reform_of: article-2019",
        "fresh seeds",
        "tried",
    ):
        assert words in answer.out


def test_json_is_one_object() -> None:
    answer = ask("seek", *QUICK, "--limit", "wait of others <= 0", "--json")
    assert answer.status == 0, answer.err
    data = json.loads(answer.out)
    assert (data["synthetic"], data["found"], data["safeguards"]) == (True, False, None)
    assert data["nearest"] is not None
    assert len(data["tried"]) == 4


@pytest.mark.parametrize("limit", [
    "recall >= 0.9", "chill >= 0.2", "infringements <= 5", "detection <= 1", "denied >= 5", "denied",
])  # fmt: skip
def test_anything_but_less_harm_is_refused(limit: str) -> None:
    (one,) = refused(ask("seek", *QUICK, "--limit", limit))
    assert limit.split(" ")[0] in one


def test_without_a_limit_there_is_nothing_to_look_for() -> None:
    (one,) = refused(ask("seek", *QUICK))
    assert "no limit is given" in one
