from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from underheaven.record.journal import Journal, regrouped, row_groups

SCHEMA = pa.schema([("step", pa.int32()), ("n", pa.int64())])


def table(first: int, rows: int) -> pa.Table:
    return pa.table({"step": range(first, first + rows), "n": range(rows)}, schema=SCHEMA)


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 7))
def test_regrouping_keeps_rows_and_order(sizes: list[int], rows: int) -> None:
    tables = [table(10 * number, size) for number, size in enumerate(sizes)]
    found = list(regrouped(tables, rows))
    assert all(each.num_rows == rows for each in found[:-1])
    assert all(0 < each.num_rows <= rows for each in found)
    steps = [step for each in found for step in each["step"].to_pylist()]
    assert steps == [step for each in tables for step in each["step"].to_pylist()]


def test_the_same_rows_give_the_same_bytes_however_they_came(tmp_path: Path) -> None:
    written = []
    for number, sizes in enumerate([[50], [7, 43], [1] * 50]):
        folder = tmp_path / str(number)
        (folder / "segments").mkdir(parents=True)
        journal = Journal(folder, "rows", SCHEMA, 16)
        first = 0
        for size in sizes:
            part = pa.table({"step": range(first, first + size), "n": [3] * size}, schema=SCHEMA)
            journal.append(first, part)
            first += size
        written.append(journal.close().read_bytes())
        assert not journal.parts()
    assert len(set(written)) == 1


def test_reopening_drops_later_rows_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "rows", SCHEMA, 4)
    (tmp_path / "segments").mkdir()
    journal.append(0, table(0, 10))
    journal.close()
    for limit in (20, 10, 7, 4, 1):
        journal.reopen(limit)
        kept = [step for each in row_groups(journal.parts()) for step in each["step"].to_pylist()]
        assert kept == list(range(min(limit, 10)))
    journal.reopen(0)
    assert not journal.parts()


def test_a_file_without_rows_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "segments").mkdir()
    journal = Journal(tmp_path, "rows", SCHEMA, 4)
    journal.append(0, table(0, 0))
    assert list(row_groups([journal.close()])) == []
