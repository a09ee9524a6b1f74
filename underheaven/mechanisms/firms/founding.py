"""Where the firms of a community begin: a score is kept for each firm, and not for each place.

Sizes are drawn once and for all, so firms can be counted before anybody lives. They are numbered in the
order of their places, community by community.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from underheaven.draws import counter, key
from underheaven.engine.state import Communities
from underheaven.engine.world import World
from underheaven.kernels import kernels_kept
from underheaven.life.tables import Tables
from underheaven.mechanisms.association.kernel import modulus, size_of_firms

I16 = NDArray[np.int16]
I64 = NDArray[np.int64]


def _begin(place: int, n: int, seed: tuple[int, int], block: int, sizes: Any, until: Any, out: Any) -> int:
    """Write the places at which firms begin into `out` (int64, of `modulus(n)`); returns how many there are.

    `place` is the first word of the community's counter, `n` its citizens; blocks have `block` places.
    """
    firms, m = 0, modulus(n)
    for begin in range(0, m, block):
        for q in range(begin, min(begin + block, m), size_of_firms(place, begin, seed, sizes, until)):
            out[firms] = q
            firms += 1
    return firms


with kernels_kept() as kept:
    begin_firms = njit(nogil=True, cache=kept)(_begin)


class Founding:
    """The firms of a world that are scored; none where the policy scores none."""

    def __init__(self, world: World, tables: Tables) -> None:
        self._seed, self._block, self._firm = key(world.seed), int(tables.workplace_size), tables.firms
        self._room = np.zeros(modulus(world.community_size), np.int64)

    def places(self, region: int, community: int, n: int) -> I64:
        """The places at which the firms of a community of n citizens begin, int64 [firms], until the next
        call."""
        f, place = self._firm, counter(region, community)
        if not f.scheme:
            return self._room[:0]
        return self._room[: begin_firms(place, n, self._seed, self._block, f.size, f.size_until, self._room)]

    def numbered(self, communities: Communities) -> Communities:
        """The communities with the number of the first firm of each."""
        where = zip(
            communities.region.tolist(), communities.number.tolist(), communities.size.tolist(), strict=True
        )
        firms = (
            [len(self.places(*each)) for each in where] if self._firm.scheme else [0] * len(communities.size)
        )
        return communities._replace(firms=np.cumsum([0, *firms], dtype=np.int64))

    def spread(self, scores: I16, region: int, community: int, n: int) -> I16:
        """The scores of a community's firms (int16 [firms]) by place, int16 [modulus(n)].

        Where no firm begins stands the start of the scale.
        """
        by_place = np.full(modulus(n), self._firm.start, np.int16)
        by_place[self.places(region, community, n)] = scores
        return by_place
