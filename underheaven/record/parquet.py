"""Parquet files of a run, opened for reading by Arrow itself.

Arrow reads ahead in threads of its own. Through a file of Python these would hold objects of Python, and one
that let go of the last of them while the interpreter ended would end the whole process with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from underheaven.record.disk import opened


@contextmanager
def parquet(path: Path) -> Iterator[pq.ParquetFile]:
    """A regular Parquet file, closed in the end; OSError or `pyarrow.ArrowException` for what is none."""
    # By the number of the opened file, so that it is the one that was found to be regular.
    with (
        opened(path) as file,
        pa.OSFile(f"/dev/fd/{file.fileno()}") as source,
        pq.ParquetFile(source) as rows,
    ):
        yield rows
