"""Opinions that stay anchored: the fixed point of Friedkin and Johnsen 1999 by the pull of ties.

y = A W y + (I − A) u: everybody keeps to their own first view u as much as their susceptibility A allows,
and moves by the influences W of the others. A score that is pulled by ties is the same: shown = own + Σ
w_ij (shown_j − own), with w_ij = a_i W_ij / (1 − a_i W_ii), what one thinks of oneself being carried over.
With four people each has a tie of each type, so that the pull takes every weight of the published example.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from underheaven.life.close import of_one_tie, pull
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, near

INFLUENCE = np.array(
    [[0.220, 0.120, 0.360, 0.300], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.090, 0.178, 0.446, 0.286]]
)
SUSCEPTIBILITY = np.array([0.780, 0.785, 0, 0.714])
FIRST = np.array([25.0, 25.0, 75.0, 85.0])
PUBLISHED = (60, 60, 75, 75)
"""As printed, without digits after the point."""
UNIT, STEPS = 256, 60
"""Parts of a unit of opinion, finer than a score's sixteenths; and rounds, after which nothing moves."""


def settled(influence: Floats, susceptibility: Floats, first: Floats) -> Floats:
    """y = (I − AW)⁻¹ (I − A) u."""
    size = len(first)
    moved = np.diag(susceptibility) @ influence
    return np.asarray(np.linalg.solve(np.eye(size) - moved, (np.eye(size) - np.diag(susceptibility)) @ first))


def weights_among(influence: Floats, susceptibility: Floats) -> Floats:
    """Weight of each other person in a shown score, float64[n, n]; nobody is tied to themselves."""
    own = susceptibility * np.diag(influence)
    among = (susceptibility / (1 - own))[:, None] * influence
    np.fill_diagonal(among, 0)
    return np.asarray(among)


def pulled(influence: Floats, susceptibility: Floats, first: Floats) -> Floats:
    """Everybody's shown opinion after `STEPS` steps of the engine's pull."""
    among = weights_among(influence, susceptibility)
    size = len(first)
    others = [[j for j in range(size) if j != i] for i in range(size)]
    tables: NDArray[np.int64] = np.zeros((size, 8, 3, 64), np.int64)
    for i in range(size):
        tables[i, 7, :, 1] = np.floor(65_536 * among[i, others[i]])
    own = [int(view * UNIT) for view in first]
    shown = list(own)
    for _ in range(STEPS):
        moved = []
        for i, (household, employer, friend) in enumerate(others):
            sums = shown[household], shown[employer], shown[friend]
            moved.append(own[i] + pull(own[i], *sums, (1, 1, 1), of_one_tie((1, 1, 1), tables[i])))
        shown = moved
    return np.array(shown) / UNIT


def bound(influence: Floats, susceptibility: Floats, first: Floats) -> float:
    """How far rounding may move an opinion: half a part, and weights cut by a 65,536th of a distance each."""
    among = weights_among(influence, susceptibility)
    cut = 3 * float(np.ptp(first)) / 65_536
    spread = np.abs(np.linalg.inv(np.eye(len(first)) - among)).sum(axis=1).max()
    return float((0.5 / UNIT + cut) * spread)


def compare(influence: Floats, susceptibility: Floats, first: Floats) -> list[Finding]:
    """The findings about the published group, by the pull of ties."""
    law, found = settled(influence, susceptibility, first), pulled(INFLUENCE, SUSCEPTIBILITY, FIRST)
    within = bound(influence, susceptibility, first)
    return [
        *(near(f"person {i + 1}: the fixed point", law[i], found[i], within) for i in range(len(law))),
        *(near(f"person {i + 1}: as printed", PUBLISHED[i], found[i], 0.5) for i in range(len(law))),
    ]


def run() -> Sequence[Finding]:
    """The group of four."""
    return compare(INFLUENCE, SUSCEPTIBILITY, FIRST)


CASES = (
    Case(
        name="influence",
        title="Anchored opinions",
        checks="the pull of ties, with weights that differ from tie to tie",
        kind="unit",
        label="input",
        source="Friedkin and Johnsen 1999",
        tolerance="rounding of scores and of weights; half a unit against the printed numbers",
        false_alarm=0.0,
        run=run,
    ),
)
