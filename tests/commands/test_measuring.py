"""`underheaven verify` and `bench`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from underheaven.study.bench.costs import Cost
from underheaven.study.bench.measuring import Setting
from underheaven.study.bench.mechanisms import PAIRS
from underheaven.study.bench.pairs import Ratio, ratio_of
from underheaven.study.bench.rows import NAMES, Benchmark


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


TINY = ("--citizens", "3000", "--steps", "2", "--repeats", "1", "--largest", "1000")
QUICK = [name for name in NAMES if name not in ("compiling", "mechanisms", "threads")]
RATIO = ratio_of("article", [(8.0, 1.0), (9.0, 1.0), (10.0, 1.0)], "ns a citizen-day")


def made_up(setting: Setting, *ratios: Ratio, prices: tuple[Cost, ...] = ()) -> Benchmark:
    facts = {
        "acts_per_citizen_day": 0.1,
        "bytes_per_citizen": 12.0,
        "bytes_of_firms": 9.0,
        "tables_seconds": 1.0,
    }
    return Benchmark(setting, ratios, prices, (), facts)


def test_the_engine_is_measured() -> None:
    answer = ask("bench", *QUICK, *TINY, "--json")
    assert answer.status == 0
    found = json.loads(answer.out)
    assert found["citizens"] == 3_000
    assert found["bytes_per_citizen"] == 12
    assert found["synthetic"] is True
    assert 0.05 < found["acts_per_citizen_day"] < 0.3
    assert [each["name"] for each in found["ratios"]] == ["article", "w2", "none", "unused", "synthesis"]
    for each in found["ratios"]:
        assert 0 <= each["low"] <= each["ratio"] <= each["high"]
        assert each["reached"] in (True, False, None)
    assert found["costs"] == found["unused"] == []


def test_mechanisms_have_rows_of_their_own() -> None:
    found = json.loads(ask("bench", "mechanisms", *TINY, "--json").out)
    assert found["ratios"] == []
    assert [cost["name"] for cost in found["costs"]] == [each.name for each in PAIRS]
    assert {"hospital", "firms", "partners"} <= {cost["name"] for cost in found["unused"]}
    for cost in found["costs"] + found["unused"]:
        assert 0 < cost["low"] <= cost["high"]


def test_measurements_are_told_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "underheaven.commands.bench.measure",
        lambda setting, *_rest: made_up(setting, RATIO, prices=(Cost("ties", 1.25, 1, 1.5, 3.25),)),
    )
    words = ask("bench", *TINY).out
    assert "article-2019, one thread, over draws and state (9 and 1 ns a citizen-day)" in " ".join(
        words.split()
    )
    assert "8.50 to 9.50" in words
    (row,) = (line.split() for line in words.splitlines() if line.startswith("ties "))
    assert row == ["ties", "+3.25", "ns", "1.250", "1.000", "to", "1.500"]


def test_a_base_line_is_written_and_compared_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []
    factor = 1.0

    def measured(setting: Setting, names: Sequence[str], _progress: object) -> Benchmark:
        asked.append((setting, tuple(names)))
        return made_up(setting, ratio_of("article", [(9.0 * factor, 1.0)]), ratio_of("w2", [(2.0, 1.0)]))

    monkeypatch.setattr("underheaven.commands.bench.measure", measured)
    base = str(tmp_path / "base.json")
    assert ask("bench", *TINY, "--write-base", "--base", base).status == 0
    assert ask("bench", "--check", "--base", base).status == 0
    setting, names = asked[-1]
    assert (setting.citizens, setting.weeks, setting.pairs) == (3_000, 2, 9)
    assert "mechanisms" not in names
    factor = 1.2
    answer = ask("bench", "--check", "--base", base, "--json")
    assert answer.status == 1
    assert json.loads(answer.out)["grown"] == ["article"]
    assert asked[-1][1] == ("article",)
    words = ask("bench", "--check", "--base", base)
    assert words.status == 1
    (row,) = (line.split() for line in words.out.splitlines() if line.startswith("article "))
    assert row == ["article", "9.00", "10.80", "10.80", "yes"]
    (line,) = refused(ask("bench", "--check", "--base", base, "--citizens", "5000"))
    assert line.startswith(
        "underheaven: --citizens is 5,000, and --check compares with a base line of 3,000."
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--citizens 0", "0 citizens."),
        ("--citizens 1_00000", "Write --citizens 100000."),
        ("--steps 0", "'0' after --steps is too small. The number must be at least 1 and at most 5,000."),
        (
            "--steps 100000000",
            "'100000000' after --steps is too large. The number must be at least 1 and at most 5,000.",
        ),
        (
            "--repeats -1",
            "'-1' after --repeats is too small. The number must be at least 1 and at most 1,000.",
        ),
        ("--check --base nosuch.json", "there is no base line nosuch.json."),
        ("--write-base --base nosuch/base.json", "there is no folder nosuch."),
        ("--write-base --check --base nosuch/base.json", "exclude each other"),
        ("w2 --write-base --base base.json", "a base line holds all of them"),
        ("--base base.json", "add one of them"),
        ("sise", "Did you mean size?"),
    ],
)
def test_what_cannot_be_measured_is_refused(words: str, expected: str) -> None:
    line, *_ = refused(ask("bench", *words.split()))
    assert expected.casefold() in line.casefold()
