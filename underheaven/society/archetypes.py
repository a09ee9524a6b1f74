"""Archetypes: what their numbers say, and how often each considers an act (specification, 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from underheaven.society.fitting import categories
from underheaven.society.schema import ATTRIBUTES, CHILD, Society
from underheaven.society.synthesis import ARCHETYPE


class Archetypes:
    """The archetypes of a society, numbered from 0."""

    def __init__(self, society: Society) -> None:
        self.society = society
        self.categories = {**categories(society), "child": CHILD}
        """Attribute -> its categories, in order."""
        shape = [len(self.categories[attribute]) for attribute in ATTRIBUTES]
        self.number = int(np.prod(shape))
        self._codes = dict(zip(ATTRIBUTES, np.indices(shape).reshape(len(shape), -1), strict=True))

    def codes(self, attribute: str) -> NDArray[np.int64]:
        """The category's number of each archetype, int64 [archetypes]."""
        return self._codes[attribute]

    def having(self, attributes: Sequence[str]) -> Iterator[tuple[tuple[str, ...], NDArray[np.bool_]]]:
        """Each combination of categories of some attributes, with who has it, bool [archetypes]."""
        names = [self.categories[attribute] for attribute in attributes]
        for combination in product(*(range(len(of)) for of in names)):
            members = np.ones(self.number, bool)
            for attribute, code in zip(attributes, combination, strict=True):
                members &= self.codes(attribute) == code
            yield tuple(of[code] for of, code in zip(names, combination, strict=True)), members

    def of(self, column: NDArray[np.uint16]) -> NDArray[np.int64]:
        """The archetypes' numbers in an archetype column, int64 of the same length."""
        return (column & ARCHETYPE).astype(np.int64)

    def rates(self, kind: str) -> NDArray[np.float64]:
        """How often a year a person of each archetype considers an act of a kind, float64 [archetypes]."""
        act = self.society.acts[kind]
        rates = np.full(self.number, float(act.per_year.value))
        for attribute, factors in act.rate_by.items():
            by_category = [
                float(factors[category].value) if category in factors else 1.0
                for category in self.categories[attribute]
            ]
            rates *= np.array(by_category)[self.codes(attribute)]
        return rates
