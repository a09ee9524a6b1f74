"""Archetypes: what their numbers say, and how often each considers an act (specification, 4 and 5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from underheaven.society.numbering import Numbering
from underheaven.society.schema import ATTRIBUTES, Society
from underheaven.society.synthesis import ARCHETYPE


class Archetypes:
    """The archetypes of a society, numbered from 0."""

    def __init__(self, society: Society) -> None:
        self.society = society
        self._numbering = Numbering(society)
        self.categories = self._numbering.categories
        """Attribute -> its categories, in order."""
        self.number = self._numbering.number
        self._codes = {each: np.array(self._numbering.codes(each), np.int64) for each in ATTRIBUTES}

    def codes(self, attribute: str) -> NDArray[np.int64]:
        """The category's number of each archetype, int64 [archetypes]."""
        return self._codes[attribute]

    def of(self, column: NDArray[np.uint16]) -> NDArray[np.int64]:
        """The archetypes' numbers in an archetype column, int64 of the same length."""
        return (column & ARCHETYPE).astype(np.int64)

    def rates(self, kind: str) -> NDArray[np.float64]:
        """How often a year a person of each archetype considers an act of a kind, float64 [archetypes]."""
        return np.array(self._numbering.rates(kind))
