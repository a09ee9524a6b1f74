"""A tool that is missing is named with what brings it, before anything is compiled."""

import sys
from pathlib import Path

import pytest

from tests import tools_of_wasm
from tests.engine.small import shipped
from underheaven.documents.problems import InputError, Problem
from underheaven.engine.wasm import build
from underheaven.engine.wasm.engine import WasmEngine

TESTS = Path(__file__).resolve().parents[2]


def compiled_for_nothing(*_: object) -> None:
    raise AssertionError("a minute is spent before it is said that the linker is missing")


def refused_without(action: object, *given: object) -> Problem:
    assert callable(action)
    with pytest.raises(InputError) as refused:
        action(*given)
    (problem,) = refused.value.problems
    return problem


def test_without_the_linker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(build, "cache_folder", lambda _: tmp_path)
    monkeypatch.setattr(build, "compile_object", compiled_for_nothing)
    problem = refused_without(build.kernel_file.__wrapped__)
    assert "wasm-ld" in problem.why
    assert "apt-get install lld" in problem.remedy


def test_without_the_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    problem = refused_without(WasmEngine, shipped(days=7, citizens=100))
    assert "wasmtime" in problem.why
    assert "pip install wasmtime" in problem.remedy


def test_what_is_left_out_for_want_of_a_tool_exists() -> None:
    for name in tools_of_wasm.NEEDING:
        assert (TESTS / name).is_file(), name
