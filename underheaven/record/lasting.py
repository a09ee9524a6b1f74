"""Which lasting classes citizens belong to: drawn again, for nothing of it is stored (specification, 30)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.engine.compiling.choices import classes
from underheaven.engine.drawing import draw
from underheaven.engine.world import World
from underheaven.keys import name_key
from underheaven.society.schema import Society

Int64 = NDArray[np.int64]
_SHIFTS = tuple(map(np.uint64, (30, 27, 31)))
_MIXES = tuple(map(np.uint64, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)))


def occupants(n: int, generation: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The second word of the counter of what lasts in the citizens of a community's n slots, uint32 [n].

    `generation` is theirs; empty where nobody is ever replaced.
    """
    who = np.arange(n, dtype=np.uint32)
    if len(generation):
        who |= generation.astype(np.uint32) << np.uint32(12)
    return who


def classes_of(world: World, place: int, who: NDArray[np.uint32]) -> dict[str, Int64]:
    """Lasting factor, in the order of names -> the class of each citizen, int64 [n], from 0.

    `place` is the first word of the counter of their community (`draws.counter`), `who` as `occupants` gives.
    """
    lasting = world.society.behaviour.lasting
    if not lasting:
        return {}
    words = draw(place, who, 0, draws.LASTING, draws.key(world.seed)).astype(np.uint64)
    bits = words[0] | words[1] << np.uint64(32)
    found = {}
    for name in sorted(lasting):
        until: Any = classes([each.share.value for each in lasting[name].classes]).tolist()
        word = _mixed(bits ^ np.uint64(name_key(name))) >> np.uint64(32)
        edges = np.array(until[: len(lasting[name].classes) - 1], np.uint64)
        found[name] = np.searchsorted(edges, word, side="right").astype(np.int64)
    return found


def combination_of(society: Society, classes: dict[str, Int64]) -> Int64:
    """The number of each citizen's combination of classes (`lasting.combining`), int64 [n]."""
    lasting = society.behaviour.lasting
    number: Any = 0
    for name in sorted(lasting):
        number = number * len(lasting[name].classes) + classes[name]
    return np.asarray(number, dtype=np.int64)


def _mixed(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64, as in `draws.named`."""
    z = (z ^ z >> _SHIFTS[0]) * _MIXES[0]
    z = (z ^ z >> _SHIFTS[1]) * _MIXES[1]
    return z ^ z >> _SHIFTS[2]
