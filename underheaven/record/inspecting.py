"""Whether a run folder is as its run left it: every file that a run of its kind has, and nothing else.

Hashes tell what was changed by accident. What was changed together with its hash is found by what a run
cannot have left: other names, other rows, other types. Counts are looked at where they are read (query.py).
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from underheaven.documents.words import counted
from underheaven.engine.layout import BLOCKS, Layout, layout_of
from underheaven.engine.world import World
from underheaven.record import census, final
from underheaven.record.disk import sha256_of
from underheaven.record.folder import COMMUNITIES, DATA, FINAL, names_of
from underheaven.record.parquet import parquet
from underheaven.record.provenance import Provenance
from underheaven.record.schemas import Names
from underheaven.society.schema import PLACES, QUINTILES

WIDEST = 64
"""Bytes of a value in memory at most, generously."""
SMALLEST = 1 << 16
SIGNED = (
    *("own", "shown", "clean_own", "clean", "_sum", "_rank", "_word", "_place"),
    *("points_returned", "wave"),
)
"""How columns end that may be below nought: scores, sums of them, and who was the last to be placed."""
MAY_LACK = ("done", "deeds", "enrolled_from")
"""Columns that say nothing of some rows."""
UNREADABLE = (OSError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError, pa.ArrowException)
"""What reading a file raises that is not what it says it is."""
COUNTED = ("region", "community", "citizens")


def faults_of(folder: Path, provenance: Provenance, world: World) -> list[str]:
    """Everything that a run of `world` cannot have left in its folder, one clause each; [] for a good one."""
    stated = list(_stated(provenance, world))
    files = [fault for name in sorted(provenance.files) if name in DATA
             for fault in _of_file(folder / name, provenance)]  # fmt: skip
    if stated or files:
        return stated + files
    # Only what has the right hash is opened.
    tables = sorted(name for name in provenance.files if name.endswith(".parquet"))
    return [fault for name in tables for fault in _of_table(folder, name, provenance, world)]


def _stated(provenance: Provenance, world: World) -> Iterator[str]:
    """What the provenance says of itself that cannot be."""
    done, steps = provenance.steps_recorded, world.steps
    finished = provenance.status == "finished"
    if provenance.steps != steps:
        yield f"steps is {provenance.steps}, and its world has {steps}"
    if done > steps or (finished and done != steps):
        yield f"steps_recorded is {done} of {steps} in a run that is {provenance.status}"
    if finished != bool(provenance.digests):
        yield f"a run that is {provenance.status} has {counted(len(provenance.digests), 'digest')}"
    elif finished and set(provenance.digests) != {"state", "tallies", "run"}:
        yield f"digests are of {', '.join(sorted(provenance.digests))}"
    if provenance.ended is None or provenance.seconds is None:
        yield "it does not say when it ended"
    if "underheaven" not in provenance.versions:
        yield "it does not say which version made it"
    yield from _other_axes(provenance, layout_of(world), world)
    given = provenance.extra.get("given", {})
    if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
        yield "extra.given holds no names"
    yield from _other_files(provenance, world)


def _other_axes(provenance: Provenance, layout: Layout, world: World) -> Iterator[str]:
    society, axes = world.society, provenance.axes
    expected = {
        "regions": tuple(society.regions),
        "groups": society.groups,
        "cells": tuple((group, place, quintile) for group in society.groups
                       for place in PLACES for quintile in QUINTILES),
        **{name: getattr(layout, name) for name in layout.__dataclass_fields__},
    }  # fmt: skip
    for name, names in expected.items():
        if getattr(axes, name) != tuple(names):
            yield f"axes.{name} are not those of its world"


def _other_files(provenance: Provenance, world: World) -> Iterator[str]:
    """Files too many or too few for a run of its kind."""
    must = set(DATA) - {FINAL}
    may = set(must)
    if provenance.status == "finished":
        may.add(FINAL)
        if world.citizens < final.LIMIT:
            must.add(FINAL)
    there = set(provenance.files)
    if lacking := sorted(must - there):
        yield f"files does not name {', '.join(lacking)}, which such a run leaves"
    if other := sorted(there - may):
        yield f"files names {', '.join(map(repr, other))}, which no such run leaves"
    if set(provenance.sizes) != there:
        yield "sizes is not of the same files as files"


def _of_file(path: Path, provenance: Provenance) -> Iterator[str]:
    """Whether a file is there, is one, and has the size and the hash that it had."""
    try:
        state = path.lstat()
        size = provenance.sizes.get(path.name)
        if not stat.S_ISREG(state.st_mode):
            yield f"{path.name} is not a regular file"
        elif size is not None and state.st_size != size:
            yield f"{path.name} has {state.st_size:,} bytes where the run left {size:,}"
        elif sha256_of(path) != provenance.files[path.name]:
            yield f"{path.name} was changed: its hash differs from the one kept with the run"
    except FileNotFoundError:
        yield f"{path.name} is missing"
    except OSError as error:
        yield f"{path.name} cannot be read ({error.strerror})"


def _of_table(folder: Path, name: str, provenance: Provenance, world: World) -> Iterator[str]:
    """Whether a Parquet file has the columns and the rows of such a run."""
    table, names = name.removesuffix(".parquet"), names_of(provenance)
    schema = _schema(table, names, world)
    try:
        with parquet(folder / name) as file:
            if not is_of(schema, file.schema_arrow):
                yield f"{name} does not hold the columns of this run"
                return
            least, most = _rows(table, provenance, world)
            if not least <= file.metadata.num_rows <= most:
                yield f"{name} has {file.metadata.num_rows:,} rows where the run left {_range(least, most)}"
                return
            if _unpacked(file) > SMALLEST * len(schema) + WIDEST * len(schema) * file.metadata.num_rows * 8:
                yield f"{name} would unpack to more than its rows can hold"
                return
            yield from _of_rows(file, table, provenance, world)
    except UNREADABLE as error:
        yield f"{name} cannot be read ({short(error)})"


def _schema(table: str, names: Names, world: World) -> pa.Schema:
    if table == "census":
        return census.schema(names)
    schema: pa.Schema = final.schema(world) if table == "final" else getattr(names, table)
    return schema


def _rows(table: str, provenance: Provenance, world: World) -> tuple[int, int]:
    """The least and the largest number of rows of a file of such a run."""
    done, axes = provenance.steps_recorded, provenance.axes
    regions, groups = len(axes.regions), len(axes.groups)
    communities = sum(-(-people // world.community_size) for people in world.citizens_of_regions)
    years = world.year_of(done - 1) - world.start.year + 1 if done else 0
    waves = len(world.policy.rollout) + 2
    exact = {
        "steps": done * regions * groups, "histogram": done * regions * groups, "public": done * regions,
        "communities": communities, "final": world.citizens,
    }  # fmt: skip
    if table in exact:
        return exact[table], exact[table]
    if table == "years":
        return 0, years * regions * BLOCKS * waves * len(axes.cells)
    return 0, years * world.citizens


def _range(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{most:,} at most"


def _unpacked(file: pq.ParquetFile) -> int:
    groups = (file.metadata.row_group(number) for number in range(file.num_row_groups))
    return sum(group.total_byte_size for group in groups)


def _of_rows(file: pq.ParquetFile, table: str, provenance: Provenance, world: World) -> Iterator[str]:
    """Whether rows come in the order in which a run writes them, each once."""
    axes, done = provenance.axes, provenance.steps_recorded
    if table == "communities":
        if not _are_communities(file, world):
            yield f"{COMMUNITIES} does not hold the communities of its world"
    elif table in ("steps", "histogram", "public"):
        keys = {"step": np.arange(done), "region": np.array(axes.regions)}
        if table != "public":
            keys["group"] = np.array(axes.groups)
        order = np.meshgrid(*keys.values(), indexing="ij")
        rows = file.read(columns=list(keys)).to_pydict()
        if any(rows[name] != of.ravel().tolist() for name, of in zip(keys, order, strict=True)):
            yield f"{table}.parquet does not hold each step of each region once, in order"
    elif table in ("years", "census"):
        last = world.year_of(done - 1) if done else world.start.year
        kept = file.read(columns=["year"]).column(0).to_numpy()
        if (np.diff(kept) < 0).any() or (len(kept) and not world.start.year <= kept[0] <= kept[-1] <= last):
            yield f"{table}.parquet holds years that the run did not live"


def _are_communities(file: pq.ParquetFile, world: World) -> bool:
    """Whether a file names each community of a world once, in order; in pieces, since a nation has many."""
    # Imported here: it takes long, and most commands have no use for it.
    import pyarrow.compute as pc

    regions, people = list(world.society.regions), np.array(world.citizens_of_regions)
    ends = np.cumsum(-(-people // world.community_size))
    first = 0
    for batch in file.iter_batches(columns=list(COUNTED)):
        rows = np.arange(first, first + batch.num_rows)
        first += batch.num_rows
        region = np.searchsorted(ends, rows, side="right")
        number = rows - (ends - -(-people // world.community_size))[region]
        size = np.minimum(world.community_size, people[region] - number * world.community_size)
        named, counted, held = (batch.column(name) for name in COUNTED)
        found = pc.index_in(named.cast(pa.string()), pa.array(regions)).fill_null(-1)
        for column, wanted in ((found, region), (counted, number), (held, size)):
            if column.null_count or (column.to_numpy(zero_copy_only=False) != wanted).any():
                return False
    return bool(first == ends[-1])


def is_of(expected: pa.Schema, found: pa.Schema) -> bool:
    """Whether a file has the columns that are expected, and is of the same world."""
    worlds = [(schema.metadata or {}).get(b"world") for schema in (expected, found)]
    return bool(found.equals(expected)) and worlds[0] == worlds[1]


def no_counts(table: pa.Table) -> list[str]:
    """The columns of counts that hold a number below nought, or none at all where there must be one."""
    # Imported here: it takes long, and most commands have no use for it.
    import pyarrow.compute as pc

    wrong = []
    for field in table.schema:
        column = table.column(field.name)
        if field.name.endswith(SIGNED) or not pa.types.is_integer(field.type):
            column = column if pa.types.is_fixed_size_list(field.type) else None
        if column is None:
            continue
        if pa.types.is_fixed_size_list(field.type):
            column = pc.list_flatten(column)
        least = pc.min(column).as_py()
        if (least is not None and least < 0) or (column.null_count and field.name not in MAY_LACK):
            wrong.append(field.name)
    return wrong


def short(error: BaseException) -> str:
    """What an error says, on one line."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(text.split())[:160]
