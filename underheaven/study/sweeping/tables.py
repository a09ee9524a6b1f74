"""The runs of a design as Arrow tables, in its order; and the long one as a Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from underheaven.record.disk import whole
from underheaven.study.sweeping.design import Design
from underheaven.study.sweeping.kept import Row
from underheaven.study.sweeping.outcomes import Outcome

FILE = "runs.parquet"
WHO = "everyone"
METADATA = {"people": "everybody is synthetic", "order": "that of the design, and of no outcome"}


def long(design: Design, outcomes: Sequence[Outcome], rows: Sequence[Row]) -> pa.Table:
    """A row for each point, seed and outcome: where it was lived, of whom, and the value.

    Columns: point, seed, one for each key, measure, unit, who, value, world, digest, people.
    """
    many = len(outcomes)
    columns = _begin(design, [row for row in rows for _ in range(many)])
    columns += [
        (_text("measure", "measure or harm"), [each.name for _ in rows for each in outcomes]),
        (_text("unit", "what the value is counted in"), [each.unit for _ in rows for each in outcomes]),
        (_text("who", "of whom the value is"), [WHO] * (len(rows) * many)),
        (_number("value", "its value", "as in the column unit"), [
            row.values[each.name] for row in rows for each in outcomes
        ]),
    ]  # fmt: skip
    return _table([*columns, *_end([row for row in rows for _ in range(many)])])


def wide(design: Design, outcomes: Sequence[Outcome], rows: Sequence[Row]) -> pa.Table:
    """A row for each point and seed, with a column for each key and for each outcome."""
    columns = _begin(design, rows)
    for each in outcomes:
        columns.append((_number(each.name, each.title, each.unit), [row.values[each.name] for row in rows]))
    return _table([*columns, *_end(rows)])


def write(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet, whole or not at all."""
    with whole(path) as file:
        pq.write_table(table, file)


Column = tuple[pa.Field, Sequence[object]]


def _begin(design: Design, rows: Sequence[Row]) -> list[Column]:
    columns: list[Column] = [
        (pa.field("point", pa.int64(), metadata={"title": "point of the design, from 0", "unit": "name"}),
         [row.point for row in rows]),
        (pa.field("seed", pa.uint64(), metadata={"title": "seed of the world", "unit": "name"}),
         [row.seed for row in rows]),
    ]  # fmt: skip
    for place, axis in enumerate(design.axes):
        unit = "factor" if axis.key.kind == "factor" else "as in its file"
        values = [float(design.points[row.point][place]) for row in rows]
        columns.append((_number(axis.key.path, "value of the key", unit), values))
    return columns


def _end(rows: Sequence[Row]) -> list[Column]:
    return [
        (_text("world", "hash of the world"), [row.world for row in rows]),
        (_text("digest", "digest of the run"), [row.digest for row in rows]),
        (_text("people", "who the people are"), ["synthetic"] * len(rows)),
    ]


def _table(columns: Sequence[Column]) -> pa.Table:
    schema = pa.schema([field for field, _ in columns], metadata=METADATA)
    return pa.table([pa.array(values, field.type) for field, values in columns], schema=schema)


def _number(name: str, title: str, unit: str) -> pa.Field:
    return pa.field(name, pa.float64(), metadata={"title": title, "unit": unit})


def _text(name: str, title: str) -> pa.Field:
    return pa.field(name, pa.string(), metadata={"title": title, "unit": "name"})
