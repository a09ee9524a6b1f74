"""One step of a range of communities: the one compiled function that a thread calls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven.caching import kernels_kept
from underheaven.engine.allotting import allot
from underheaven.engine.closing import close
from underheaven.engine.considering import consider
from underheaven.engine.enrolling import EVERYBODY, JOINERS, NOBODY, enrol
from underheaven.engine.gaming import game
from underheaven.engine.layout import BINS
from underheaven.engine.living import live
from underheaven.engine.mistaking import mistake
from underheaven.engine.partnering import partner
from underheaven.engine.renewing import renew
from underheaven.engine.scratch import Ledger, Scratch, State
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
    """The first step in which everybody is enrolled; the number of steps if never."""
    joined_from: NDArray[np.int64]
    """The first step in which those are who join; the number of steps if never."""
    firms: NDArray[np.int64]
    """The first row of its firms in the state."""
    year_row: NDArray[np.int64]
    """The row of its (block, region, wave) in the yearly tally."""


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
    known: NDArray[np.int64],
    starts: NDArray[np.int64],
    seed: tuple[int, int],
    c: Communities,
    t: Tables,
    s: State,
    x: Scratch,
    ledger: Ledger,
    out: Sums,
) -> int:
    """Live one step in communities `first` to `last` (exclusive); counts are added to `out`.

    `known` (int64[R, fields]) is what everybody knows since the last step; `starts` are the first
    columns of the tally's blocks (`Layout.starts`). Returns `last`, or the number of a community whose
    ledger is too short: nothing has happened in it, and its step can be lived with a longer one.
    """
    for number in range(first, last):
        region, begin, n = c.region[number], c.begin[number], c.size[number]
        place = region << 20 | c.number[number]
        now, before = stage(step, number, c), stage(step - 1, number, c)
        x.tally[:] = 0
        x.histogram[:] = 0
        x.public[:] = 0
        archetype, generation = s.archetype[begin : begin + n], s.generation[begin : begin + n]
        enrol(
            place, n, now, before, t.person_drawn == 1, seed, t.adult, t.joining, archetype, generation,
            x.who, x.person, x.member, x.was_member,
        )  # fmt: skip
        for i in range(n):
            x.rare[i] = 0
        events = consider(
            step, place, n, now != NOBODY, seed, t.step_minutes, t.manner, t.count_above, t.alias_cut,
            t.alias_kind, archetype, x.slots, x.word, x.manner, x.considered, x.first, x.slot, x.drawn,
            x.kind, x.stream, x.minute, x.event_word,
        )  # fmt: skip
        if now != NOBODY:
            wrong = mistake(step, place, region, begin, n, events, seed, t, s, x)
            if t.gaming.any == 1:
                wrong = game(
                    step, place, n, wrong, seed, t.step_minutes, t.gaming, x.member, x.word[3], x.person[2],
                    x.rare, x.rare_first, x.slot, x.stream, x.minute, x.event_word,
                )  # fmt: skip
            if t.redress.kept == 1 and ledger.used[number] + wrong > ledger.at.shape[1]:
                return number
        if t.place.allotted[step] == 1:
            allot(step, place, begin, c.number[number], n, known[region], starts[3], seed, t, s, x)
        for i in range(n):
            x.shown_before[i] = s.shown[begin + i]
            x.hardship_before[i] = s.hardship[begin + i]
        live(step, place, region, number, begin, n, known[region], starts, seed, t, s, x, ledger)
        if t.dating.kind >= 0:
            partner(step, place, begin, n, starts[7], seed, t, s, x)
        close(
            step,
            place,
            region,
            number,
            begin,
            c.firms[number],
            n,
            now != NOBODY,
            before != NOBODY,
            starts,
            seed,
            t,
            s,
            x,
            ledger,
        )
        if len(s.generation) > 0:
            renew(step, place, number, begin, n, starts[7], seed, t, s, x, ledger)
        _add(region, c.year_row[number], x, out)
    return last


@register_jitable
def stage(step: int, number: int, c: Communities) -> int:
    """Who of a community's adults is enrolled in a step."""
    if step >= c.enrolled_from[number] and step >= 0:
        return EVERYBODY
    return JOINERS if step >= c.joined_from[number] and step >= 0 else NOBODY


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
    histogram, public = out.histogram[region], out.public[region]
    for group in range(len(x.histogram)):
        for b in range(BINS):
            histogram[group, b] += x.histogram[group, b]
    for f in range(len(x.public)):
        public[f] += x.public[f]


with kernels_kept():
    run_range = njit(nogil=True, cache=True)(_run_range)
