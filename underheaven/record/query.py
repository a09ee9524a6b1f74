"""A finished or interrupted run, read: its provenance, its tables, and SQL over its counts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven import __version__
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.layout import Layout
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.record.disk import opened
from underheaven.record.folder import GROWING, TABLES, names_of
from underheaven.record.inspecting import UNREADABLE, faults_of, no_counts, short
from underheaven.record.lock import holder
from underheaven.record.parquet import parquet
from underheaven.record.provenance import Provenance, read_provenance, untrusted
from underheaven.record.rebuilding import world_of

VIEWS = (*GROWING, "communities")
LARGEST_TABLES = 1 << 32
"""Bytes of the compiled tables of any run, unpacked: far more than those of the largest society."""


class RunFolder:
    """A run folder opened for reading; everything in it is checked first, unless `verify` is false.

    Without it nothing is checked but the provenance: for a folder that this process has just written.
    InputError, with everything that is wrong, if it is not a run folder, if the run is going on or was
    killed, if it was made by another version, or if anything is not as the run left it.
    """

    def __init__(self, path: Path, verify: bool = True, world: World | None = None) -> None:
        self.path = path
        self._at_hand = world
        self.provenance: Provenance = read_provenance(path)
        if self.provenance.status == "running":
            at_work = holder(path)
            raise refuse(
                f"{path} is unfinished",
                f"its run is still going on: {at_work}" if at_work else "its run was killed",
                "wait for it" if at_work else "go on with it: give its command again, with --resume",
            )
        self._doubted = verify
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
        version = data.get("model_version")
        if type(version) is int and version != MODEL_VERSION:
            raise self._of_another_version(
                f"it is of version {version} of the model (underheaven {self._made_with}), and this is "
                f"version {MODEL_VERSION} (underheaven {__version__})"
            )
        world = self._at_hand or world_of(self.path, data)
        if world.hash != self.provenance.world_hash:
            raise self._of_another_version(
                f"both are version {version} of the model by name, but its inputs had the hash "
                f"{self.provenance.world_hash[:12]}… and now have {world.hash[:12]}…: the sources of "
                f"underheaven {self._made_with} that made it were others than these of {__version__}"
            )
        return world

    @property
    def _made_with(self) -> str:
        return self.provenance.versions.get("underheaven", "of an unknown version")[:40]

    def _of_another_version(self, why: str) -> InputError:
        return refuse(
            f"{self.path} was made by another version of the model",
            f"{why}; the same inputs now make another world",
            "make the run again with this version, or read it with the one that made it",
        )

    def verify(self) -> None:
        """Check everything in the folder; InputError, in one message, with all that is wrong."""
        self._doubted = True
        if faults := faults_of(self.path, self.provenance, self.world):
            raise untrusted(self.path, faults)

    def tables(self) -> dict[str, NDArray[Any]]:
        """The compiled tables from which the run was made; InputError if they cannot be those."""
        with self.reading(TABLES), opened(self.path / TABLES) as file:
            with zipfile.ZipFile(file) as packed:
                if sum(each.file_size for each in packed.infolist()) > LARGEST_TABLES:
                    raise ValueError("it would unpack to more than any run's")
            file.seek(0)
            with np.load(file, allow_pickle=False) as tables:
                return dict(tables)

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """Within, what goes wrong in reading a file of the run is an InputError about it."""
        try:
            yield
        except (*UNREADABLE, zipfile.BadZipFile) as error:
            raise untrusted(self.path, [f"{name} cannot be read ({short(error)})"]) from error

    def batches(
        self, name: str, columns: Sequence[str] | None = None, year: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows of `steps`, `histogram`, `public`, `years`, `census` or `communities`, by row groups.

        With `year`, those of `years` or `census` that hold rows of it; they may hold others too.
        InputError if a count is no_counts, or if the file cannot be read.
        """
        path = self.path / f"{name}.parquet"
        with self.reading(path.name), parquet(path) as file:
            for number in range(file.num_row_groups):
                years = file.metadata.row_group(number).column(0).statistics
                if year is not None and years is not None and not years.min <= year <= years.max:
                    continue
                group = file.read_row_group(number, columns=None if columns is None else list(columns))
                if self._doubted and (wrong := no_counts(group)):
                    more = [f"{len(wrong) - 3} more columns"] if wrong[3:] else []
                    named = ", ".join([*wrong[:3], *more])
                    raise untrusted(self.path, [f"{path.name} holds what is not a count in {named}"])
                yield from group.combine_chunks().to_batches()

    @cached_property
    def _counts_read(self) -> bool:
        """True; InputError if any count in the folder is negative."""
        for name in (*VIEWS, "final"):
            if f"{name}.parquet" in self.provenance.files:
                for _ in self.batches(name):
                    pass
        return True

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

        there = [name for name in (*VIEWS, "final") if f"{name}.parquet" in self.provenance.files]
        assert self._counts_read
        with closing(duckdb.connect(":memory:", config=_SETTINGS)) as connection:
            for name in there:
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
