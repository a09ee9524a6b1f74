"""One step of a range of communities: the one compiled function that a thread calls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from underheaven.caching import kernels_kept
from underheaven.engine.closing import close
from underheaven.engine.considering import consider
from underheaven.engine.living import live
from underheaven.engine.mistaking import mistake
from underheaven.engine.scratch import Scratch, State
from underheaven.life.tables import Tables


class Communities(NamedTuple):
    """Where each community is, in order of region and number."""

    region: NDArray[np.int64]
    number: NDArray[np.int64]
    """Its number within the region."""
    begin: NDArray[np.int64]
    """Its first row in the state."""
    size: NDArray[np.int64]
    enrolled_from: NDArray[np.int64]
    """The first step in which it is enrolled; the number of steps if never."""
    year_row: NDArray[np.int64]
    """The row of its (block, region) in the yearly tally."""


class Sums(NamedTuple):
    """What one thread counts in one step, and in one year."""

    tallies: NDArray[np.int64]
    """[R, G, M]"""
    histogram: NDArray[np.int64]
    """[R, G, 64]"""
    public: NDArray[np.int64]
    """[R, F]"""
    year: NDArray[np.int64]
    """[rows, cells, M]"""


def _run_range(
    step: int,
    first: int,
    last: int,
    climate: NDArray[np.int64],
    columns: tuple[int, int, int],
    seed: tuple[int, int],
    c: Communities,
    t: Tables,
    s: State,
    x: Scratch,
    out: Sums,
) -> None:
    """Live one step in communities `first` to `last` (exclusive).

    `climate` (int64[R]) is the opinion climate of the last step; `columns` are the first columns of
    the tally's blocks of sources, consequences and persons. Counts are added to `out`.
    """
    for number in range(first, last):
        region, begin, n = c.region[number], c.begin[number], c.size[number]
        place = region << 20 | c.number[number]
        enrolled = step >= c.enrolled_from[number]
        x.tally[:] = 0
        x.histogram[:] = 0
        x.public[:] = 0
        for i in range(n):
            x.shown_before[i] = s.shown[begin + i]
            x.hardship_before[i] = s.hardship[begin + i]
            x.rare[i] = 0
        acts = consider(step, place, begin, n, enrolled, seed, t, s, x)
        if enrolled:
            mistake(step, place, region, begin, n, acts, seed, t, s, x)
        live(
            step, region, begin, n, enrolled, min(15, climate[region] >> 12), columns[0], columns[2], t, s, x
        )
        close(
            step,
            place,
            region,
            begin,
            n,
            enrolled,
            step > c.enrolled_from[number],
            columns[1],
            columns[2],
            seed,
            t,
            s,
            x,
        )
        _add(region, c.year_row[number], x, out)


@njit(nogil=True)
def _add(region: int, row: int, x: Scratch, out: Sums) -> None:
    """Add a community's counts to the thread's."""
    cells, width = x.tally.shape
    year = out.year[row]
    for cell in range(cells):
        of_group = out.tallies[region, cell // 10]
        for column in range(width):
            value = x.tally[cell, column]
            of_group[column] += value
            year[cell, column] += value
    out.histogram[region] += x.histogram
    out.public[region] += x.public


with kernels_kept():
    run_range = njit(nogil=True, cache=True)(_run_range)
