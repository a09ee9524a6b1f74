"""How long it takes until something happens, where not all are followed to the end (Kaplan and Meier 1958).

Durations are whole steps, from 1 on. All functions are of counts [..., L] by duration: of those to whom it
happens, and of all whose following ends, be it for that or because nobody knows more. Counts of separate
people add.
"""

from __future__ import annotations

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.counts import Floats, Numbers, ratio


def still(events: Numbers, ended: Numbers) -> Floats:
    """The share to whom it has not happened after each duration, [..., L]; NaN from where nobody is followed.

    Where it has happened to everybody, it is 0 from then on.
    """
    at_risk: Floats = np.flip(np.cumsum(np.flip(ended, -1), axis=-1), -1).astype(np.float64)
    kept: Floats = np.multiply.accumulate(1 - ratio(events, at_risk), axis=-1)
    gone = np.zeros(kept.shape, bool)
    with np.errstate(invalid="ignore"):
        np.logical_or.accumulate(kept <= 0, axis=-1, out=gone)
    return np.where(gone, 0.0, kept)


def within(events: Numbers, ended: Numbers, steps: int) -> Floats:
    """The share to whom it happens within so many steps, [...]; NaN where nobody is followed for as long."""
    return np.asarray(1 - still(events, ended)[..., steps - 1])


def half_after(kept: Floats) -> Int64:
    """The first duration after which at most half are left, int64[...]; 0 where more are to the end."""
    reached = kept <= 0.5
    return np.where(reached.any(axis=-1), reached.argmax(axis=-1) + 1, 0)
