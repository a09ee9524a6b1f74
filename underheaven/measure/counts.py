"""Counts that can be added: a period's tallies of any number of categories at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.measure.frame import MINUTES_PER_YEAR, Frame

Floats = NDArray[np.float64]
Numbers = Int64 | Floats


@dataclass(frozen=True)
class Counts:
    """Tallies [..., M] summed over steps, and, where it is kept, the histogram [..., 64].

    Tallies are int64, or float64 where people count with weights (weights.py, replicates.py), and so is the
    histogram. `queue`, where it is kept,
    is int64[..., 3]: appeals filed, the steps that they wait in the queue, and the backlog (2^-20 appeals).
    Measures are functions of this alone. The leading axes are categories, blocks or steps, as the
    caller likes. Counts of separate people, or of separate steps, add.
    """

    frame: Frame
    tallies: Numbers
    histogram: Numbers | None
    queue: Int64 | None = None

    def __getitem__(self, column: str) -> Numbers:
        """One column, such as `person.adults`, [...]."""
        return self.tallies[..., self.frame.columns[column]]

    def __add__(self, other: Counts) -> Counts:
        """Both together; histogram and queue are lost if one of them has none."""
        histogram, queue = _both(self.histogram, other.histogram), _both(self.queue, other.queue)
        return Counts(self.frame, self.tallies + other.tallies, histogram, queue)

    def acts(self, what: str, kinds: Iterable[str]) -> Numbers:
        """Acts of some kinds with one outcome (`done`, `held_back`, ...), [...]."""
        columns = [self.frame.columns[f"act.{kind}.{what}"] for kind in kinds]
        return np.asarray(self.tallies[..., columns].sum(axis=-1))

    @property
    def everyone(self) -> Counts:
        """Everyone, who are the first of the categories on the leading axis."""
        return Counts(self.frame, self.tallies[:1], None)

    @property
    def person_years(self) -> Floats:
        """Person-years of everybody, adults and children, in the scheme or not."""
        return self["person.person_minutes"] / MINUTES_PER_YEAR

    @property
    def adult_years(self) -> Floats:
        """Person-years of adults."""
        return self["person.adult_minutes"] / MINUTES_PER_YEAR

    @property
    def enrolled_years(self) -> Floats:
        """Person-years of adults in the scheme."""
        return self["person.enrolled_minutes"] / MINUTES_PER_YEAR


def _both(one: Any, other: Any) -> Any:
    return None if one is None or other is None else one + other


def ratio(numerator: Numbers, denominator: Numbers) -> Floats:
    """Elementwise quotient; NaN, which stands for undefined, where the denominator is not above 0."""
    below = np.asarray(denominator, dtype=np.float64)
    undefined = np.full(np.broadcast_shapes(np.shape(numerator), below.shape), np.nan)
    return np.asarray(np.divide(numerator, below, out=undefined, where=below > 0))
