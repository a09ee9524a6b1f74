"""The numbers that every peer is given: arrays in one file, made from the compiled world by `workload.py`.

A week of a citizen, which every peer lives: acts of each kind are considered, as many as a Poisson number
with the mean of the citizen's class says. Who stands below the threshold when the week begins does none of
the kind that it denies. An act done is recorded with a chance, and a record moves both scores, own and
shown, which stay on their scale. Then `own` recovers towards the start, and `shown` becomes `own` and the
pull of up to four friends, all from one snapshot of `shown`. After each week the mean of `shown` and the
share below are taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np


class Tables(NamedTuple):
    """N citizens in C classes, K kinds of act, F friends at most, T weeks."""

    class_of: Any
    """The class of each citizen, uint8 [N]."""
    group_of: Any
    """The group of each citizen, uint8 [N]."""
    rates: Any
    """Acts considered in a week, float64 [C, K]."""
    recorded: Any
    """The chance that an act that is done is recorded, float64 [C, K]."""
    points: Any
    """What a record moves the scores by, float64 [K]."""
    denied: Any
    """Whether the threshold denies the kind, bool [K]."""
    friends: Any
    """The friends of each citizen by number, int32 [N, F]; -1 where there is none. Who is whose friend is
    so both ways: column 1 turns column 0 around, and column 3 column 2.
    """
    pull: Any
    """What one friend weighs, by the number of friends that there are, float64 [F + 1]."""
    recovery: Any
    """Points recovered in each week, float64 [T]."""
    below: float
    """Whoever's shown score is below is under the consequence."""
    low: float
    high: float
    start: float
    archetype: Any
    """What the engine itself takes in the place of `class_of`: its own column, uint16 [N]."""
    variant: str
    """The name of the world in `workload.py`."""

    @property
    def citizens(self) -> int:
        """N."""
        return len(self.class_of)


def read(path: Path) -> Tables:
    """The tables in a file that `write` wrote."""
    with np.load(path) as file:
        found = {name: file[name] for name in Tables._fields}
    for name in ("below", "low", "high", "start"):
        found[name] = float(found[name])
    return Tables(**{**found, "variant": str(found["variant"])})


def write(path: Path, tables: Tables) -> None:
    """Write them as one file of NumPy's."""
    np.savez(path, **tables._asdict())
