"""Waiting is measured over a yardstick of the package."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_waiting_is_measured_over_a_yardstick() -> None:
    waiting = runpy.run_path(str(BENCHMARKS / "waiting.py"))
    found = waiting["ratios"](["--version"], 1)
    assert len(found) == 1
    assert found[0] > 0
    assert set(waiting["MOST"]) <= {*waiting["COMMANDS"], *waiting["about"](Path("run"), Path("out"))}
