"""What chance alone would find among many comparisons, if the people compared did not differ.

Whoever compares many finds something: of many shares the lowest is low, and is below four fifths of the
highest now and then, though nothing differs. How often is found by drawing: everybody is given the share of
everyone, and blocks of communities, which say how far shares vary, are weighed at random (the wild
bootstrap, Wu 1986, with the hypothesis imposed; Cameron, Gelbach and Miller 2008). A block weighs alike in
every comparison, so that comparisons hang together as they do in the run. The draws are always the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.measure.counts import Floats
from underheaven.measure.interval import FEWEST, TOO_FEW, WHY
from underheaven.measure.results import Value
from underheaven.measure.sample import Sample, Statistic

FOUR_FIFTHS = 0.8
DRAWS = 2_000
_KEY = 0x45_4F_43  # any number: it only has to stay the same

Flags = NDArray[np.bool_]


def changes_of(sample: Sample, statistic: Statistic) -> Floats:
    """What each block changes in a statistic, float64[C, B], such that the sum of squares is its variance."""
    design = sample.design()
    found = statistic(sample.replicates) - statistic(sample.whole)[:, None]
    known = np.where(design.present, np.nan_to_num(found), 0.0)
    return np.asarray(known / np.sqrt(np.where(design.share > 0, design.share, 1.0))[:, None])


@dataclass
class Chance:
    """Comparisons with the highest share, counted as they are added: found below, and below by chance."""

    draws: Floats
    """Weights of the blocks, standard normal, float64[DRAWS, B]."""
    below: Int64
    """How many comparisons each draw leaves below four fifths, int64[DRAWS]."""
    compared: int = 0
    found: int = 0
    enough: bool = True
    """Whether there were blocks enough to say how far shares vary, in every comparison."""

    @staticmethod
    def new(blocks: int) -> Chance:
        """Nothing compared yet."""
        draws = np.random.Generator(np.random.Philox(key=_KEY)).standard_normal((DRAWS, blocks))
        return Chance(draws, np.zeros(DRAWS, dtype=np.int64))

    def add(self, shares: Floats, changes: Floats, people: Floats, compared: Flags, held: Flags) -> None:
        """Compare each of `compared` with the highest of `held`.

        `shares` and `people` float64[1 + C] and `changes` float64[1 + C, B], as of `changes_of`, are those of
        everyone and of C categories; `compared` and `held` are bool[C].
        """
        if not shares[0] > 0 or not held.any():
            return
        highest = float(shares[1:][held].max())
        best = int(np.flatnonzero(held)[shares[1:][held].argmax()])
        others = compared & (np.arange(len(compared)) != best)
        self.compared += int(others.sum())
        self.found += int((shares[1:][others] < FOUR_FIFTHS * highest).sum())
        self.enough &= bool(np.count_nonzero(changes.any(axis=0)) >= FEWEST)
        drawn = self.alike(shares, changes, people)
        top = np.where(held, drawn, -np.inf).max(axis=1, keepdims=True)
        under = (drawn < FOUR_FIFTHS * top) & compared
        self.below += under.sum(axis=1)

    def alike(self, shares: Floats, changes: Floats, people: Floats) -> Floats:
        """Shares of the categories if all had that of everyone, drawn, float64[DRAWS, C]."""
        everyone = float(shares[0])
        own = shares[1:] * (1 - shares[1:])
        # A share varies as its own size does; where it is 0 or 1 it shows nothing of how it would vary.
        scale = np.sqrt(everyone * (1 - everyone) / np.where(own > 0, own, 1.0))
        by_size = changes[:1] * np.sqrt(people[0] / np.maximum(people[1:], 1.0))[:, None]
        alike = np.where((own > 0)[:, None], changes[1:] * scale[:, None], by_size)
        return np.clip(everyone + self.draws @ alike.T, 0.0, 1.0)

    @property
    def by_chance(self) -> Value:
        """How many would be below four fifths by chance alone, with the range of 95 in 100 draws."""
        if not self.enough:
            return Value(None, None, None, WHY[TOO_FEW].removeprefix("no interval: "))
        return spread_of(self.below.astype(np.float64))


def spread_of(drawn: Floats) -> Value:
    """The mean of draws, with the range that holds 95 of 100 of them."""
    low, high = np.quantile(drawn, [0.025, 0.975], method="inverted_cdf").tolist()
    mean = float(drawn.mean())
    return Value(mean, min(low, mean), max(high, mean), None)
