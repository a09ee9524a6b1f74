"""What becomes of small functions in WebAssembly, and what cannot be taken there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import wasmtime

from underheaven.engine.wasm.build import linked
from underheaven.engine.wasm.objects import object_of
from underheaven.engine.wasm.text import text_of

Seed = tuple[int, int]
WORD = (1 << 32) - 1


def weighed(step: int, first: int, last: int, every: int, seed: Seed, address: int) -> int:
    """Every argument counts, and a product needs more than 32 bits."""
    wide = (step << 40) + first * last + seed[0] * seed[1] + 7 * every + address
    return (wide >> 20) ^ (wide & 0xFFFFF)


def raising(step: int, first: int, last: int, every: int, seed: Seed, address: int) -> int:
    if step > 3:
        raise ValueError
    return first + last + every + seed[0] + address


def allocating(step: int, first: int, last: int, every: int, seed: Seed, address: int) -> int:
    room = np.empty(step, np.int64)
    for i in range(step):
        room[i] = first * i + seed[0]
    return int(room[last]) + every + address


def floating(step: int, first: int, last: int, every: int, seed: Seed, address: int) -> int:
    return int(step / (first + 1) * 0.3) + last + every + seed[0] + address


def entry(function: Callable[..., int], tmp_path: Path) -> Callable[..., int]:
    """The function as WebAssembly has it."""
    path = tmp_path / "function.o"
    path.write_bytes(object_of({"enter": text_of(function)}))
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    module = wasmtime.Module(engine, linked(path, ["enter"]))
    memory = wasmtime.Memory(store, wasmtime.MemoryType(wasmtime.Limits(64, 64)))
    enter: Any = wasmtime.Instance(store, module, [memory]).exports(store)["enter"]
    return lambda *words: int(enter(store, *words)) & WORD


def test_integers_of_64_bits_and_words_without_a_sign(tmp_path: Path) -> None:
    enter = entry(weighed, tmp_path)
    for words in (
        (0, 0, 0, 0, 0, 0, 0),
        (1, 2, 3, 9, 4, 5, 6),
        (900, 77, 1 << 30, 5, WORD, WORD - 1, 3 << 30),
    ):
        step, first, last, every, low, high, address = words
        assert enter(*words) == weighed(step, first, last, every, (low, high), address) & WORD


def test_what_raises_stops(tmp_path: Path) -> None:
    enter = entry(raising, tmp_path)
    assert enter(3, 4, 5, 9, 6, 7, 8) == 32
    with pytest.raises(wasmtime.Trap, match="unreachable"):
        enter(4, 4, 5, 9, 6, 7, 8)


def test_nothing_may_be_allocated() -> None:
    with pytest.raises(RuntimeError, match="NRT_MemInfo_alloc"):
        object_of({"enter": text_of(allocating)})


def test_nothing_may_be_a_float() -> None:
    with pytest.raises(RuntimeError, match="floating point"):
        object_of({"enter": text_of(floating)})
