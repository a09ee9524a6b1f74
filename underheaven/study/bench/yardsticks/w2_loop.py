"""A yardstick: the world of w2_policy.yaml and w2_society.yaml as a plain loop, written by hand, in floats.

One generator for all draws (xoroshiro128+, Blackman and Vigna 2018), a Poisson count by inversion, kinds
of act by linear search, one score in double precision; a pass of acts and recovery each week, then a
pull of four friends from one snapshot. No record, no second walk, no pairing.

Run as a program it compiles itself and lives a week.
"""

import math
from typing import Any

import numba
import numpy as np

COMMUNITY = 4096
WEEK = 7.0
CHANCES = np.array([0.2, 0.05, 0.01, 0.01, 0.01, 0.005, 0.001])
"""That somebody of class factor 1 does at least one act of a kind on a day."""
POINTS = np.array([1.0, -2.0, -5.0, -5.0, -10.0, -20.0, -50.0])
FIFTHS = np.array([0.5, 0.8, 1.0, 1.2, 1.5])
PLACES = np.array([0.8, 1.2])
SEEN = 0.8
LEAST, START, MOST = 0.0, 600.0, 800.0
RECOVERY = 3.5
"""Points a week."""
BELOW, DENIED = 570.0, 3
"""Whoever is below does no act of this kind."""
PULL = 0.05
STRIDES, SHIFTS = np.array([5, 27, 101, 365]), np.array([1, 1291, 2603, 777])
"""Friends of a place i of a community are at stride * i + shift, modulo the community's size."""
UNIT = 1.0 / 9007199254740992.0
BITS = numba.uint64(11)


def rates() -> Any:
    """Acts considered in a week by class (fifth of income and place) and kind, float64 [10, 7]."""
    factors = np.outer(FIFTHS, PLACES).reshape(-1, 1)
    return WEEK * factors * -np.log1p(-CHANCES)


@numba.njit
def turned(word: Any, by: int) -> Any:
    """A word with its bits rotated to the left."""
    return (word << numba.uint64(by)) | (word >> numba.uint64(64 - by))


@numba.njit
def stepped(a: Any, b: Any) -> Any:
    """The next state of the generator."""
    b ^= a
    return turned(a, 24) ^ b ^ (b << numba.uint64(16)), turned(b, 37)


@numba.njit
def weeks_of(score: Any, pulled: Any, class_of: Any, totals: Any, shares: Any, weeks: int) -> Any:
    """All weeks; returns means of the score, shares below (each by week), and the acts considered."""
    a, b = numba.uint64(0x9E3779B97F4A7C15), numba.uint64(0xBF58476D1CE4E5B9)
    means, below, acts = np.zeros(weeks), np.zeros(weeks), 0
    n = len(score)
    for week in range(weeks):
        for i in range(n):
            c = class_of[i]
            restricted = score[i] < BELOW
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
                what = (word >> BITS) * UNIT
                kind = 0
                while what > shares[c, kind]:
                    kind += 1
                word = a + b
                a, b = stepped(a, b)
                acts += 1
                if kind == DENIED and restricted:
                    continue
                if (word >> BITS) * UNIT < SEEN:
                    score[i] = min(MOST, max(LEAST, score[i] + POINTS[kind]))
            if score[i] < START:
                score[i] = min(START, score[i] + RECOVERY)
        for i in range(n):
            place = i % COMMUNITY
            community = i - place
            total, friends = 0.0, 0
            for d in range(4):
                friend = community + (STRIDES[d] * place + SHIFTS[d]) % COMMUNITY
                if friend < n:
                    total += score[friend]
                    friends += 1
            pulled[i] = score[i] if friends == 0 else score[i] + PULL * (total / friends - score[i])
        total, low = 0.0, 0
        for i in range(n):
            score[i] = pulled[i]
            total += pulled[i]
            low += pulled[i] < BELOW
        means[week], below[week] = total / n, low / n
    return means, below, acts


def made(citizens: int) -> tuple[Any, Any, Any]:
    """Scores at the start, room for what is pulled, and the class of each citizen."""
    classes = np.arange(citizens) * 7919 % 10
    return np.full(citizens, START), np.empty(citizens), classes


def lived(state: tuple[Any, Any, Any], weeks: int) -> Any:
    """Let the weeks go by; returns means of the score, shares below, and acts considered, as `weeks_of`."""
    table = rates()
    totals = table.sum(axis=1)
    return weeks_of(*state, totals, np.cumsum(table, axis=1) / totals[:, None], weeks)


if __name__ == "__main__":
    lived(made(COMMUNITY), 1)
