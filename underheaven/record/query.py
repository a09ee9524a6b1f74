"""A finished or interrupted run, read: its provenance, its tables, and SQL over its counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.layout import Layout
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.record.disk import sha256_of
from underheaven.record.folder import GROWING, TABLES, names_of
from underheaven.record.provenance import Provenance, changed, read_provenance

VIEWS = (*GROWING, "communities")


class RunFolder:
    """A run folder opened for reading; every file is checked against its hash unless `verify` is false.

    InputError if it is not a run folder, if the run is going on or was killed, or if a file was changed.
    """

    def __init__(self, path: Path, verify: bool = True) -> None:
        self.path = path
        self.provenance: Provenance = read_provenance(path)
        if self.provenance.status == "running":
            raise refuse(
                f"{path} is unfinished",
                "its run is still going on, or was killed",
                "wait for it, or go on with it: run --resume",
            )
        if verify:
            self.verify()

    @property
    def finished(self) -> bool:
        """Whether the run reached its last step."""
        return self.provenance.status == "finished"

    @property
    def layout(self) -> Layout:
        """The columns of the run's tallies."""
        return names_of(self.provenance).layout

    @cached_property
    def world(self) -> World:
        """The world of the run, rebuilt from its provenance; its hash is the run's."""
        data = self.provenance.world
        if data.get("model_version") != MODEL_VERSION:
            raise self._of_another_version()
        world = World.of_identity(data)
        if world.hash != self.provenance.world_hash:
            raise self._of_another_version()
        return world

    def _of_another_version(self) -> InputError:
        mine, version = self.provenance.world.get("model_version"), self.provenance.versions["underheaven"]
        return refuse(
            f"{self.path} was made by another version of the model",
            f"it is of model version {mine} (underheaven {version}), and this one is {MODEL_VERSION}: "
            "the same inputs now make another world",
            "make the run again with this version, or read it with the one that made it",
        )

    def verify(self) -> None:
        """Compare every file with its hash in the provenance; InputError names the first that differs."""
        for name, expected in self.provenance.files.items():
            path = self.path / name
            if not path.is_file():
                raise refuse(
                    f"{path} is missing",
                    "the run left such a file",
                    "restore it from a copy, or make the run again with --replace",
                )
            if sha256_of(path) != expected:
                raise changed(self.path, name)

    def tables(self) -> dict[str, NDArray[Any]]:
        """The compiled tables from which the run was made."""
        with np.load(self.path / TABLES, allow_pickle=False) as tables:
            return dict(tables)

    def batches(
        self, name: str, columns: Sequence[str] | None = None, year: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows of `steps`, `histogram`, `public`, `years`, `census` or `communities`, by row groups.

        With `year`, those of `years` or `census` that hold rows of it; they may hold others too.
        """
        with pq.ParquetFile(self.path / f"{name}.parquet") as file:
            for number in range(file.num_row_groups):
                years = file.metadata.row_group(number).column(0).statistics
                if year is not None and not years.min <= year <= years.max:
                    continue
                group = file.read_row_group(number, columns=None if columns is None else list(columns))
                yield from group.combine_chunks().to_batches()

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Ask one question in SQL: a SELECT.

        The views are `steps`, `histogram`, `public`, `years`, `census`, `communities` and, if the run
        kept it, `final`. Names of tallies have dots and need double quotes:
        `SELECT region, sum("person.adults") FROM steps GROUP BY region`. Sums of counts are int64.
        The query sees these views alone: no other file, no network, 512 MB of memory.
        InputError if the query is wrong.
        """
        # Imported here: it takes a third of a second, and most who open a run ask nothing.
        import duckdb
        import pyarrow.dataset as ds

        with closing(duckdb.connect(":memory:", config=_SETTINGS)) as connection:
            for name in (*VIEWS, "final"):
                if (self.path / f"{name}.parquet").is_file():
                    connection.register(name, ds.dataset(self.path / f"{name}.parquet"))
            for closed in _CLOSING:
                connection.execute(closed)
            try:
                if [each.type for each in connection.extract_statements(query)] != [
                    duckdb.StatementType.SELECT
                ]:
                    raise _unanswered(query, "it is not one SELECT")
                return _narrowed(connection.sql(query, params=list(parameters) or None).to_arrow_table())
            except duckdb.Error as error:
                raise _unanswered(query, str(error)) from error


def _unanswered(query: str, why: str) -> InputError:
    return refuse(
        f"the query cannot be answered: {query}",
        why,
        f"the views are {', '.join(VIEWS)}; names with dots need double quotes",
    )


def _narrowed(table: pa.Table) -> pa.Table:
    """DuckDB adds 64-bit integers up to 128-bit ones, kept as decimals: back to 64 bits where they fit."""
    for number, field in enumerate(table.schema):
        if pa.types.is_decimal128(field.type) and field.type.scale == 0:
            try:
                narrow = table.column(number).cast(pa.int64())
            except pa.ArrowInvalid:
                continue
            table = table.set_column(number, field.name, narrow)
    return table


_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_CLOSING = (
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
