"""One step of a range of communities: the one compiled function that a thread calls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven.engine.alarming import alarm
from underheaven.engine.allotting import allot
from underheaven.engine.closing import DREAD, count, forget, has_ties, hear, settle
from underheaven.engine.considering import consider
from underheaven.engine.enrolling import EVERYBODY, JOINERS, NOBODY, enrol
from underheaven.engine.gaming import game
from underheaven.engine.layout import BINS
from underheaven.engine.living import live
from underheaven.engine.mistaking import mistake
from underheaven.engine.partnering import partner
from underheaven.engine.redressing import forget_replaced, redress
from underheaven.engine.renewing import renew
from underheaven.engine.scratch import Ledger, Scratch, State
from underheaven.engine.trading import trade
from underheaven.engine.tying import lay_out, tie
from underheaven.kernels import kernels_kept
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
            t.alias_kind, t.by_name, archetype, x.slots, x.word, x.manner, x.considered, x.first, x.slot,
            x.drawn, x.kind, x.stream, x.minute, x.event_word,
        )  # fmt: skip
        if now != NOBODY:
            wrong = mistake(step, place, region, begin, n, events, seed, t, s, x)
            if t.gaming.any == 1:
                wrong = game(
                    step, place, n, wrong, seed, t.step_minutes, t.gaming, x.member, x.manner, x.word[3],
                    x.person[2], x.rare, x.rare_first, x.slot, x.stream, x.minute, x.event_word,
                )  # fmt: skip
            if t.redress.kept == 1 and ledger.used[number] + wrong > ledger.at.shape[1]:
                return number
        own, clean_own = s.own[begin : begin + n], s.clean_own[begin : begin + n]
        shown, clean = s.shown[begin : begin + n], s.clean[begin : begin + n]
        dread, hardship = s.dread[begin : begin + n], s.hardship[begin : begin + n]
        scale, persons = (t.low, t.high, t.start), x.tally[:, starts[7] :]
        if t.place.allotted[step] == 1:
            allot(
                step, place, c.number[number], n, t.start, known[region], seed, t.place, t.adult, t.cell_of,
                archetype, shown, hardship, x.member, x.tally[:, starts[3] :],
            )  # fmt: skip
        for i in range(n):
            x.shown_before[i] = shown[i]
            x.hardship_before[i] = hardship[i]
        live(step, place, region, number, begin, n, known[region], starts, seed, t, s, x, ledger)
        z = t.last_segment[step]
        if t.dating.kind >= 0:
            partner(
                step, place, n, seed, t.dating, t.reward, z, t.low, t.high, t.cell_of, archetype, shown,
                x.member, x.seeker, x.seekers, x.sight, x.free, x.seek, persons,
            )  # fmt: skip
        if t.firm.any == 1 or now != NOBODY:
            lay_out(place, n, seed, t.workplace_size, t.firm.size, t.firm.size_until, x.employer)
        if t.firm.any == 1:
            z_before = t.last_segment[step - 1] if step > 0 else z
            trade(
                step, z, z_before, place, n, now != NOBODY, before != NOBODY, starts, seed, t.firm, scale,
                t.record_dread, t.barring, t.below[z], t.highest[z], t.employed, t.class_of, t.cell_of,
                archetype, own, shown, clean_own, dread, hardship, s.firm[c.firms[number] :], x.employer,
                x.member, x.tally,
            )  # fmt: skip
        if t.redress.kept == 1:
            for i in range(n):
                x.returned[i] = 0
            redress(
                step, number, t.redress, t.step_minutes, t.low, t.high, t.cell_of, archetype, own, clean_own,
                x.returned, persons, ledger,
            )  # fmt: skip
        forget(n, dread, t.dread_fade[step])
        forget(n, hardship, t.hardship_fade[step])
        hear(
            step, place, n, seed, t.hear[step, region], t.news_dread, t.news_key, t.adult, x.slots, x.word,
            archetype, dread,
        )  # fmt: skip
        if now != NOBODY:
            weights, points = t.weights[z], t.recovery[step]
            tied = has_ties(weights)
            if tied:
                tie(
                    place, n, seed, t.employed, archetype, shown, clean, x.member, x.employer, x.works,
                    x.packed, x.tied,
                )  # fmt: skip
            settle(0, n, points, tied, scale, weights, x.tied, own, x.after[0])
            settle(24, n, points, tied, scale, weights, x.tied, clean_own, x.after[1])
        struck = count(step, begin, n, starts, t, s, x)
        if struck > 0 and t.associate_dread > 0:
            alarm(
                place, n, seed, t.associate_dread, x.struck, x.member, archetype, t.cell_of, dread,
                persons[:, DREAD],
            )  # fmt: skip
        if len(s.generation) > 0:
            gone = renew(
                step, place, begin, n, t.start, seed, t.renewing, t.cell_of, x.slots, x.word, x.struck,
                persons, s, x.lives,
            )  # fmt: skip
            if gone and t.redress.kept == 1:
                forget_replaced(number, ledger, x.struck)
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


with kernels_kept() as kept:
    run_range = njit(nogil=True, cache=kept)(_run_range)
