"""Numbers of cells and archetypes: what each says of a person (specification, 4; docs/synthesis.md)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from underheaven.society.schema import ATTRIBUTES, CHILD, PLACES, QUINTILES, SEXES, Society

CELL = ("group", "sex", "age", "quintile", "place", "opinion")
"""The attributes of a cell, most significant first: an archetype without the small child at home."""


def categories(society: Society) -> dict[str, tuple[str, ...]]:
    """The categories of each attribute of a cell, in order."""
    return {
        "group": society.groups,
        "sex": SEXES,
        "age": tuple(society.age_bands),
        "quintile": QUINTILES,
        "place": PLACES,
        "opinion": society.opinions,
    }


class Numbering:
    """The archetypes of a society, numbered from 0, in whole numbers of Python."""

    def __init__(self, society: Society) -> None:
        self.society = society
        self.categories = {**categories(society), "child": CHILD}
        """Attribute -> its categories, in order."""
        shape = tuple(len(self.categories[attribute]) for attribute in ATTRIBUTES)
        self.number = math.prod(shape)
        self._codes = dict(zip(ATTRIBUTES, _codes(shape), strict=True))

    def codes(self, attribute: str) -> tuple[int, ...]:
        """The category's number of each archetype."""
        return self._codes[attribute]

    def having(self, attributes: Sequence[str]) -> Iterator[tuple[tuple[str, ...], list[int]]]:
        """Each combination of categories of some attributes, with the archetypes that have it."""
        names = [self.categories[attribute] for attribute in attributes]
        members: dict[tuple[int, ...], list[int]] = {
            combination: [] for combination in product(*(range(len(of)) for of in names))
        }
        for number, mine in enumerate(zip(*(self.codes(each) for each in attributes), strict=True)):
            members[mine].append(number)
        for combination, those in members.items():
            yield tuple(of[code] for of, code in zip(names, combination, strict=True)), those

    def rates(self, kind: str) -> list[float]:
        """How often a year a person of each archetype considers an act of a kind."""
        act = self.society.acts[kind]
        rates = [float(act.per_year.value)] * self.number
        for attribute, factors in act.rate_by.items():
            by_category = [
                float(factors[category].value) if category in factors else 1.0
                for category in self.categories[attribute]
            ]
            codes = self.codes(attribute)
            rates = [rate * by_category[code] for rate, code in zip(rates, codes, strict=True)]
        return rates


@lru_cache(maxsize=8)
def _codes(shape: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """For each axis of a shape the index along it, of all places in order."""
    return tuple(zip(*product(*(range(length) for length in shape)), strict=True))
