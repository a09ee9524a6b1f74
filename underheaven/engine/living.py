"""What everybody does in a step, and what comes of it (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from underheaven.draws import int64, uint64
from underheaven.engine.acting import add_acts
from underheaven.engine.arguments import (
    sifting_of,
)
from underheaven.engine.fates import WALKS
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank
from underheaven.engine.plain import is_plain, walk_plainly
from underheaven.engine.sifting import sift
from underheaven.engine.walking import walk
from underheaven.jit import register_jitable


@register_jitable
def live(acts: int, events: int, arguments: Any) -> None:
    """Live the events of a community, of which the first `acts` are acts."""
    here, x, walkers = here_of(arguments), sifting_of(arguments), uint64(0)
    sift(acts, events, arguments)
    for i in range(here.n):
        x.walkers[walkers] = i
        walkers += uint64(x.walks[i] & WALKS != 0)
    if is_plain(arguments):
        walk_plainly(int64(walkers), arguments)
    else:
        for q in range(int64(walkers)):
            walk(int64(x.walkers[q]), 0, False, arguments)
    add_acts(arguments)
    blank(arguments)
