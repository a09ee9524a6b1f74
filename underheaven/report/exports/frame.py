"""A table that shows itself in a notebook and goes into files, with its units and its origin."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from underheaven.documents import taking
from underheaven.documents.problems import refuse
from underheaven.documents.unknown import has, unknown
from underheaven.documents.words import counted
from underheaven.record.disk import whole
from underheaven.report.escaping import csv_cell, csv_comment
from underheaven.report.exports.endings import TABLES, ending
from underheaven.report.exports.stamp import Stamp
from underheaven.report.words import number

MOST_ROWS = 20
"""Rows that are shown; files have all of them."""
NO_UNITS = ("", "name", "text")
"""What columns of words are counted in."""
SYNTHETIC = "synthetic"
"""A column of CSV files, true in every row: rows that are cut out of a file still say so."""


@dataclass(frozen=True)
class Frame:
    """A named table. `units` says what the numbers of a column are counted in; `table` is the Arrow table."""

    title: str
    table: pa.Table
    stamp: Stamp
    units: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_rows(
        cls,
        title: str,
        rows: Sequence[Mapping[str, Any]],
        stamp: Stamp,
        units: Mapping[str, str] | None = None,
    ) -> Frame:
        """A frame of rows with the same keys; values are text, numbers, truths, days or None."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        columns = {name: _array([row.get(name) for row in rows], name in (units or {})) for name in names}
        return cls(title, pa.table(columns), stamp, units or {})

    @classmethod
    def of_table(cls, title: str, table: pa.Table, stamp: Stamp) -> Frame:
        """A frame of an Arrow table; units are those that the metadata of its fields name."""
        named = {field.name: (field.metadata or {}).get(b"unit", b"").decode() for field in table.schema}
        return cls(title, table, stamp, {name: unit for name, unit in named.items() if unit not in NO_UNITS})

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self.table.column_names)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.to_pylist())

    def __getitem__(self, column: str) -> Any:
        """The values of a column, as a list; InputError, also a `KeyError`, where there is none."""
        if not has(self.columns, column):
            raise unknown("column", column, self.columns)
        return self.table.column(column).to_pylist()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as an Arrow stream: polars, pandas and DuckDB read a frame as it is.

        Arrow raises what it raises where `requested_schema` does not fit.
        """
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The columns as an Arrow schema, for whoever asks before reading."""
        return self.to_arrow().schema.__arrow_c_schema__()

    def to_arrow(self) -> pa.Table:
        """The Arrow table, with units, origin and corrections in its metadata."""
        return self._described()

    def to_pylist(self) -> list[dict[str, Any]]:
        """A dictionary for each row; what is missing is None."""
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows

    def to_pandas(self) -> Any:
        """A pandas data frame. InputError where pandas is not installed."""
        try:
            return self.table.to_pandas()
        except ImportError:
            raise refuse(
                "pandas is not installed", "a pandas data frame is asked for",
                "install pandas, or take to_arrow(), which polars and DuckDB read",
            ) from None  # fmt: skip

    def to_csv(self, path: str | os.PathLike[str]) -> Path:
        """Write CSV: UTF-8, lines that begin with # first, and a column `synthetic` last.

        InputError where the disk refuses.
        """
        return _written(taking.path("path", path), self.csv().encode())

    def to_parquet(self, path: str | os.PathLike[str]) -> Path:
        """Write Parquet; origin and corrections are in the metadata of the schema, units in the fields'.

        InputError where the disk refuses.
        """
        buffer = io.BytesIO()
        pq.write_table(self._described(), buffer)
        return _written(taking.path("path", path), buffer.getvalue())

    def to_json(self, path: str | os.PathLike[str]) -> Path:
        """Write JSON: an object with `synthetic`, `title`, `units`, the origin, and `rows`.

        InputError where the disk refuses.
        """
        text = json.dumps(self.to_dict(), indent=1, ensure_ascii=False, allow_nan=False, default=str)
        return _written(taking.path("path", path), f"{text}\n".encode())

    def to_dict(self) -> dict[str, Any]:
        """Plain values; days and times are written out by whoever writes them."""
        head: dict[str, Any] = {"synthetic": True, "title": self.title, "units": dict(self.units)}
        told = {name: text for name, text in self.stamp.texts() if name not in ("synthetic", "corrections")}
        return {**head, **told, "corrections": list(self.stamp.corrections), "rows": self.to_pylist()}

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it as the ending says: .csv, .parquet or .json; InputError for another."""
        found = ending(taking.path("path", path), TABLES, "a table")
        writers = {".csv": self.to_csv, ".parquet": self.to_parquet, ".json": self.to_json}
        return writers[found](path)

    def csv(self) -> str:
        """The text of the CSV file.

        Both: lines before the head, which hold the whole origin, and a column, because lines of comments are
        the first thing that is lost when files are joined or rows are copied.
        """
        text = io.StringIO()
        for line in self._comments():
            text.write(f"# {csv_comment(line)}\n")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([*map(csv_cell, self.columns), SYNTHETIC])
        for row in zip(*(self[name] for name in self.columns), strict=True):
            writer.writerow([*("" if value is None else _told(value) for value in row), "true"])
        return text.getvalue()

    def _comments(self) -> Iterator[str]:
        yield self.title
        for name, text in self.stamp.texts():
            if name == "corrections":
                yield from (f"correction: {each}" for each in self.stamp.corrections)
            elif name != "synthetic":
                yield from (f"{name}: {line}" for line in text.splitlines())
        yield from (f"unit of {name}: {unit}" for name, unit in self.units.items())

    def _described(self) -> pa.Table:
        fields = [
            each.with_metadata({"unit": self.units[each.name]}) if each.name in self.units else each
            for each in self.table.schema
        ]
        metadata = {"title": self.title, **dict(self.stamp.texts())}
        return self.table.cast(pa.schema(fields, metadata))

    def _repr_html_(self) -> str:
        """The table as a notebook shows it."""
        heads = "".join(f"<th style='text-align:left'>{self._head(name)}</th>" for name in self.columns)
        rows = self.table.slice(0, MOST_ROWS).to_pylist()
        body = "".join("<tr>" + "".join(_cell(value) for value in row.values()) + "</tr>" for row in rows)
        more = f"<p>{counted(len(self) - len(rows), 'more row')}.</p>" if len(self) > len(rows) else ""
        return (
            f"<div><p><b>{escape(self.title)}</b><br><small>{escape(self.stamp.notice)}</small></p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}{self.stamp.folded()}</div>"
        )

    def _head(self, name: str) -> str:
        unit = self.units.get(name)
        return escape(name) + (f"<br><small>{escape(unit)}</small>" if unit else "")

    def __repr__(self) -> str:
        names = textwrap.shorten(", ".join(self.columns), 200, placeholder=" …")
        title = textwrap.shorten(self.title, 100, placeholder=" …")
        return f"<Frame {title!r}: {counted(len(self), 'row')}; {names}; synthetic people>"


def _array(values: list[Any], in_unit: bool) -> pa.Array:
    """A column; of one that is counted in a unit, missing values alone are missing numbers."""
    return pa.array(values, pa.float64() if in_unit and all(value is None for value in values) else None)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _told(value: Any) -> Any:
    return csv_cell(value) if isinstance(value, str) else _plain(value)


def _cell(value: Any) -> str:
    if value is None:
        return "<td style='text-align:right'>–</td>"
    if isinstance(value, float):
        return f"<td style='text-align:right'>{number(value)}</td>"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"<td style='text-align:right'>{value}</td>"
    if isinstance(value, dt.date):
        return f"<td style='text-align:left; white-space:nowrap'>{value}</td>"
    return f"<td style='text-align:left'>{escape(_plain(value))}</td>"


def _written(path: Path, content: bytes) -> Path:
    with whole(path) as file:
        file.write(content)
    return path
