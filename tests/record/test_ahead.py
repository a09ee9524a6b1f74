"""Rows packed while a run goes on: the same bytes as packed at its end, and no fault where it cannot be."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.record.disk import PART
from underheaven.record.journal import SEGMENTS, Journal

ROWS = 100
SCHEMA = pa.schema([("step", pa.int32()), ("name", pa.dictionary(pa.int8(), pa.string())), ("n", pa.int64())])


def _table(step: int, rows: int) -> pa.Table:
    names = pa.array([("a", "b", "c")[i % 3] for i in range(rows)], pa.string()).dictionary_encode()
    columns = [pa.array(np.full(rows, step, np.int32)), names.cast(SCHEMA.field("name").type)]
    return pa.Table.from_arrays([*columns, pa.array(np.arange(rows) * step)], schema=SCHEMA)


def _journal(folder: Path, executor: Executor | None) -> Journal:
    (folder / SEGMENTS).mkdir(parents=True, exist_ok=True)
    return Journal(folder, "steps", SCHEMA, ROWS, executor)


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@given(st.lists(st.integers(1, 350), min_size=1, max_size=8), st.integers(0, 8))
def test_the_bytes_are_those_of_packing_at_the_end(
    executor: Executor, tmp_path_factory: pytest.TempPathFactory, sizes: list[int], resumed: int
) -> None:
    folder = tmp_path_factory.mktemp("run")
    journals = [_journal(folder / name, of) for name, of in (("ahead", executor), ("end", None))]
    for step, rows in enumerate(sizes):
        if step == resumed:
            # Somebody else goes on with it; what was packed of it is lost.
            journals[0].give_up()
            journals[0] = _journal(folder / "ahead", executor)
            journals[0].reopen(step)
        for journal in journals:
            journal.append(step, _table(step, rows))
    first, second = (journal.close().read_bytes() for journal in journals)
    assert first == second
    assert not list((folder / "ahead").rglob(f"*{PART}"))


def test_little_is_left_to_pack_at_the_end(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        journal = _journal(tmp_path, pool)
        for step in range(50):
            journal.append(step, _table(step, ROWS))
    # The thread has ended: whatever it packed is there before the journal is closed.
    packed = (tmp_path / f"steps.parquet{PART}").stat().st_size
    groups = packed / journal.close().stat().st_size
    assert groups > 0.4


def test_what_cannot_be_packed_ahead_is_packed_at_the_end(executor: Executor, tmp_path: Path) -> None:
    journal, plain = _journal(tmp_path / "ahead", executor), _journal(tmp_path / "end", None)
    (tmp_path / "ahead" / f"steps.parquet{PART}").mkdir()
    for step in range(3):
        for each in (journal, plain):
            each.append(step, _table(step, 70))
    executor.submit(int).result()
    (tmp_path / "ahead" / f"steps.parquet{PART}").rmdir()
    assert journal.close().read_bytes() == plain.close().read_bytes()


def test_one_that_broke_off_does_not_write_into_the_file_of_who_goes_on(
    executor: Executor, tmp_path: Path
) -> None:
    broken, plain = _journal(tmp_path / "ahead", executor), _journal(tmp_path / "end", None)
    for step in range(2):
        for each in (broken, plain):
            each.append(step, _table(step, 170))
    goes_on = _journal(tmp_path / "ahead", executor)
    goes_on.reopen(2)
    for each in (goes_on, plain):
        each.append(2, _table(2, 170))
    executor.submit(int).result()
    # Nobody ended it: its file is closed, with the end of a Parquet file, whenever it is forgotten.
    done = goes_on.close()
    broken.give_up()
    assert done.read_bytes() == plain.close().read_bytes()
