"""Models without a world, of which the posterior is known: as fast as a function."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.study.calibrating.fitting import Fitting, Settings
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended

NAMES = ("society.first", "society.second")


@dataclass(frozen=True)
class Normal:
    """Each total is normal around a parameter's place, with a spread."""

    spread: float

    def __call__(self, values: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        draw = np.random.default_rng(seed)
        check()
        totals: dict[str, Any] = {
            f"total {number}": float(place) + self.spread * float(draw.standard_normal())
            for number, place in enumerate(values.values())
        }
        return Ended("world", "digest", totals)


def fitting(
    observed: tuple[float, ...], settings: Settings, spread: float = 0.1, model: Any = None
) -> Fitting:
    """A fit of as many parameters as there are observed totals, all of them targets."""
    names = NAMES[: len(observed)]
    totals = tuple(f"total {number}" for number in range(len(observed)))
    return Fitting(
        names, totals, np.array(observed), np.full(len(observed), np.nan), model or Normal(spread), settings
    )
