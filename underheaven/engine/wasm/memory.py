"""Named tuples of arrays laid out in the one memory that a WebAssembly kernel sees."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse

PAGE, MOST_BYTES = 1 << 16, 1 << 32
ALIGNED = 64
"""Bytes: every array begins at a multiple."""


def room_for(parts: Any, begin: int) -> tuple[dict[int, int], int]:
    """Where each array of a named tuple goes, by `id`, from the byte `begin` on; and where all ends.

    An array that stands in several places is laid out once. Raises `InputError` where 32 bits cannot address
    them all.
    """
    places, end = dict[int, int](), _aligned(begin)
    for array in arrays_of(parts):
        if id(array) not in places:
            places[id(array)] = end
            end = _aligned(end + array.nbytes)
    if end > MOST_BYTES:
        raise refuse(
            "the world is too large for WebAssembly",
            f"it needs {end / 2**30:.1f} GiB, and a memory of 32 bits has 4 GiB",
            "lower --citizens",
        )
    return places, end


def arrays_of(parts: Any) -> list[NDArray[Any]]:
    """All arrays of a named tuple, those of the named tuples within it too."""
    if isinstance(parts, np.ndarray):
        return [parts]
    return [array for part in parts for array in arrays_of(part)] if isinstance(parts, tuple) else []


def moved(parts: Any, places: dict[int, int], memory: NDArray[np.uint8]) -> Any:
    """The same named tuple with its arrays in `memory` (uint8 [bytes]), each with what it held before."""
    if isinstance(parts, np.ndarray):
        begin = places[id(parts)]
        there = memory[begin : begin + parts.nbytes].view(parts.dtype).reshape(parts.shape)
        there[...] = parts
        return there
    if isinstance(parts, tuple):
        return type(parts)(*(moved(part, places, memory) for part in parts))
    return parts


def _aligned(byte: int) -> int:
    return -(-byte // ALIGNED) * ALIGNED
