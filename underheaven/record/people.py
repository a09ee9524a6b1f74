"""The citizens of a run as they ended, a few thousand at a time: how they stand, and what befell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven.engine.compiling import compile_tables
from underheaven.engine.records import Int64
from underheaven.mechanisms.standards.moving import in_force
from underheaven.record.examples import SIXTEENTHS
from underheaven.record.folder import FINAL
from underheaven.record.query import RunFolder
from underheaven.record.reliving import known_in
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES

KEYS = ("region", "community", "household")
WHO = ("region", *ATTRIBUTES)
"""What is told of a citizen beside numbers."""


@dataclass(frozen=True)
class Block:
    """n citizens in order, in whole households; every array is int64[n].

    `citizen` is the number of each; `columns` are the counts asked for; `codes` of each attribute and of
    `region` number the categories; `household` is another number in each household of the block.
    """

    citizen: Int64
    columns: dict[str, Int64]
    codes: dict[str, Int64]
    household: Int64


def categories_of(folder: RunFolder) -> dict[str, tuple[str, ...]]:
    """The regions, and the categories of each attribute, in order."""
    society = folder.world.society
    return {"region": tuple(society.regions), **Archetypes(society).categories}


def adults_of(folder: RunFolder) -> NDArray[np.bool_]:
    """Whether each age band is one of adults, bool[bands]."""
    world = folder.world
    scored = world.policy.score.scored_from_age.value
    return np.array([band.first >= scored for band in world.society.age_bands.values()])


def clear_of(folder: RunFolder) -> Int64:
    """The score from which on nobody is under a consequence at the run's end, int64[regions, groups], 16ths.

    InputError if what everybody knew is not as the run left it, where thresholds follow outcomes.
    """
    world = folder.world
    tables, lowest = compile_tables(world), int(SIXTEENTHS * world.policy.score.minimum.value)
    regions, fields = len(world.society.regions), len(folder.layout.known)
    known = known_in(folder, tables)[-1] if tables.standards.any else np.zeros((regions, fields), np.int64)
    below = in_force(tables, folder.layout, known, int(tables.last_segment[-1]))
    return np.asarray(below.max(axis=2, initial=lowest))


def keeps_lives(folder: RunFolder) -> bool:
    """Whether the run kept a row for each citizen, with what befell them."""
    return FINAL in folder.provenance.files


def everybody(folder: RunFolder, columns: Sequence[str]) -> Iterator[Block]:
    """Every citizen of a run that keeps lives, from its table."""
    known = categories_of(folder)
    wanted = list(dict.fromkeys((*columns, *KEYS, *WHO)))
    first, rest = 0, None
    for batch in folder.batches(FINAL.removesuffix(".parquet"), wanted):
        arrays = {name: _numbers(batch.column(name), known.get(name)) for name in wanted}
        if rest is not None:
            arrays = {name: np.concatenate([rest[name], values]) for name, values in arrays.items()}
        # The last household may go on in the rows to come.
        end = int(np.flatnonzero(_starts(arrays))[-1])
        rest = {name: values[end:] for name, values in arrays.items()}
        if end:
            yield _block(first, {name: values[:end] for name, values in arrays.items()}, columns)
        first += end
    if rest is not None:
        yield _block(first, rest, columns)


def _numbers(column: pa.Array, names: tuple[str, ...] | None) -> Int64:
    if names is None:
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.int64)
    order = np.array([names.index(name) for name in column.dictionary.to_pylist()], dtype=np.int64)
    return np.asarray(order[column.indices.to_numpy(zero_copy_only=False)], dtype=np.int64)


def _starts(arrays: dict[str, Int64]) -> NDArray[np.bool_]:
    """Whether each row is the first of a household."""
    starts = np.ones(len(arrays["region"]), bool)
    starts[1:] = np.logical_or.reduce([np.diff(arrays[key]) != 0 for key in KEYS])
    return starts


def _block(first: int, arrays: dict[str, Int64], columns: Sequence[str]) -> Block:
    household = np.cumsum(_starts(arrays), dtype=np.int64) - 1
    citizen = np.arange(first, first + len(household), dtype=np.int64)
    return Block(
        citizen, {name: arrays[name] for name in columns}, {name: arrays[name] for name in WHO}, household
    )
