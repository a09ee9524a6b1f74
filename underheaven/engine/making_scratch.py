"""Each thread's room to work in is made once, so that a step allocates nothing."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import made
from underheaven.counted.columns import Life
from underheaven.engine.layout import Layout
from underheaven.engine.lengths import COUNTED, SIZE, length_of, lengths_of_scratch
from underheaven.engine.scratch import U32, Scratch
from underheaven.life.tables import Tables

LINE = 64
"""Bytes that the processor fetches at once."""


def make_lives(citizens: int) -> U32:
    """Room to count of each citizen what `Life` names, uint32 [Life, citizens]."""
    return np.zeros((len(Life), citizens), np.uint32)


def make_scratch(tables: Tables, layout: Layout, lives: U32) -> Scratch:
    """Arrays large enough for any community of these tables; `lives` is shared with other threads."""
    lengths = lengths_of_scratch(tables, layout)
    records: dict[str, Any] = {
        name: made(kind, partial(length_of, lengths=lengths[name]), _room)
        for name, kind in get_type_hints(Scratch).items()
    }
    for name in COUNTED:
        getattr(records["slots"], name)[:] = np.arange(SIZE)
    records["counting"] = records["counting"]._replace(lives=lives)
    return Scratch(**records)


def _room(shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Zeros that share no line of the processor's cache with an array to which another thread may write."""
    size = math.prod(shape) * dtype.itemsize
    whole = np.zeros(size + 2 * LINE, np.uint8)
    first = -whole.ctypes.data % LINE
    return whole[first : first + size].view(dtype).reshape(shape)
