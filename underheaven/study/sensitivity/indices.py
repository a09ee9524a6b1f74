"""Indices of sensitivity with intervals, which SALib computes: Morris' means, Sobol's shares of variance."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.study.sensitivity.chance import RESAMPLES, Floats
from underheaven.study.sensitivity.designs import LEVELS, MORRIS, problem_of, salib
from underheaven.study.sweeping.design import Design

CONSTANT = "the outcome is the same at every point"
UNDEFINED = "the outcome is undefined in some runs"
MEANINGS = {
    "mu": "mean effect of going through the whole range, in the outcome's unit",
    "mu_star": "mean size of that effect, whatever its sign",
    "sigma": "how much the effect differs from place to place: curves and interactions",
    "first": "share of variance that the key makes alone",
    "total": "share of variance in which the key has any part",
}
"""Name of an index -> what it says."""
OF_MORRIS, OF_SOBOL = ("mu", "mu_star", "sigma"), ("first", "total")


@dataclass(frozen=True)
class Index:
    """An index of one key for one outcome, with a 95 % interval where there is one."""

    name: str
    key: str
    outcome: str
    value: float | None
    low: float | None = None
    high: float | None = None
    missing: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"index": self.name, "key": self.key, "outcome": self.outcome, "value": self.value,
                "low": self.low, "high": self.high, "missing": self.missing}  # fmt: skip


def indices_of(design: Design, outcome: str, values: Floats, seed: int = 1) -> list[Index]:
    """The indices of every key, in the order of the design, from means over seeds float64[points]."""
    names = OF_MORRIS if design.name == MORRIS else OF_SOBOL
    paths = [axis.key.path for axis in design.axes]
    why = UNDEFINED if np.isnan(values).any() else CONSTANT if _constant(values) else None
    if why is not None:
        return [Index(name, path, outcome, None, missing=why) for path in paths for name in names]
    with warnings.catch_warnings():
        # SALib divides by a bootstrap sample's variance, which may be nought where few points differ.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = _morris(design, values, seed) if design.name == MORRIS else _sobol(design, values, seed)
    return [
        _index(name, path, outcome, *(float(each[place]) for each in found[name]))
        for place, path in enumerate(paths)
        for name in names
    ]


def _morris(design: Design, values: Floats, seed: int) -> dict[str, tuple[Any, ...]]:
    found = salib("analyze.morris").analyze(
        problem_of(design.axes), design.unit, values, num_resamples=RESAMPLES, num_levels=LEVELS,
        seed=seed % 2**32,
    )  # fmt: skip
    return {
        "mu": (found["mu"],),
        "mu_star": (found["mu_star"], found["mu_star_conf"]),
        "sigma": (found["sigma"],),
    }


def _sobol(design: Design, values: Floats, seed: int) -> dict[str, tuple[Any, ...]]:
    found = salib("analyze.sobol").analyze(
        problem_of(design.axes), values, calc_second_order=False, num_resamples=RESAMPLES, seed=seed % 2**32
    )
    return {"first": (found["S1"], found["S1_conf"]), "total": (found["ST"], found["ST_conf"])}


def _index(name: str, path: str, outcome: str, value: float, half: float | None = None) -> Index:
    if half is None or np.isnan(half):
        return Index(name, path, outcome, value)
    return Index(name, path, outcome, value, value - half, value + half)


def _constant(values: Floats) -> bool:
    return float(np.ptp(values)) <= 1e-12 * max(1.0, float(np.abs(values).max()))
