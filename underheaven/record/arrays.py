"""Columns of Arrow as arrays of NumPy, without what Arrow brings in for it: to_numpy imports pandas, if it is
installed, which takes longer than most questions."""

from __future__ import annotations

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
