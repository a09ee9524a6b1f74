"""What everybody does in a step, and what comes of it (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from numba import njit

from underheaven.engine.arguments import sifting_of
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank
from underheaven.engine.sifting import sift
from underheaven.engine.walking import walk


@njit(nogil=True)
def live(acts: int, arguments: Any) -> None:
    """Live the events of a community, of which `acts` are acts."""
    here = here_of(arguments)
    sift(acts, arguments)
    walks = sifting_of(arguments).walks
    for i in range(here.n):
        if walks[i] == 1:
            walk(i, arguments)
    blank(arguments)
