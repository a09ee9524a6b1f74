"""The designs of sensitivity analysis, which SALib makes: Morris' trajectories and Saltelli's matrices."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.study.sweeping.design import Axis, Design, drawn, require_axes, require_power_of_two

MORRIS, SOBOL = "morris", "sobol"
METHODS = (MORRIS, SOBOL)
LEVELS = 4
"""Values of a key on which Morris' trajectories walk."""
STEP = LEVELS / (2 * (LEVELS - 1))
"""The part of a range that lies between two points of a trajectory."""
LEAST_TRAJECTORIES, LEAST_SAMPLES = 4, 16


def salib(part: str) -> ModuleType:
    """A module of SALib, such as `sample.sobol`. InputError, naming the extra, where it is not installed."""
    try:
        return import_module(f"SALib.{part}")
    except ImportError:
        raise refuse(
            "SALib is not installed",
            "the designs and the estimators of a sensitivity analysis are SALib's, which is an extra",
            "install it with: pip install 'underheaven[sensitivity]'",
        ) from None


def problem_of(axes: Sequence[Axis]) -> dict[str, Any]:
    """The keys as SALib takes them: every range is 0 to 1, and the design's axes say where that lies."""
    return {
        "num_vars": len(axes),
        "names": [axis.key.path for axis in axes],
        "bounds": [[0.0, 1.0]] * len(axes),
    }


def design_of(method: str, axes: Sequence[Axis], samples: int, seed: int = 1) -> Design:
    """Of k keys, `samples` trajectories of k + 1 points (Morris), or blocks of k + 2 points (Sobol').

    InputError, before anything is drawn, for another method, for keys without ranges, and for too few
    samples or a number of Sobol' samples that is no power of two.
    """
    if method not in METHODS:
        raise refuse(
            f"there is no method '{method}'", f"there are {' and '.join(METHODS)}", "name one of these"
        )
    require_axes(method, axes, ranges=True)
    if method == MORRIS:
        if samples < LEAST_TRAJECTORIES:
            raise refuse(
                counted(samples, "trajectory", "trajectories"),
                f"an interval of Morris' means needs {LEAST_TRAJECTORIES} or more, and 10 to 50 are usual",
                f"give --points {LEAST_TRAJECTORIES} or more",
            )
        # SALib's module functions take seeds of 32 bits.
        unit = salib("sample.morris").sample(problem_of(axes), samples, num_levels=LEVELS, seed=seed % 2**32)
    else:
        require_power_of_two(samples, LEAST_SAMPLES)
        unit = salib("sample.sobol").sample(
            problem_of(axes), samples, calc_second_order=False, seed=seed % 2**32
        )
    return drawn(method, axes, np.asarray(unit, np.float64), seed)


def blocks_of(design: Design) -> NDArray[np.int64]:
    """Points that were drawn independently of all others, int64[blocks, points of a block].

    Of Morris whole trajectories; of Sobol' the first and the last point of each block, which are the two
    independent samples. Variance, and what is drawn again for intervals, goes by these.
    """
    keys, points = len(design.axes), np.arange(len(design.points))
    if design.name == MORRIS:
        return points.reshape(-1, keys + 1)
    return points.reshape(-1, keys + 2)[:, [0, -1]]
