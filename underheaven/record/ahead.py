"""Packing the rows of a run into Parquet while the run goes on, so that little is left to do at its end."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias
from weakref import finalize

import pyarrow as pa

from underheaven.record.disk import PART, sync_folder, writing

Write: TypeAlias = Callable[[pa.Table], None]


class Ahead:
    """The one file of a journal, packed segment by segment in a thread of `executor`.

    `opened` gives what writes a row group into a file until the stack is closed; `groups` cuts tables into
    row groups. The file has a temporary name until `finish`. Whatever goes wrong is no fault of the run's:
    `finish` says that there is no file, and it is packed from the segments.
    """

    def __init__(
        self,
        path: Path,
        rows: int,
        executor: Executor,
        opened: Callable[[ExitStack, BinaryIO], Write],
        groups: Callable[[Path, list[pa.Table]], list[pa.Table]],
    ) -> None:
        self._path, self._part, self._rows = path, path.with_name(path.name + PART), rows
        self._executor, self._opened, self._groups = executor, opened, groups
        self._taken: list[Path] = []
        self._tasks: list[Future[Any]] = []
        self._held: list[pa.Table] = []
        self._open = ExitStack()
        # One that nobody ends, since the run broke off, closes its file when it is forgotten.
        finalize(self, _close, self._open)
        self._write: Write | None = None

    def take(self, segment: Path) -> None:
        """Pack another segment, which is complete, and comes after those before."""
        self._taken.append(segment)
        self._tasks.append(self._executor.submit(self._pack, segment))

    def finish(self, segments: list[Path]) -> bool:
        """Whether the file is there, complete, of just these segments."""
        try:
            for task in self._tasks:
                task.result()
            if self._write is None or self._taken != segments:
                return False
            for table in self._held:
                self._write(table)
            self._open.close()
        except (OSError, pa.ArrowException):
            return False
        finally:
            self.drop()
        with writing(self._path.parent):
            with self._part.open("rb") as file:
                os.fsync(file.fileno())
            self._part.replace(self._path)
            sync_folder(self._path.parent)
        return True

    def drop(self) -> None:
        """Let go of the file; one that is not finished is left to whoever clears the folder."""
        for task in self._tasks:
            if not task.cancel():
                # What is under way still writes; that it failed is told by `finish`.
                task.exception()
        self._held, self._write = [], None
        _close(self._open)

    def _pack(self, segment: Path) -> None:
        if self._write is None:
            # A file of its own: whoever broke off may still hold the one before, and write to it.
            self._part.unlink(missing_ok=True)
            self._write = self._opened(self._open, self._open.enter_context(self._part.open("wb")))
        tables = self._groups(segment, self._held)
        self._held = [tables.pop()] if tables and tables[-1].num_rows < self._rows else []
        for table in tables:
            self._write(table)


def _close(stack: ExitStack) -> None:
    """Close what is open of a file that may be of no use."""
    with suppress(OSError, pa.ArrowException):
        stack.close()
