"""Weights with which a run's people stand for the society: each group of each region in its share.

How many people of a group live in a region of a run is partly chance, since communities are segregated and
few (docs/synthesis.md, section 2), while the society's file says their share. So people are weighed after
the event: those of a group of a region weigh what the society has of them over what the run has
(post-stratification, Holt and Smith 1979; Little 1993). What a measure estimates is then what the society
would show in expectation over all its synthetic peoples, and not what this one happens to be made of.
Groups of a region of which a run has too few, or too many, to be weighed alone are weighed together with the
region's largest, so that no weight leaves [1/2, 2] for want of people (Kalton and Flores-Cervantes 2003).
"""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.frame import Frame

PERSONS = "person.persons"
"""The column by which people are weighed."""
LEAST, MOST = 0.5, 2.0
"""A group of a region whose weight would lie outside is not weighed alone."""


def shares_of(frame: Frame) -> Floats:
    """The share of each group in the people of each region, as the society's file says it, float64[G, R]."""
    tables = [region.groups.values for region in frame.world.society.regions.values()]
    shares = np.array([[float(table[group]) for table in tables] for group in frame.groups])
    return np.asarray(shares / shares.sum(axis=0))


def weights_of(persons: Numbers, shares: Floats) -> Floats:
    """The weight of each group of each region, float64[G, R]; 1 where nobody lives.

    `persons` [G, R] are the people of a run, `shares` float64[G, R] those that the society has. A region
    keeps the number of its people.
    """
    counted = np.asarray(persons, dtype=np.float64)
    wanted = shares * counted.sum(axis=0)
    alone = np.nan_to_num(ratio(wanted, counted))
    together = (alone < LEAST) | (alone > MOST)
    together &= (wanted > 0) | (counted > 0)
    largest = np.arange(len(counted))[:, None] == wanted.argmax(axis=0)
    together |= largest & together.any(axis=0)
    both = ratio((wanted * together).sum(axis=0), (counted * together).sum(axis=0))
    weights = np.where(together, np.nan_to_num(both, nan=1.0), alone)
    return np.asarray(np.where(counted > 0, weights, 1.0))
