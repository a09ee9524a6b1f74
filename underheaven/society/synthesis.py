"""People from margins: any community of any region, at any time, from the seed alone.

What a community holds is a function of the society, the seed, the region, the community's number and
its number of slots: no community need be made before another, and none is stored (docs/synthesis.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from underheaven.draws import CELLS, key, once
from underheaven.society.fitting import cells, normalised
from underheaven.society.households import Sizes, settle
from underheaven.society.profile import UNIT, Profile
from underheaven.society.schema import Society
from underheaven.society.seating import Draws
from underheaven.society.stacks import ADULT, CHILD, SMALL, Bands

HOUSEHOLD_START = 0x8000
"""The bit of the archetype column that marks the first slot of a household."""
ARCHETYPE = 0x0FFF
"""The bits of the archetype column that hold the archetype's number."""
ADULT_AGE = 18


@dataclass(frozen=True)
class _Region:
    """What the communities of one region have in common."""

    profile: Profile
    within: NDArray[np.int64]
    """Cumulative shares of the cells within their group, [groups, cells of a group]; the last is `UNIT`."""
    sizes: Sizes
    grown_band: int
    """The adult band with most people: for communities that drew no adult."""


class Synthesiser:
    """Fills communities with people. Immutable: one may serve any number of threads."""

    def __init__(self, society: Society, seed: int, community_size: int) -> None:
        """Fits every region; raises InputError where margins and associations contradict each other."""
        self.society, self.community_size = society, community_size
        self._seed = key(seed)
        bands = tuple(society.age_bands.values())
        first = np.array([band.first for band in bands], dtype=np.int64)
        last = np.array([-1 if band.last is None else band.last for band in bands], dtype=np.int64)
        small = (last >= 0) & (last < society.small_child_below)
        self._role = np.where(first >= ADULT_AGE, ADULT, np.where(small, SMALL, CHILD)).astype(np.int64)
        self._bands = Bands(self._role, first, last)
        self._shape = (len(society.groups), len(bands), len(society.opinions))
        self._regions = tuple(self._prepare(number, name) for number, name in enumerate(society.regions))

    def _prepare(self, number: int, name: str) -> _Region:
        shares = cells(self.society, name).reshape(len(self.society.groups), -1)
        within = np.array([_cumulative(row.tolist(), UNIT) for row in shares], dtype=np.int64)
        table = self.society.regions[name].household_sizes.values
        sizes = {int(size): share for size, share in table.items()}
        values = sorted(sizes)
        scaled = [int(share * (1 << 60)) for share in normalised([sizes[size] for size in values])]
        by_age = shares.reshape(len(self.society.groups) * 2, len(self._role), -1).sum(axis=(0, 2))
        people = [int(row.sum()) for row in shares]
        return _Region(
            Profile(people, self.society.segregation.value, number, self._seed),
            within,
            Sizes(np.array(_cumulative(scaled, 1 << 32), dtype=np.int64), np.array(values, dtype=np.int64)),
            int(np.argmax(np.where(self._role == ADULT, by_age, -1))),
        )

    def fill(self, region: int, community: int, n: int) -> NDArray[np.uint16]:
        """The archetype column of a community of n slots, uint16 [n].

        Bits 0 to 11 hold the archetype's number, bit 15 is set on the first slot of each household.
        """
        if not 0 < n <= self.community_size:
            raise ValueError(f"a community has 1 to {self.community_size} slots, not {n}")
        margins = self._regions[region]
        c0 = region << 20 | community
        start, position, _, _ = once(c0, 0, 0, CELLS, self._seed)
        counts = self._people(margins, community, n, start)
        return settle(counts, self._shape, self._bands, margins.sizes, position, Draws(c0, self._seed))

    def _people(self, margins: _Region, community: int, n: int, start: int) -> NDArray[np.int64]:
        """How many of the n people belong to each cell: systematic sampling with a keyed start."""
        edges = np.array(margins.profile.edges(community), dtype=np.int64)
        base, width = edges[:-1, None], np.diff(edges)[:, None]
        ends = (base + ((width * margins.within) >> 31)).ravel()
        passed = (2 * ends * n - start + 0xFFFFFFFF) >> 32
        counts = np.diff(passed, prepend=0)
        by_age = counts.reshape(len(margins.within) * 2, len(self._role), -1)
        if not by_age[:, self._role == ADULT].any():
            # Only a handful of people can lack an adult; the first of them is made one.
            lone, band, rest = np.argwhere(by_age)[0]
            by_age[lone, band, rest] -= 1
            by_age[lone, margins.grown_band, rest] += 1
        return counts


def _cumulative(shares: list[int], whole: int) -> list[int]:
    """Cumulative shares out of `whole`, rounded down; the last is `whole`. All zero counts as all equal."""
    total, passed, out = sum(shares), 0, []
    if total == 0:
        shares, total = [1] * len(shares), len(shares)
    for share in shares:
        passed += share
        out.append(whole * passed // total)
    return out
