"""Arrays laid out in one memory: none over another, each with what it held."""

from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from underheaven.documents.problems import InputError
from underheaven.engine.wasm.memory import ALIGNED, arrays_of, moved, room_for

SIZES = st.lists(st.integers(0, 300), min_size=1, max_size=12)


class Part(NamedTuple):
    one: NDArray[Any]
    number: int
    other: NDArray[Any]


class Pair(NamedTuple):
    first: Any
    rest: Any


def parts_of(sizes: list[int]) -> Pair:
    """Named tuples of arrays of several types; the first array stands in every one."""
    types: tuple[type[np.generic], ...] = (np.int64, np.uint8, np.int16, np.uint32)
    arrays = [np.arange(size).astype(types[i % 4]) for i, size in enumerate(sizes)]
    parts: Any = Part(arrays[0], 7, arrays[0])
    for array in arrays[1:]:
        parts = Pair(Part(array, 7, arrays[0]), parts)
    return Pair(parts, 7)


@given(SIZES, st.integers(0, 1_000))
def test_no_array_lies_over_another_or_over_what_is_before(sizes: list[int], begin: int) -> None:
    parts = parts_of(sizes)
    places, end = room_for(parts, begin)
    spans = sorted({(places[id(array)], array.nbytes) for array in arrays_of(parts)})
    assert len(places) == len(sizes)
    last = begin
    for first, length in spans:
        assert first >= last
        assert first % ALIGNED == 0
        last = first + length
    assert last <= end


@given(SIZES, st.integers(0, 1_000))
def test_everything_is_there_and_what_is_written_is_in_memory(sizes: list[int], begin: int) -> None:
    parts = parts_of(sizes)
    places, end = room_for(parts, begin)
    memory = np.full(end, 0xEE, np.uint8)
    there = moved(parts, places, memory)
    for old, new in zip(arrays_of(parts), arrays_of(there), strict=True):
        assert old.dtype == new.dtype
        assert np.array_equal(old, new)
    assert there.rest == 7
    shared = arrays_of(there)[-1]
    shared += 5
    first = places[id(arrays_of(parts)[-1])]
    assert np.array_equal(memory[first : first + shared.nbytes].view(np.int64), np.arange(sizes[0]) + 5)
    assert (memory[:begin] == 0xEE).all()


def test_a_world_that_32_bits_cannot_address_is_refused() -> None:
    large = np.broadcast_to(np.int64(0), 1 << 29)
    with pytest.raises(InputError) as refused:
        room_for((large,), 1)
    (problem,) = refused.value.problems
    assert "too large" in problem.what
    assert "4.0 GiB" in problem.why
    assert "--citizens" in problem.remedy
