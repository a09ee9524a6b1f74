"""The distribution of scores, from the histogram: quantiles and the Gini coefficient."""

from __future__ import annotations

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import SIXTEENTHS


def quantile(counts: Counts, share: float) -> Floats:
    """The score below which `share` of person-steps lie, points; linear within a bin of the histogram.

    NaN where nobody is enrolled or the histogram is not kept.
    """
    if counts.histogram is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    frame = counts.frame
    people = np.asarray(counts.histogram, dtype=np.float64)
    reached = people.cumsum(axis=-1)
    total = reached[..., -1]
    wanted = total * share
    short = (reached < wanted[..., None]) | (reached == 0)
    bin_ = np.minimum(short.sum(axis=-1), BINS - 1)
    inside = np.take_along_axis(people, bin_[..., None], axis=-1)[..., 0]
    before = np.take_along_axis(reached, bin_[..., None], axis=-1)[..., 0] - inside
    score = frame.minimum / SIXTEENTHS + (bin_ + ratio(wanted - before, inside)) * frame.bin_width
    return np.asarray(np.where(total > 0, np.minimum(score, frame.maximum / SIXTEENTHS), np.nan))


def gini(counts: Counts) -> Floats:
    """Gini coefficient of the score above the scale's minimum, from the bins' midpoints (Gini 1912).

    NaN where nobody is enrolled or the histogram is not kept.
    """
    if counts.histogram is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    people = counts.histogram.astype(np.float64)
    middle = np.arange(BINS) + 0.5
    below = people.cumsum(axis=-1) - people
    below_sum = (people * middle).cumsum(axis=-1) - people * middle
    # Mean difference between pairs, each pair taken once: the upper one's midpoint less the lower one's.
    pairs = (people * (middle * below - below_sum)).sum(axis=-1)
    return ratio(pairs, people.sum(axis=-1) * (people * middle).sum(axis=-1))
