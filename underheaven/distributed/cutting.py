"""Cutting a world into ranges of communities, and putting together what the ranges hand over."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.distributed.shard import Arrays
from underheaven.engine.records import Int64
from underheaven.engine.state import Communities, Ledger, State
from underheaven.record.census import KEYS, CensusRecord

OF_COMMUNITIES = frozenset(f"ledger.{name}" for name in Ledger._fields)
IN_ORDER = tuple(KEYS.index(name) for name in ("region", *(name for name in KEYS if name != "region")))
"""Columns of a census by which its rows are in order (`record.enumeration`)."""


def ranges(communities: int, shards: int) -> list[range]:
    """The communities of each shard: about as many for each, none empty where there are enough."""
    edges = [communities * number // shards for number in range(shards + 1)]
    return [range(first, last) for first, last in itertools.pairwise(edges)]


def part_of(communities: Communities, numbers: range) -> Communities:
    """The communities of a range, their people and firms numbered from 0 on.

    `year_row` is the place of a community's row among those of `rows_of_year`.
    """
    part = Communities(*(column[numbers.start : numbers.stop].copy() for column in communities))
    firms = communities.firms[numbers.start : numbers.stop + 1]
    rows = rows_of_year(communities, numbers)
    return part._replace(
        begin=part.begin - part.begin[0],
        firms=firms - firms[0],
        year_row=np.searchsorted(rows, part.year_row).astype(np.int64),
    )


def rows_of_year(communities: Communities, numbers: range) -> Int64:
    """The rows of the yearly tally in which a range counts, int64[rows], in order."""
    return np.unique(communities.year_row[numbers.start : numbers.stop])


def cut(arrays: Arrays, communities: Communities, numbers: range) -> dict[str, NDArray[np.generic]]:
    """What a checkpoint of a world holds of a range, and what everybody knew.

    `communities` are the world's. Arrays that are files on the disk stay there.
    """
    first, last = int(communities.begin[numbers.start]), _end(communities, numbers.stop - 1)
    firms = slice(int(communities.firms[numbers.start]), int(communities.firms[numbers.stop]))
    found = dict[str, NDArray[np.generic]]()
    for name, kept in arrays.items():
        array = np.asarray(kept)
        if name in OF_COMMUNITIES:
            found[name] = array[numbers.start : numbers.stop]
        elif name == "lives":
            found[name] = array[:, first:last]
        elif name in State._fields or name.startswith("census."):
            found[name] = array[firms] if name == "firm" else array[first:last]
        elif name in ("known", "knowns"):
            found[name] = array
    return found


def _end(communities: Communities, number: int) -> int:
    return int(communities.begin[number] + communities.size[number])


def joined(parts: Sequence[dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """The arrays of all ranges, one after the other, as one engine would hold them.

    They are taken out of the parts: of people only one column is there twice.
    """
    room = max(part["ledger.at"].shape[1] for part in parts)
    found: dict[str, NDArray[Any]] = {}
    for name in list(parts[0]):
        each = [part.pop(name) for part in parts]
        if name in OF_COMMUNITIES and each[0].ndim == 2:
            each = [np.pad(array, ((0, 0), (0, room - array.shape[1]))) for array in each]
        found[name] = np.concatenate(each, axis=1 if name == "lives" else 0)
    return found


def one_census(parts: Sequence[CensusRecord]) -> CensusRecord:
    """The census of a world, from those of its ranges."""
    keys, counts = (np.concatenate([getattr(part, name) for part in parts]) for name in ("keys", "counts"))
    order = np.lexsort([keys[:, column] for column in reversed(IN_ORDER)])
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(np.any(np.diff(keys, axis=0, prepend=-2), axis=1))
    summed = np.add.reduceat(counts, begins, axis=0) if len(begins) else counts
    return CensusRecord(parts[0].year, keys[begins], summed)
