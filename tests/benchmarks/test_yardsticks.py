"""Yardsticks are fixed files: whoever tunes one measures nothing."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
YARDSTICKS = BENCHMARKS / "yardsticks"
FIXED = {"import_numpy_pyarrow.py": "727f223697a4281a20f30428b98f0bcab7b53a608e13d78363985d5cd15489e8"}
"""As they were when ratios were first taken over them."""


def test_yardsticks_are_unchanged() -> None:
    lines = [line.split() for line in (YARDSTICKS / "SHA256SUMS").read_text("utf-8").splitlines()]
    listed = {name: digest for digest, name in lines}
    assert {path.name for path in YARDSTICKS.glob("*.py")} == listed.keys()
    for name, digest in listed.items():
        assert hashlib.sha256((YARDSTICKS / name).read_bytes()).hexdigest() == digest, name
    assert FIXED.items() <= listed.items()


def test_waiting_is_measured_over_them() -> None:
    waiting = runpy.run_path(str(BENCHMARKS / "waiting.py"))
    found = waiting["ratios"](["--version"], 1)
    assert len(found) == 1
    assert found[0] > 0
    assert set(waiting["MOST"]) <= {*waiting["COMMANDS"], *waiting["about"](Path("run"), Path("out"))}
