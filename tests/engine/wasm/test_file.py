"""The file that the kernel becomes: it needs a memory and nothing else, and is small."""

import gzip
from pathlib import Path

import pytest
import wasmtime

from underheaven.engine.wasm import build
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.wasm.objects import KERNELS

MOST_BYTES, MOST_COMPRESSED = 160_000, 60_000
"""A page has to load it."""


@pytest.fixture(scope="module")
def module() -> wasmtime.Module:
    return wasmtime.Module(wasmtime.Engine(), kernel_file())


def test_it_needs_a_memory_alone(module: wasmtime.Module) -> None:
    assert [(each.module, each.name) for each in module.imports] == [("env", "memory")]
    assert isinstance(module.imports[0].type, wasmtime.MemoryType)


def test_it_gives_a_function_of_plain_numbers_for_every_kernel(module: wasmtime.Module) -> None:
    given = {each.name: each.type for each in module.exports}
    assert given.keys() == {*KERNELS, "__heap_base"}
    for name in KERNELS:
        entry = given[name]
        assert isinstance(entry, wasmtime.FuncType)
        assert [str(kind) for kind in (*entry.params, *entry.results)] == ["i32"] * 8


def test_nothing_of_the_runtime_of_numba_is_named() -> None:
    assert b"NRT_" not in kernel_file()


def test_it_is_small() -> None:
    kernel = kernel_file()
    assert len(kernel) < MOST_BYTES
    assert len(gzip.compress(kernel, 9, mtime=0)) < MOST_COMPRESSED


def test_a_damaged_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[int]()

    def built() -> bytes:
        made.append(1)
        return b"kernel"

    monkeypatch.setattr(build, "cache_folder", lambda _: tmp_path)
    monkeypatch.setattr(build, "_built", built)
    ask = kernel_file.__wrapped__
    assert [ask(), ask()] == [b"kernel", b"kernel"]
    assert len(made) == 1
    kept = tmp_path / "kernel.wasm"
    kept.write_bytes(b"k" + kept.read_bytes())
    assert ask() == b"kernel"
    assert len(made) == 2
