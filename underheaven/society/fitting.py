"""From margins to cells: iterative proportional fitting, the same bits on every machine.

Deming and Stephan 1940; the odds ratios of the seed are kept (Ireland and Kullback 1968). Only +, ×
and ÷ of float64 in a written order are used (docs/synthesis.md, section 1): sums go through
`numpy.bincount`, which adds one number after the other, never through pairwise or threaded sums.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Table
from underheaven.society.numbering import CELL, categories
from underheaven.society.schema import QUINTILES, SEXES, Region, Society

WHOLE = 1 << 48
"""Integer shares of a region's cells sum to this."""
TOLERANCE = 1e-12
MAX_PASSES = 2000


@dataclass(frozen=True)
class Margin:
    """Shares over the combinations of some attributes, in the order of `attributes`; they sum to 1."""

    name: str
    attributes: tuple[str, ...]
    categories: tuple[str, ...]
    shares: tuple[Decimal, ...]


def normalised(values: list[Decimal]) -> tuple[Decimal, ...]:
    """The values over their sum, with 60 digits."""
    with localcontext() as context:
        context.prec = 60
        total = sum(values, Decimal(0))
        return tuple(value / total for value in values)


def margins(society: Society, region: Region) -> tuple[Margin, ...]:
    """The margins of a region in the order in which fitting meets them."""
    bands, groups, opinions = tuple(society.age_bands), society.groups, society.opinions
    sexed = tuple(f"{band}/{sex}" for sex in SEXES for band in bands)
    urban = region.urban.value
    placed = [
        (f"{quintile}/{place}", share * table)
        for index, quintile in enumerate(QUINTILES)
        for place, share, table in (
            ("rural", 1 - urban, _shares(region.quintiles_rural, QUINTILES)[index]),
            ("urban", urban, _shares(region.quintiles_urban, QUINTILES)[index]),
        )
    ]
    return (
        Margin("age_sex", ("sex", "age"), sexed, _shares(region.age_sex, sexed)),
        Margin("groups", ("group",), groups, _shares(region.groups, groups)),
        Margin(
            "quintiles",
            ("quintile", "place"),
            tuple(key for key, _ in placed),
            normalised([share for _, share in placed]),
        ),
        Margin("opinions", ("opinion",), opinions, _shares(region.opinions, opinions)),
    )


def _shares(table: Table, keys: tuple[str, ...]) -> tuple[Decimal, ...]:
    return normalised([table.values[key] for key in keys])


def seed_weights(society: Society) -> tuple[float, ...]:
    """What every cell starts from: the product of the associations' weights, in the order of the file."""
    names = categories(society)
    shape = tuple(len(names[attribute]) for attribute in CELL)
    start = np.ones(shape, dtype=np.float64)
    for association in society.associations:
        axes = [CELL.index(attribute) for attribute in association.between]
        rows, columns = (names[attribute] for attribute in association.between)
        table = np.array([[float(association.weights[a][b]) for b in columns] for a in rows])
        if axes[0] > axes[1]:
            table = table.T
        start = start * table.reshape([size if axis in axes else 1 for axis, size in enumerate(shape)])
    return tuple(start.ravel().tolist())


def cells(society: Society, region: str) -> NDArray[np.int64]:
    """Integer shares of the region's cells, int64 [cells], summing to `WHOLE`.

    Raises InputError where the margins and the associations contradict each other.
    """
    shape = tuple(len(names) for names in categories(society).values())
    shares = _fit(region, shape, margins(society, society.regions[region]), seed_weights(society))
    return np.frombuffer(shares, dtype=np.int64)


@lru_cache(maxsize=512)
def _fit(region: str, shape: tuple[int, ...], wanted: tuple[Margin, ...], start: tuple[float, ...]) -> bytes:
    x = np.array(start, dtype=np.float64)
    grid = np.indices(shape).reshape(len(shape), -1)
    targets = []
    for margin in wanted:
        index = np.zeros(x.size, dtype=np.int64)
        for attribute in margin.attributes:
            axis = CELL.index(attribute)
            index = index * shape[axis] + grid[axis]
        targets.append((margin, index, np.array([float(share) for share in margin.shares])))
    for _ in range(MAX_PASSES):
        for margin, index, target in targets:
            found = np.bincount(index, weights=x, minlength=target.size)
            empty = (found == 0) & (target > 0)
            if empty.any():
                raise _contradiction(region, margin, int(np.flatnonzero(empty)[0]))
            factor = np.where(target > 0, target / np.where(found > 0, found, 1.0), 0.0)
            x = x * factor[index]
        errors = [np.abs(np.bincount(i, weights=x, minlength=t.size) - t).max() for _, i, t in targets]
        if max(errors) <= TOLERANCE:
            return _integers(x).tobytes()
    worst = targets[errors.index(max(errors))][0]
    raise _contradiction(region, worst, None)


def _integers(x: NDArray[np.float64]) -> NDArray[np.int64]:
    """Shares of `WHOLE`, rounded down; the largest cell takes what is left (or gives what is too much)."""
    shares = np.array([math.floor(value * WHOLE) for value in x.tolist()], dtype=np.int64)
    shares[int(np.argmax(shares))] += WHOLE - int(shares.sum())
    return shares


def _contradiction(region: str, margin: Margin, category: int | None) -> InputError:
    if category is None:
        what = f"the margins of region '{region}' cannot be met together, `{margin.name}` least of all"
        why = f"after {MAX_PASSES} passes of fitting the associations still pull them apart"
    else:
        what = f"no cell of region '{region}' can hold {margin.name} '{margin.categories[category]}'"
        why = "the associations, or a share of 0 in another margin, leave it empty"
    remedy = "use weights above 0 in `associations`"
    return InputError([Problem(what, why, remedy, where=f"regions.{region}")])
