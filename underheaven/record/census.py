"""The census of conduct: at the end of each calendar year, how scores lie against what people do.

Every adult in the scheme is counted once, by block, region and group, by the shown score, by the deeds
that the policy punishes (those *expected* of the archetype, and where lives are counted those *done* in
the year), and by whether the score brings a consequence, rightly or in error. Only counts are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from underheaven.engine.records import Int64
from underheaven.record.arrays import column_of
from underheaven.record.schemas import NAMED, Names, named

EXPECTED = (0.0, 0.125, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
"""Deeds a year: band 0 is none at all, band b > 0 is above `EXPECTED[b - 1]` and not above `EXPECTED[b]`;
the last band has no end."""
DONE = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Deeds: band b begins at `DONE[b]`; the last has no end."""
NOT_COUNTED = -1
FREE, SANCTIONED, IN_ERROR = range(3)
"""Under no consequence, under one, and under one only because of wrong records."""
KEYS = ("block", "region", "group", "score", "expected", "done", "standing")


@dataclass(frozen=True)
class CensusRecord:
    """A census: `keys` int64[n, 7] are numbers in the order of `KEYS`; `counts` int64[n, 3].

    `score` is the bin of the histogram; `expected` and `done` are bands, `done` -1 where deeds are not
    counted; `standing` is `FREE`, `SANCTIONED` or `IN_ERROR`. Counts are adults in the scheme, the sum of
    their expected deeds in thousandths, and the sum of their deeds (0 where not counted).
    """

    year: int
    keys: Int64
    counts: Int64


def schema(names: Names) -> pa.Schema:
    """The columns of census.parquet; `done` and `deeds` are null where deeds are not counted."""
    return names.schema(
        [
            ("year", pa.int32()),
            ("block", pa.int16()),
            ("region", NAMED),
            ("group", NAMED),
            ("score", pa.int8()),
            ("expected", pa.int8()),
            ("done", pa.int8()),
            ("sanctioned", pa.bool_()),
            ("in_error", pa.bool_()),
            ("adults", pa.int64()),
            ("expected_deeds_thousandths", pa.int64()),
            ("deeds", pa.int64()),
        ]
    )


def census_table(names: Names, record: CensusRecord) -> pa.Table:
    """A census as rows, one for each combination that holds anybody."""
    block, region, group, score, expected, done, standing = record.keys.T
    unknown = done == NOT_COUNTED
    return pa.Table.from_arrays(
        [
            column_of(np.full(len(block), record.year, dtype=np.int32)),
            column_of(block.astype(np.int16)),
            named(region, names.regions),
            named(group, names.groups),
            column_of(score.astype(np.int8)),
            column_of(expected.astype(np.int8)),
            column_of(done.astype(np.int8), unknown),
            column_of(standing != FREE),
            column_of(standing == IN_ERROR),
            column_of(record.counts[:, 0]),
            column_of(record.counts[:, 1]),
            column_of(record.counts[:, 2], unknown),
        ],
        schema=schema(names),
    )
