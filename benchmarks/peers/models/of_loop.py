"""A plain loop in Numba: one generator for all (xoroshiro128+, Blackman and Vigna 2018), and nothing kept.

It is the yardstick `w2_loop.py` of the package, with its numbers and ties from the tables, and with the
pull kept apart from a citizen's own score, as the workload has it.
"""

import math

import numba
import numpy as np

UNIT = 1.0 / 9007199254740992.0
BITS = numba.uint64(11)


@numba.njit
def turned(word, by):
    """A word with its bits rotated to the left."""
    return (word << numba.uint64(by)) | (word >> numba.uint64(64 - by))


@numba.njit
def stepped(a, b):
    """The next state of the generator."""
    b ^= a
    return turned(a, 24) ^ b ^ (b << numba.uint64(16)), turned(b, 37)


@numba.njit
def weeks_of(own, shown, pulled, t, totals, shares, seed):
    """All weeks; returns means and shares below by week, and the acts considered."""
    class_of, recorded, points, denied, friends = t.class_of, t.recorded, t.points, t.denied, t.friends
    pull, recovery, line, low, high, start = t.pull, t.recovery, t.below, t.low, t.high, t.start
    a, b = numba.uint64(0x9E3779B97F4A7C15) ^ numba.uint64(seed), numba.uint64(0xBF58476D1CE4E5B9)
    n, weeks = len(own), len(recovery)
    means, below, acts = np.zeros(weeks), np.zeros(weeks), 0
    for week in range(weeks):
        for i in range(n):
            c, restricted = class_of[i], shown[i] < line
            limit, product, count = math.exp(-totals[c]), 1.0, 0
            while True:
                word = a + b
                a, b = stepped(a, b)
                product *= (word >> BITS) * UNIT
                if product <= limit:
                    break
                count += 1
            for _ in range(count):
                word = a + b
                a, b = stepped(a, b)
                what, kind = (word >> BITS) * UNIT, 0
                while what > shares[c, kind]:
                    kind += 1
                word = a + b
                a, b = stepped(a, b)
                acts += 1
                if denied[kind] and restricted:
                    continue
                if (word >> BITS) * UNIT < recorded[c, kind]:
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
        means[week], below[week] = total / n, under / n
    return means, below, acts


def make(tables, seed):
    """Both scores of everybody, room for what is pulled, and the tables."""
    n = tables.citizens
    return np.full(n, tables.start), np.full(n, tables.start), np.empty(n), tables, seed


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    own, shown, pulled, tables, seed = model
    totals = tables.rates.sum(axis=1)
    shares = np.cumsum(tables.rates, axis=1) / totals[:, None]
    # The last share may fall short of 1 by rounding.
    shares[:, -1] = 1.0
    # Numba takes no text with the numbers.
    given = tables._replace(variant=0)
    means, below, acts = weeks_of(own, shown, pulled, given, totals, shares, seed)
    return shown, means, below, acts
