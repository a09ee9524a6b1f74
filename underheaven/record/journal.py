"""A Parquet file that grows step by step and survives being cut off.

Parquet cannot be read before its end is written. So rows first go into small complete files, the
segments (segment.py); closing streams them, in order, into the one file. Whatever kills a run loses at
most the rows after the last segment, which the checkpoint's step makes again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from underheaven.record.ahead import Ahead, Write
from underheaven.record.disk import PART, whole, writing
from underheaven.record.segment import ENDING, batches, segment, segment_writer

SEGMENTS = "segments"


@contextmanager
def parquet_writer(file: BinaryIO | pa.NativeFile, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer with the settings of every file of a run: zstd, names as numbers."""
    names = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    with pq.ParquetWriter(
        file, schema, compression="zstd", use_dictionary=names, write_statistics=[*schema.names[:2]]
    ) as writer:
        yield writer


def row_groups(paths: Iterable[Path]) -> Iterator[pa.Table]:
    """The rows of some segments or Parquet files, as they were written together, one group at a time."""
    for path in paths:
        if path.suffix == ENDING:
            with segment(path) as rows:
                for batch in batches(rows):
                    yield pa.Table.from_batches([batch])
            continue
        with pq.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number)


def regrouped(tables: Iterable[pa.Table], rows: int) -> Iterator[pa.Table]:
    """The same rows in tables of `rows` rows each, the last one shorter."""
    held: list[pa.Table] = []
    count = 0
    for table in tables:
        held.append(table)
        count += table.num_rows
        if count >= rows:
            joined = pa.concat_tables(held).combine_chunks()
            full = count - count % rows
            for first in range(0, full, rows):
                yield joined.slice(first, rows)
            held, count = [joined.slice(full)], count - full
    if count:
        yield pa.concat_tables(held).combine_chunks()


class Journal:
    """The rows of one file of a run folder, `NAME.parquet`; `group_rows` rows in each row group.

    With an `executor` rows are packed in its thread as they come (ahead.py), else when all are there.
    """

    def __init__(
        self, folder: Path, name: str, schema: pa.Schema, group_rows: int, executor: Executor | None = None
    ) -> None:
        self.path = folder / f"{name}.parquet"
        self.name = name
        self.schema = schema
        self.group_rows = group_rows
        self._segments = folder / SEGMENTS
        self._executor = executor
        self._ahead: Ahead | None = None

    def parts(self) -> list[Path]:
        """The complete segments, in order."""
        found = (self._segments.glob(f"{self.name}-*{ending}") for ending in (ENDING, ".parquet"))
        return sorted(path for each in found for path in each)

    def kept(self) -> list[Path]:
        """The files that hold all rows so far: the one file, or else the segments."""
        return [self.path] if self.path.exists() or self.path.is_symlink() else self.parts()

    def append(self, first: int, table: pa.Table) -> None:
        """Keep rows, the first of them of step (or year) `first`. InputError if the disk is full."""
        if table.num_rows:
            self.extend(first, [table])

    def extend(self, first: int, tables: Iterable[pa.Table]) -> None:
        """Keep rows as `append` does, of several tables, of which one at a time need be there."""
        segment = self._segments / f"{self.name}-{first:010d}{ENDING}"
        self._write(segment, tables)
        if self._executor is None:
            return
        if self._ahead is None:
            self._ahead = Ahead(self.path, self.group_rows, self._executor, self._opened, self._groups)
            for part in self.parts():
                self._ahead.take(part)
        else:
            self._ahead.take(segment)

    def close(self) -> Path:
        """Stream all segments into the one file and remove them; the same rows give the same bytes."""
        parts = self.parts()
        if self._ahead is None or not self._ahead.finish(parts):
            self._write(self.path, regrouped(row_groups(parts), self.group_rows))
        self._remove(parts)
        return self.path

    def describe_anew(self, schema: pa.Schema) -> None:
        """Name the file's columns as before, and say otherwise what it is of (the schema's metadata)."""
        self.give_up()
        self.schema, self._executor, self._ahead = schema, None, None

    def give_up(self) -> None:
        """Let go of what was packed ahead."""
        if self._ahead is not None:
            self._ahead.drop()

    def reopen(self, limit: int) -> None:
        """Go on after the rows whose first column is below `limit`; later ones are dropped."""
        with writing(self.path.parent):
            self._segments.mkdir(exist_ok=True)
            if self.path.exists():
                # The one file holds every segment's rows: segments beside it are leftovers of its making.
                self._remove(self.parts())
                self.path.replace(self._segments / f"{self.name}-{0:010d}.parquet")
        self._remove(self._segments.glob(f"{self.name}-*{PART}"))
        # Imported here: it takes long, and most runs have no use for it.
        import pyarrow.compute as pc

        key = self.schema.names[0]
        for part in self.parts():
            kept = 0
            later = False
            for table in row_groups([part]):
                below = pc.sum(pc.less(table[key], limit)).as_py() or 0
                kept += below
                later = later or below < table.num_rows
            if not kept:
                self._remove([part])
            elif later:
                tables = (table.filter(pc.less(table[key], limit)) for table in row_groups([part]))
                self._write(part, (table for table in tables if table.num_rows))

    def _opened(self, stack: ExitStack, file: BinaryIO) -> Write:
        writer = stack.enter_context(parquet_writer(file, self.schema))
        return partial(writer.write_table, row_group_size=self.group_rows)

    def _groups(self, segment: Path, held: list[pa.Table]) -> list[pa.Table]:
        return list(regrouped(chain(held, row_groups([segment])), self.group_rows))

    def _write(self, path: Path, tables: Iterable[pa.Table]) -> None:
        if path.suffix == ENDING:
            with whole(path) as file, segment_writer(file, self.schema) as rows:
                for table in tables:
                    rows.write_table(table)
            return
        with whole(path) as file, parquet_writer(file, self.schema) as writer:
            for table in tables:
                writer.write_table(table, row_group_size=self.group_rows)

    def _remove(self, paths: Iterable[Path]) -> None:
        with writing(self.path.parent):
            for path in list(paths):
                path.unlink()
