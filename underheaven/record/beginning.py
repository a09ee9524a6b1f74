"""How a run folder begins: what it is of, its world's tables, and its communities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import InputError
from underheaven.engine.layout import Layout
from underheaven.engine.world import World
from underheaven.record.disk import require_space, whole
from underheaven.record.folder import COMMUNITIES, TABLES, discard, estimate_bytes, names_of, prepare
from underheaven.record.journal import parquet_writer
from underheaven.record.provenance import Axes, Provenance, machine, now, versions
from underheaven.record.schemas import communities_table

COMMUNITY_ROWS = 65_536


def provenance_of(world: World, layout: Layout, cells: Sequence[tuple[str, str, str]]) -> Provenance:
    """What a folder says of a run of which nothing was lived yet.

    `cells` are (group, place, quintile) in the order of the tallies' cells.
    """
    society = world.society
    named = {each.name: getattr(layout, each.name) for each in fields(layout)}
    return Provenance(
        status="running",
        world=world.identity(),
        world_hash=world.hash,
        axes=Axes(regions=tuple(society.regions), groups=society.groups, cells=tuple(cells), **named),
        steps=world.steps,
        steps_recorded=0,
        started=now(),
        versions=versions(),
        machine=machine(),
    )


def begin(
    folder: Path,
    provenance: Provenance,
    world: World,
    communities: NDArray[np.int64],
    tables: Mapping[str, NDArray[Any]],
    *,
    replace: bool,
    lives: bool,
) -> tuple[Path, ...]:
    """Make the folder and write what a run has of its world; returns the folders that were made for it.

    InputError, before anything is changed, where the folder holds something else, or a run and `replace` is
    not given, or where its disk has too little room; `lives` is whether a row of each citizen is kept.
    """
    needed = estimate_bytes(world, provenance.axes, len(communities), lives)
    made = prepare(folder, replace, lambda: require_space(folder, needed))
    try:
        provenance.write(folder)
        write_beginning(folder, provenance, communities, tables)
    except InputError:
        discard(folder, made)
        raise
    return made


def write_beginning(
    folder: Path, provenance: Provenance, communities: NDArray[np.int64], tables: Mapping[str, NDArray[Any]]
) -> None:
    """Write what a run has of its world from the beginning."""
    # In memory first: a zip file is written in hundreds of small pieces, and a file's are slow.
    packed = BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **dict(tables))
    with whole(folder / TABLES) as file:
        file.write(packed.getbuffer())
    table = communities_table(names_of(provenance), communities)
    with whole(folder / COMMUNITIES) as file, parquet_writer(file, table.schema) as writer:
        writer.write_table(table, row_group_size=COMMUNITY_ROWS)
