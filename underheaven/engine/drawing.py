"""Many draws of one purpose at once, for what is counted outside of a step."""

from __future__ import annotations

from typing import Any

import numpy as np

from underheaven import draws
from underheaven.kernels import entry


def _draw(place: int, who: Any, step: int, purpose: int, seed: tuple[int, int]) -> Any:
    out = np.empty((4, len(who)), np.uint32)
    draws.fill(place, who, len(who), step, purpose, seed, out)
    return out


draw = entry(_draw, allocates=True)
"""uint32 [4, n]: the words of n draws; `who` uint32 [n] is the second word of the counter."""
