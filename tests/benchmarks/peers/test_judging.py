"""Whether two have lived the same is judged by stated limits, and what was to be reached is told plainly."""

from __future__ import annotations

import copy
import json
import math
from typing import Any

import pytest

from benchmarks.peers.judging import Difference, differences, pooled
from benchmarks.peers.known import BY_NAME, FOLDER, LOCKS, PEERS, ROOT
from benchmarks.peers.lines import code_lines, lines_of, lines_of_yaml
from benchmarks.peers.telling import bars, told

ROW = [10_000.0, 597.0, 400.0, 0.06, 0.06]
RUN: dict[str, Any] = {"class": [ROW, ROW], "group": [ROW]}


def test_a_difference_of_a_tenth_is_allowed_where_chance_moves_less() -> None:
    assert Difference("class 0", "score", 0.1, 0.001).equal
    assert not Difference("class 0", "score", -0.11, 0.001).equal
    assert Difference("class 0", "below", 0.001, 0.0001).equal
    assert not Difference("class 0", "below", 0.0011, 0.0001).equal


def test_where_chance_moves_more_four_standard_errors_are() -> None:
    assert Difference("class 0", "score", 3.9, 1.0).equal
    assert not Difference("class 0", "score", 4.1, 1.0).equal


def test_the_error_is_that_of_two_means() -> None:
    other = copy.deepcopy(RUN)
    other["group"][0] = [40_000.0, 597.5, 0.0, 0.07, 0.0]
    (found,) = [each for each in differences(RUN, other) if each.of == "group 0" and each.what == "score"]
    assert found.found == pytest.approx(0.5)
    assert found.error == pytest.approx(20 * math.sqrt(1 / 10_000 + 1 / 40_000))


def test_runs_together_are_a_run_of_all_their_citizens() -> None:
    other = copy.deepcopy(RUN)
    other["class"][1] = [30_000.0, 601.0, 400.0, 0.02, 0.06]
    n, mean, _, below, _ = pooled([RUN, other])["class"][1]
    assert (n, mean, below) == pytest.approx((40_000, 600.0, 0.03))


def test_lines_are_those_that_do_something() -> None:
    source = (
        '"""Told\nhere."""\n\n# why\nx = [\n    1,\n]\n\n\ndef f():\n    """Told."""\n    return 1  # so\n'
    )
    assert lines_of(source) == 5
    assert lines_of_yaml("# why\na: 1\n\nb:\n  - 2  # two\n") == 3
    assert all(code_lines(peer) > 10 for peer in PEERS if not peer.beside)


def test_every_peer_has_a_model_and_a_lock_with_hashes_and_no_address() -> None:
    assert {path.stem for path in (FOLDER / "models").glob("of_*.py")} == {peer.model.stem for peer in PEERS}
    for peer in PEERS:
        if peer.lock is not None:
            text = (LOCKS / f"{peer.lock}.lock").read_text(encoding="utf-8")
            pins = [line for line in text.splitlines() if line and line[0].isalnum()]
            assert pins
            assert all("==" in line for line in pins)
            assert text.count("--hash=sha256:") >= len(pins)
            assert "://" not in text
    assert {path.stem for path in LOCKS.glob("*.lock")} == {peer.lock for peer in PEERS if peer.lock}


def test_the_page_prints_what_the_dated_file_holds() -> None:
    kept = json.loads((ROOT / "docs" / "peers.json").read_text(encoding="utf-8"))
    assert set(kept["peers"]) == set(BY_NAME)
    page = (ROOT / "docs" / "peers.md").read_text(encoding="utf-8")
    assert "\n".join(("```text", *told(kept), "```")) in page


def measured(**ratios: float) -> dict[str, dict[str, Any]]:
    worst = {what: {"found": 0.01} for what in ("score", "below")}
    of_each = {"equal": True, "worst": worst, "citizens": 100, "furthest": 2.0, "stated": True}
    return {
        name: {
            "ratio": ratio, "low": ratio, "high": ratio, "ns": 20 * ratio, "bytes": 15 * ratio, "lines": 40,
            "paired": 1.0, "threads": True, **({} if name == "underheaven" else of_each),
        }
        for name, ratio in ratios.items()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ratios", "reached"),
    [
        ({"numpy": 2.0, "polars": 3.0, "mesa": 100.0, "loop": 1.0}, [True, True, True, True, True]),
        ({"numpy": 1.9, "polars": 3.0, "mesa": 99.0, "loop": 0.9}, [False, False, False, True, True]),
        ({"numpy": 0.5}, [False, False, True]),
    ],
)
def test_what_was_to_be_reached_is_told_as_it_is(ratios: dict[str, float], reached: list[bool]) -> None:
    found = measured(underheaven=1.0, **ratios)
    assert [each for _, _, each in bars(found)] == reached
    text = told({
        "setting": {"citizens": 100, "weeks": 52, "timed": 6, "turns": 3, "few": 50}, "processor": "some",
        "processors": 2, "load": 1.0, "measured": "2026-01-01", "version": "0", "peers": found,
    })  # fmt: skip
    assert sum(line.startswith("not reached: ") for line in text) == reached.count(False)
    assert sum(line.startswith("reached: ") for line in text) == reached.count(True)
    for name in found:
        assert any(line.startswith(BY_NAME[name].title) for line in text)


def test_a_peer_that_lived_something_else_is_told() -> None:
    found = measured(underheaven=1.0, numpy=3.0)
    found["numpy"]["equal"] = False
    assert ("each has lived what Underheaven has", "0 of 1", False) in bars(found)
