"""At which values of the assumed numbers a world is lived.

A Latin hypercube over all numbers (McKay, Beckman and Conover 1979) gives the range. What drives it comes
from pairs of its points, a and b: a with the numbers of one group taken from b differs from a by that group
alone (Saltelli and others 2010, a radial design: Campolongo, Saltelli and Cariboni 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from underheaven.study.assuming.numbers import Assumed
from underheaven.study.sweeping.design import Axis, Design, drawn
from underheaven.study.sweeping.keys import Key

DRAWS, PAIRS, CLOSER_PAIRS = 200, 12, 48
"""Draws of the hypercube, pairs for every group, and pairs for the few that matter."""
FEW = 4
"""Groups that are looked at more closely, at most."""


@dataclass(frozen=True)
class Draws:
    """Places of all numbers within their ranges, 0 to 1: `hypercube` float64[draws, numbers].

    `groups` are the names of the numbers' groups, in their order.
    """

    numbers: tuple[Assumed, ...]
    hypercube: NDArray[np.float64]
    seed: int

    @classmethod
    def of(cls, numbers: Sequence[Assumed], draws: int = DRAWS, seed: int = 1) -> Draws:
        """Drawn with a seed. ValueError for fewer than four draws, or no number."""
        if draws < 4 or not numbers:
            raise ValueError("a range needs an assumed number and four draws or more")
        return cls(tuple(numbers), qmc.LatinHypercube(len(numbers), rng=seed).random(draws), seed)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the numbers are of, in their order."""
        return tuple(dict.fromkeys(each.group for each in self.numbers))

    @cached_property
    def places_of_groups(self) -> dict[str, NDArray[np.bool_]]:
        """Which numbers are of each group, bool[numbers]."""
        return {group: np.array([each.group == group for each in self.numbers]) for group in self.groups}

    @property
    def most_pairs(self) -> int:
        """How many pairs of points there are that have no point in common."""
        return len(self.hypercube) // 2

    def whole(self) -> Design:
        """The points of the hypercube."""
        return self._design("assumptions", self.hypercube)

    def mixed(self, groups: Sequence[str], pairs: Sequence[int]) -> Design:
        """The first point of each of some pairs with one group from the second: by pair, then by group."""
        half = self.most_pairs
        rows = [
            np.where(self.places_of_groups[group], self.hypercube[half + pair], self.hypercube[pair])
            for pair in pairs
            for group in groups
        ]
        return self._design("assumptions of groups", np.array(rows))

    def _design(self, name: str, rows: NDArray[np.float64]) -> Design:
        # A point is the place of each number in its range, so that a key's own values need not be known.
        axes = tuple(
            Axis(Key(each.key.path, each.key.document, each.key.steps, "number", Decimal("0.5"), None), (),
                 Decimal(0), Decimal(1))
            for each in self.numbers
        )  # fmt: skip
        return drawn(name, axes, rows, self.seed)
