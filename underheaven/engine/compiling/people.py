"""Archetypes: their number, and what follows from it alone (specification, 3.4 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from underheaven.engine.world import World
from underheaven.society.schema import ATTRIBUTES, CHILD, PLACES, QUINTILES, SEXES, Society


def categories(society: Society) -> dict[str, tuple[str, ...]]:
    """The categories of each attribute, most significant attribute first."""
    known = {
        "group": society.groups,
        "sex": SEXES,
        "age": tuple(society.age_bands),
        "quintile": QUINTILES,
        "place": PLACES,
        "child": CHILD,
        "opinion": society.opinions,
    }
    return {attribute: known[attribute] for attribute in ATTRIBUTES}


def count_of(society: Society) -> int:
    """The number of archetypes."""
    return int(np.prod([len(names) for names in categories(society).values()]))


@cache
def _digits(sizes: tuple[int, ...]) -> Any:
    return np.stack(np.unravel_index(np.arange(int(np.prod(sizes))), sizes), axis=1)


def digits(society: Society) -> Any:
    """int64[A, 7]: the category of each attribute, for each archetype."""
    return _digits(tuple(len(names) for names in categories(society).values()))


def by_factors(society: Society, attributes: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each combination of categories of some attributes, with the archetypes that have it (bool[A])."""
    names = categories(society)
    table = digits(society)
    places = [ATTRIBUTES.index(attribute) for attribute in attributes]
    sizes = tuple(len(names[attribute]) for attribute in attributes)
    code = np.zeros(len(table), np.int64)
    for place, size in zip(places, sizes, strict=True):
        code = code * size + table[:, place]
    for number, combination in enumerate(np.ndindex(*sizes)):
        yield (
            tuple(names[attribute][c] for attribute, c in zip(attributes, combination, strict=True)),
            code == number,
        )


def people_tables(world: World) -> dict[str, Any]:
    """What of an archetype matters to a tally, a source, the scale and an employer."""
    society = world.society
    table = digits(society)
    group, age, quintile, place = (
        table[:, ATTRIBUTES.index(a)] for a in ("group", "age", "quintile", "place")
    )
    bands = list(society.age_bands.items())
    adult = np.array([band.first >= world.policy.score.scored_from_age for _, band in bands], np.uint8)
    works = np.array([name in society.behaviour.employed_ages for name, _ in bands], np.uint8)
    return {
        "cell_of": ((group * 2 + place) * 5 + quintile).astype(np.uint8),
        "class_of": (group * 2 + place).astype(np.uint8),
        "adult": adult[age],
        "employed": (works & adult)[age],
        "workplace_size": society.behaviour.workplace_size,
    }
