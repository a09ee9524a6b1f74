"""NumPy: a column for each thing that citizens have, and one generator."""

import numpy as np


def make(tables, seed):
    """The tables, a generator, and both scores of everybody."""
    n = tables.citizens
    return tables, np.random.default_rng(seed), np.full(n, tables.start), np.full(n, tables.start)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    t, rng, own, shown = model
    ties = (t.friends >= 0).sum(axis=1)
    weight = t.pull[ties]
    means, below, considered = [], [], 0
    for recovery in t.recovery:
        restricted = shown < t.below
        moved = np.zeros(t.citizens)
        for kind, points in enumerate(t.points):
            acts = rng.poisson(t.rates[t.class_of, kind])
            considered += int(acts.sum())
            if t.denied[kind]:
                acts[restricted] = 0
            moved += points * rng.binomial(acts, t.recorded[t.class_of, kind])
        own = np.clip(own + moved, t.low, t.high)
        shown = np.clip(shown + moved, t.low, t.high)
        own = np.where(own < t.start, np.minimum(t.start, own + recovery), own)
        # The last place of the longer column is nobody's: it is where -1 points to.
        of_friends = np.append(shown, 0.0)[t.friends].sum(axis=1)
        shown = np.clip(own + weight * (of_friends - ties * own), t.low, t.high)
        means.append(shown.mean())
        below.append((shown < t.below).mean())
    return shown, means, below, considered
