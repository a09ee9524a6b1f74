"""Columns of Arrow as arrays of NumPy and back, without what Arrow brings in for it.

`to_numpy` and `pyarrow.array` import pandas, if it is installed, which takes longer than most questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def array_of(column: pa.Array) -> NDArray[Any]:
    """A column of numbers without gaps, as it lies in memory; truths are taken as 0 and 1.

    ValueError where a value is missing.
    """
    if column.null_count:
        raise ValueError(f"{column.null_count} values of a column are missing")
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.uint8())
    return np.from_dlpack(column) if len(column) else np.zeros(0, column.type.to_pandas_dtype())


def column_of(values: NDArray[Any], missing: NDArray[np.bool_] | None = None) -> pa.Array:
    """Numbers or truths [n] as a column, null where `missing` bool[n]; what lies together is not copied."""
    lying = _bits(values) if values.dtype == np.bool_ else pa.py_buffer(np.ascontiguousarray(values))
    given = None if missing is None else _bits(~missing)
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [given, lying])


def texts_of(texts: Sequence[str]) -> pa.StringArray:
    """Texts as a column."""
    written = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, written)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(written), pa.py_buffer(ends), pa.py_buffer(b"".join(written)))


def _bits(truths: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(truths, bitorder="little"))
