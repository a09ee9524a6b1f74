"""The rows of a run as they come: small files that are written and read again in a tenth of Parquet's time.

Each is a stream of Arrow, packed with LZ4. They last until their rows are in the one Parquet file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from underheaven.record.disk import opened

ENDING = ".arrow"


@contextmanager
def segment_writer(file: BinaryIO, schema: pa.Schema) -> Iterator[pa.RecordBatchStreamWriter]:
    """A writer of a segment."""
    with pa.ipc.new_stream(file, schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        yield writer


@contextmanager
def segment(path: Path) -> Iterator[pa.RecordBatchStreamReader]:
    """A segment, opened for reading; OSError or `pyarrow.ArrowException` for what is none."""
    # By the number of the opened file, as in parquet.py.
    with (
        opened(path) as file,
        pa.OSFile(f"/dev/fd/{file.fileno()}") as source,
        pa.ipc.open_stream(source) as rows,
    ):
        yield rows


def batches(rows: pa.RecordBatchStreamReader) -> Iterator[pa.RecordBatch]:
    """The rows of a segment, some at a time; `pyarrow.ArrowInvalid` where they are not what they say."""
    for batch in rows:
        batch.validate(full=True)
        yield batch
