"""Designs: at which values of the keys worlds are lived, and in what order."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.words import counted
from underheaven.study.sweeping.keys import Key

GRID, LATIN, SOBOL = "grid", "latin-hypercube", "sobol"
DESIGNS = (GRID, LATIN, SOBOL)
DIGITS = 6
"""Digits of a value that is drawn from a range."""
SIXTEENTH = Decimal(1) / 16
Unit = NDArray[np.float64]
Point = tuple[Decimal, ...]


@dataclass(frozen=True)
class Axis:
    """A key with the values that it takes, or with the range from which they are drawn."""

    key: Key
    values: tuple[Decimal, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Its values; of a range both ends."""
        return (self.low, self.high) if self.low is not None and self.high is not None else self.values

    def at(self, place: float) -> Decimal:
        """The value at a place within the range, from 0 (its low end) to 1, as the key takes it."""
        assert self.low is not None
        assert self.high is not None
        exact = self.low + (self.high - self.low) * Decimal(repr(float(place)))
        if self.key.kind == "whole number":
            return Decimal(round(exact))
        if self.key.sixteenths and self.key.kind == "number":
            return round(exact / SIXTEENTH) * SIXTEENTH
        digits = DIGITS - 1 - exact.adjusted() if exact else 0
        return Decimal(round(exact, digits) if exact else 0).normalize()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        ends = {"values": [str(each) for each in self.values]}
        if self.low is not None:
            ends = {"range": [str(self.low), str(self.high)]}
        return {"key": self.key.path, "kind": self.key.kind, "base": str(self.key.base), **ends}


@dataclass(frozen=True)
class Design:
    """Points in the order in which they are lived. `unit` holds their places within the ranges, 0 to 1.

    `unit` is float64[points, keys], empty for a grid. `seed` is that of the draws, not of the worlds.
    """

    name: str
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]
    unit: Unit
    seed: int

    def values(self, point: int) -> dict[Key, Decimal]:
        """Key -> value at a point."""
        return dict(zip((axis.key for axis in self.axes), self.points[point], strict=True))

    def told(self, point: int) -> str:
        """A point in words: every key with its value."""
        return ", ".join(f"{key.path} = {value:f}" for key, value in self.values(point).items())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: all that decides what is lived."""
        return {
            "design": self.name,
            "seed": self.seed,
            "keys": [axis.to_dict() for axis in self.axes],
            "points": [[f"{value:f}" for value in point] for point in self.points],
        }


def design(name: str, axes: Sequence[Axis], points: int | None = None, seed: int = 1) -> Design:
    """A grid (every combination of values), or `points` draws from ranges: Latin hypercube or Sobol'.

    InputError where an axis has not what the design needs, or the number of points cannot be.
    """
    if name not in DESIGNS:
        raise refuse(f"there is no design '{name}'", f"there are {', '.join(DESIGNS)}", "name one of these")
    require_axes(name, axes, ranges=name != GRID)
    if name == GRID:
        return grid(axes)
    if points is None or points < 2:
        raise refuse(
            f"a {name} design of {counted(points or 0, 'point')}",
            "draws from ranges need two or more",
            "give --points a number such as 64",
        )
    if name == SOBOL:
        require_power_of_two(points)
        unit = qmc.Sobol(len(axes), scramble=True, rng=seed).random_base2(points.bit_length() - 1)
    else:
        unit = qmc.LatinHypercube(len(axes), rng=seed).random(points)
    return drawn(name, axes, unit, seed)


def grid(axes: Sequence[Axis]) -> Design:
    """Every combination of values, the last key varying fastest."""
    points = tuple(itertools.product(*(axis.values for axis in axes)))
    return Design(GRID, tuple(axes), points, np.zeros((0, len(axes))), 0)


def drawn(name: str, axes: Sequence[Axis], unit: Unit, seed: int) -> Design:
    """The points at given places within the ranges, float64[points, keys] from 0 to 1."""
    points = tuple(
        tuple(axis.at(place) for axis, place in zip(axes, row, strict=True)) for row in unit.tolist()
    )
    return Design(name, tuple(axes), points, unit, seed)


def require_axes(name: str, axes: Sequence[Axis], ranges: bool) -> None:
    """InputError unless every axis has a range, or, for a grid, values."""
    if not axes:
        raise refuse(
            "no key is named",
            "without one every point would be the same world",
            "give --key PATH=LOW..HIGH, or a file with `keys`",
        )
    problems = []
    for axis in axes:
        if ranges and axis.low is None:
            ends = f"{min(axis.values)}..{max(axis.values)}"
            problems.append(
                Problem(
                    f"{axis.key.path} has values and no range",
                    f"the design {name} draws from ranges",
                    f"write {axis.key.path}={ends}, or take the design {GRID}",
                )
            )
        if not ranges and not axis.values:
            problems.append(
                Problem(
                    f"{axis.key.path} has a range and no values",
                    "a grid takes every combination of values",
                    f"write {axis.key.path}={axis.low},{axis.high}, or take the design {LATIN}",
                )
            )
    if problems:
        raise InputError(problems)


def require_power_of_two(points: int, least: int = 2) -> None:
    """InputError, with the next, for a number of Sobol' points that is no power of two."""
    if points < least or points & (points - 1):
        after = max(least, 1 << max(0, math.ceil(math.log2(max(1, points)))))
        raise refuse(
            f"{counted(points, 'point')} of a Sobol' sequence",
            f"it is balanced at powers of two alone, from {least} on",
            f"give --points {after}",
        )
