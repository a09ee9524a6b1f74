"""The end of a run, citizen by synthetic citizen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven.counted.columns import Life, labels
from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.record.arrays import column_of
from underheaven.record.disk import whole
from underheaven.record.journal import parquet_writer, regrouped
from underheaven.record.schemas import NAMED, named
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES

LIMIT = 10_000_000
"""Citizens from which on the table is written only when asked for."""
ROWS = 131_072
SCORES = ("own", "shown", "clean_own", "clean")
LEVELS = ("dread", "hardship")


@dataclass(frozen=True)
class FinalRows:
    """A community of n citizens at the end of a run.

    `archetype` uint16[n] (bit 15: first slot of a household); scores int16[n] in sixteenths of a point;
    `dread` and `hardship` uint8[n]; `lives` uint32[Life, n], counted since the run began, or since the
    place has its occupant.
    """

    region: int
    community: int
    archetype: NDArray[np.uint16]
    own: NDArray[np.int16]
    shown: NDArray[np.int16]
    clean_own: NDArray[np.int16]
    clean: NDArray[np.int16]
    dread: NDArray[np.uint8]
    hardship: NDArray[np.uint8]
    lives: NDArray[np.uint32]


def schema(world: World) -> pa.Schema:
    """Columns of the table; scores are in sixteenths of a point, what is counted of a life as in `Life`."""
    fields = [
        ("region", NAMED),
        ("community", pa.int32()),
        ("slot", pa.int16()),
        ("household", pa.int16()),
        *((name, NAMED) for name in ATTRIBUTES),
        *((name, pa.int16()) for name in SCORES),
        *((name, pa.uint8()) for name in LEVELS),
        *((name, pa.uint32()) for name in labels(Life)),
    ]
    return pa.schema(fields, metadata={"synthetic": "true", "world": world.hash})


def _table(world: World, archetypes: Archetypes, columns: pa.Schema, rows: FinalRows) -> pa.Table:
    n = len(rows.archetype)
    number = archetypes.of(rows.archetype)
    attributes = {
        name: named(archetypes.codes(name)[number], archetypes.categories[name]) for name in ATTRIBUTES
    }
    household = np.cumsum(rows.archetype >> 15, dtype=np.int64) - 1
    return pa.Table.from_arrays(
        [
            named(np.full(n, rows.region), tuple(world.society.regions)),
            column_of(np.full(n, rows.community, dtype=np.int32)),
            column_of(np.arange(n, dtype=np.int16)),
            column_of(household.astype(np.int16)),
            *(attributes[name] for name in ATTRIBUTES),
            *(column_of(getattr(rows, name)) for name in (*SCORES, *LEVELS)),
            *(column_of(counted) for counted in rows.lives),
        ],
        schema=columns,
    )


def write_final(folder: Path, world: World, rows: Iterable[FinalRows], asked: bool = False) -> Path:
    """Write `final.parquet`: a row per synthetic citizen, in the order in which communities come.

    InputError for ten million citizens or more, unless `asked`.
    """
    if world.citizens >= LIMIT and not asked:
        raise refuse(
            f"a table of {world.citizens:,} synthetic citizens",
            f"it is written unasked only below {LIMIT:,}",
            "ask for it with --final",
        )
    archetypes, columns = Archetypes(world.society), schema(world)
    tables: Iterator[pa.Table] = (_table(world, archetypes, columns, community) for community in rows)
    path = folder / "final.parquet"
    with whole(path) as file, parquet_writer(file, columns) as writer:
        for table in regrouped(tables, ROWS):
            writer.write_table(table, row_group_size=ROWS)
    return path
