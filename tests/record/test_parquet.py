"""Parquet files are read by Arrow's own file, never through one of Python's."""

import ast
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import underheaven
from underheaven.record.parquet import parquet

PACKAGE = Path(underheaven.__file__).parent
BY_PATH = {"record/parquet.py", "record/journal.py"}
"""Where Arrow opens Parquet files: the one for reading a run, and the one for going on with its own."""


def written(path: Path) -> pa.Table:
    table = pa.table({"n": range(1_000)})
    pq.write_table(table, path, row_group_size=100)
    return table


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = written(path)
    with parquet(path) as file:
        assert file.read() == table
    with parquet(path) as file:
        assert file.read_row_group(9) == table.slice(900)


def test_arrow_is_handed_no_file_of_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its threads outlive the interpreter, and would end the process with what they hold of Python's."""
    handed: list[object] = []
    opens = pq.ParquetFile

    def seen(source: object) -> object:
        handed.append(source)
        return opens(source)

    path = tmp_path / "a.parquet"
    written(path)
    monkeypatch.setattr(pq, "ParquetFile", seen)
    with parquet(path) as file:
        file.read()
    assert [type(each) for each in handed] == [pa.OSFile]


def test_nothing_else_opens_parquet_files() -> None:
    openers = {"ParquetFile", "read_table", "ParquetDataset"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in openers
    }
    assert found <= BY_PATH


@pytest.mark.parametrize("kind", ["missing", "link", "folder", "fifo"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "b.parquet"
    if kind == "link":
        written(tmp_path / "a.parquet")
        path.symlink_to(tmp_path / "a.parquet")
    elif kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    with pytest.raises(OSError, match=r"regular file|directory|No such file"), parquet(path):
        pass


def test_what_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(pa.ArrowInvalid), parquet(path):
        pass
