"""Numbers, bounds and paths of an SVG picture."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """A rectangle in pixels: what a part of a picture covers, from its own origin."""

    left: float = math.inf
    top: float = math.inf
    right: float = -math.inf
    bottom: float = -math.inf

    def with_(self, other: Bounds) -> Bounds:
        """The smallest rectangle around both."""
        return Bounds(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip

    def moved(self, x: float, y: float) -> Bounds:
        """The same elsewhere."""
        return Bounds(self.left + x, self.top + y, self.right + x, self.bottom + y)


def short(value: float) -> str:
    """A number of pixels, to a tenth."""
    text = f"{value:.1f}"
    return text[:-2] if text[-2:] == ".0" else text


def at(point: Point) -> str:
    """A point of a path."""
    return f"{short(point[0])},{short(point[1])}"


def line(points: Sequence[Point], interpolate: str = "linear") -> str:
    """A path through points: straight, or level until the next (`step-after`)."""
    if interpolate != "step-after":
        return "M" + "L".join(map(at, points))
    parts = [f"M{at(points[0])}"]
    for before, after in itertools.pairwise(points):
        parts.append(
            f"H{short(after[0])}V{short(after[1])}" if before[1] != after[1] else f"H{short(after[0])}"
        )
    return "".join(parts)


def rectangle(one: Point, other: Point) -> str:
    """A closed path around the rectangle between two corners."""
    right, bottom = other
    return f"M{at(one)}H{short(right)}V{short(bottom)}H{short(one[0])}z"


def symbol(shape: str, centre: Point, size: float) -> str:
    """A closed path of a mark of an area of about `size` square pixels; `stroke` is a line."""
    x, y = centre
    r = math.sqrt(size) / 2
    if shape == "circle":
        half = f"a{short(r)},{short(r)} 0 1 1 "
        return f"M{at((x + r, y))}{half}{short(-2 * r)},0{half}{short(2 * r)},0z"
    if shape == "stroke":
        return f"M{at((x - r, y))}H{short(x + r)}"
    corners = [(x + r * across, y + r * down) for across, down in CORNERS[shape]]
    return "".join(f"{'L' if place else 'M'}{at(corner)}" for place, corner in enumerate(corners)) + "z"


_HIGH = math.sqrt(3) / 2
_ARM = 0.4
CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle-up": ((0, -_HIGH), (-1, _HIGH), (1, _HIGH)),
    "triangle-down": ((0, _HIGH), (-1, -_HIGH), (1, -_HIGH)),
    "triangle-right": ((_HIGH, 0), (-_HIGH, -1), (-_HIGH, 1)),
    "cross": (
        (-1, -_ARM), (-1, _ARM), (-_ARM, _ARM), (-_ARM, 1), (_ARM, 1), (_ARM, _ARM), (1, _ARM), (1, -_ARM),
        (_ARM, -_ARM), (_ARM, -1), (-_ARM, -1), (-_ARM, -_ARM),
    ),
}  # fmt: skip
"""Corners of each shape, for a half side of 1."""
