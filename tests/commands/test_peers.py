"""`bench --peers` starts the comparison in a clone, and says what is missing where there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.asking import ask
from underheaven.commands import peers


def test_without_a_clone_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peers, "CLONE", tmp_path)
    answer = ask("bench", "--peers")
    assert answer.status == 2
    assert "the peers are not here" in answer.err
    assert "benchmarks/peers" in answer.err


def test_names_and_numbers_are_checked_together_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    answer = ask("bench", "nothing", "--peers", "--citizens", "many", "--steps", "0")
    assert answer.status == 2
    for word in ("there is no peer 'nothing'", "--citizens", "--steps"):
        assert word in answer.err


@pytest.mark.parametrize(
    "option", [("--check",), ("--write-base",), ("--base", "x.json"), ("--largest", "9")]
)
def test_it_has_no_base_line(option: tuple[str, ...]) -> None:
    answer = ask("bench", "--peers", *option)
    assert answer.status == 2
    assert f"{option[0]} was given with --peers" in answer.err


def test_it_hands_on_what_was_asked_and_ends_as_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    called = []

    def run(words: list[str], **given: object) -> subprocess.CompletedProcess[str]:
        called.append((words, given["cwd"]))
        return subprocess.CompletedProcess(words, 1)

    monkeypatch.setattr(subprocess, "run", run)
    asked = ("numpy", "loop", "--citizens", "5000", "--steps", "3", "--repeats", "2", "--json")
    assert ask("bench", "--peers", *asked).status == 1
    words = [
        "-m",
        "benchmarks.peers",
        "numpy",
        "loop",
        "--citizens",
        "5000",
        "--timed",
        "3",
        "--turns",
        "2",
        "--json",
    ]
    assert called == [([sys.executable, *words], peers.CLONE)]


def test_its_module_explains_itself() -> None:
    words = [sys.executable, "-m", peers.MODULE, "--help"]
    printed = subprocess.run(words, cwd=peers.CLONE, check=True, capture_output=True, text=True).stdout
    for option in ("--citizens", "--timed", "--turns", "--json"):
        assert option in printed
