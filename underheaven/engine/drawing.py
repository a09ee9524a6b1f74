"""Many draws of one purpose at once, for what is counted outside of a step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from underheaven import draws
from underheaven.kernels import kernels_kept


def _draw(place: int, who: Any, step: int, purpose: int, seed: tuple[int, int]) -> Any:
    out = np.empty((4, len(who)), np.uint32)
    draws.fill(place, who, len(who), step, purpose, seed, out)
    return out


with kernels_kept() as kept:
    draw = njit(nogil=True, cache=kept)(_draw)
    """uint32 [4, n]: the words of n draws; `who` uint32 [n] is the second word of the counter."""
