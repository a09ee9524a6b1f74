"""The plain loop with draws that belong to citizens: Philox by citizen and week, the count from a table.

It is no peer. What it takes beyond the plain loop is what pairing costs; `of_loop_counting.py` also counts.
"""

import math
import sys
from pathlib import Path

import numba
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from underheaven.draws import philox

MOST = 32
"""Acts of a citizen in a week."""
TO_UNIT = 1.0 / 4294967296.0
CONSIDERED, DONE, DENIED, RECORDED = range(4)


def compiled(counting):
    """The weeks, with counts of what happens by class and kind or without."""

    @numba.njit
    def weeks_of(own, shown, pulled, t, most, shares, seed):
        class_of, recorded, points, denied, friends = t.class_of, t.recorded, t.points, t.denied, t.friends
        pull, recovery, line, low, high, start = t.pull, t.recovery, t.below, t.low, t.high, t.start
        n, weeks = len(own), len(recovery)
        means, below, acts = np.zeros(weeks), np.zeros(weeks), 0
        classes, kinds = shares.shape
        happened = np.zeros((weeks, classes, kinds, 4), np.int64)
        people = np.zeros((weeks, classes, 2))
        for week in range(weeks):
            for i in range(n):
                c, restricted = class_of[i], shown[i] < line
                what, count = philox(i, 0, week, 1, seed, 0)[0] * TO_UNIT, 0
                while what > most[c, count]:
                    count += 1
                acts += count
                for act in range(count):
                    of_kind, of_record, _, _ = philox(i, act, week, 2, seed, 0)
                    what, kind = of_kind * TO_UNIT, 0
                    while what > shares[c, kind]:
                        kind += 1
                    if counting:
                        happened[week, c, kind, CONSIDERED] += 1
                    if denied[kind] and restricted:
                        if counting:
                            happened[week, c, kind, DENIED] += 1
                        continue
                    if counting:
                        happened[week, c, kind, DONE] += 1
                    if of_record * TO_UNIT < recorded[c, kind]:
                        if counting:
                            happened[week, c, kind, RECORDED] += 1
                        own[i] = min(high, max(low, own[i] + points[kind]))
                        shown[i] = min(high, max(low, shown[i] + points[kind]))
                if own[i] < start:
                    own[i] = min(start, own[i] + recovery[week])
            for i in range(n):
                total, ties = 0.0, 0
                for friend in friends[i]:
                    if friend >= 0:
                        total += shown[friend]
                        ties += 1
                pulled[i] = min(high, max(low, own[i] + pull[ties] * (total - ties * own[i])))
            total, under = 0.0, 0
            for i in range(n):
                shown[i] = pulled[i]
                total += pulled[i]
                under += pulled[i] < line
                if counting:
                    people[week, class_of[i], 0] += pulled[i]
                    people[week, class_of[i], 1] += pulled[i] < line
            means[week], below[week] = total / n, under / n
        return means, below, acts, happened, people

    return weeks_of


weeks_of = compiled(False)


def make(tables, seed):
    """Both scores of everybody, room for what is pulled, and the tables."""
    n = tables.citizens
    return np.full(n, tables.start), np.full(n, tables.start), np.empty(n), tables, seed


def live(model, weeks_of=weeks_of):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    own, shown, pulled, tables, seed = model
    totals = tables.rates.sum(axis=1)
    shares = np.cumsum(tables.rates, axis=1) / totals[:, None]
    chances = [[math.exp(-lam) * lam**k / math.factorial(k) for k in range(MOST)] for lam in totals.tolist()]
    most = np.cumsum(chances, axis=1)
    # Sums may fall short of 1 by rounding.
    shares[:, -1] = most[:, -1] = 1.0
    found = weeks_of(own, shown, pulled, tables._replace(variant=0), most, shares, seed)
    return shown, *found[:3]
