"""`underheaven verify` and `bench`."""

from __future__ import annotations

import json

import pytest

from tests.commands.asking import ask, refused
from underheaven.study.costs import Cost
from underheaven.study.mechanisms import MECHANISMS


def test_one_case_is_verified() -> None:
    answer = ask("verify", "--quick", "poisson")
    assert answer.status == 0, answer.out
    assert "poisson" in answer.out.lower()
    found = json.loads(ask("verify", "--quick", "poisson", "--json").out)
    assert found["passed"] is True


def test_a_case_that_fails_gives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("underheaven.commands.verify.passed", lambda _verdicts: False)
    assert ask("verify", "poisson").status == 1


def test_there_is_no_other_case() -> None:
    first, second = refused(ask("verify", "nosuch", "poison"), 2)
    assert first.startswith("underheaven: there is no case 'nosuch'.")
    assert second.endswith("Did you mean poisson?")


def test_the_engine_is_measured() -> None:
    answer = ask("bench", "--citizens", "5000", "--steps", "2", "--repeats", "1", "--json")
    assert answer.status == 0
    found = json.loads(answer.out)
    assert found["citizens"] == 5_000
    assert found["bytes_per_citizen"] == 12
    assert found["synthetic"] is True
    least, median, most = found["ns_per_citizen_day"]
    assert 0 < least <= median <= most
    assert 0.05 < found["acts_per_citizen_day"] < 0.3
    assert [cost["name"] for cost in found["costs"]] == [each.name for each in MECHANISMS]
    for cost in found["costs"]:
        assert 0 < cost["low"] <= cost["high"]


def test_measurements_are_told_in_a_table_with_a_row_for_each_mechanism(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("underheaven.commands.bench.costs", lambda *_rest: [Cost("ties", 1.25, 1, 1.5, 3.25)])
    words = ask("bench", "--citizens", "5000", "--steps", "2", "--repeats", "1")
    assert "per citizen-day, one thread" in words.out
    (row,) = (line.split() for line in words.out.splitlines() if line.startswith("ties "))
    assert row == ["ties", "+3.25", "ns", "1.250", "1.000", "to", "1.500"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--citizens 0", "0 citizens."),
        ("--citizens 1e5", "Write --citizens 100000."),
        ("--steps 0", "'0' after --steps is too small. The number must be at least 1 and at most 5,000."),
        (
            "--steps 100000000",
            "'100000000' after --steps is too large. The number must be at least 1 and at most 5,000.",
        ),
        (
            "--repeats -1",
            "'-1' after --repeats is too small. The number must be at least 1 and at most 1,000.",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused(words: str, expected: str) -> None:
    (line,) = refused(ask("bench", *words.split()))
    assert expected in line
