"""Records that compiled code reads from one address, and what is refused."""

import re
from typing import Annotated, Any, NamedTuple

import numpy as np
import pytest
from numba import njit
from numpy.typing import NDArray

from tests.engine.small import shipped
from underheaven.by_address import Directory, fields_of
from underheaven.engine.arguments import DIRECTORY
from underheaven.engine.cpu import Engine

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


class Numbers(NamedTuple):
    """A table and a number."""

    table: Annotated[I64, "Z K"]
    factor: int


class Marks(NamedTuple):
    """Bytes that are written to."""

    mark: Annotated[U8, "n"]


class Both(NamedTuple):
    """Both records."""

    numbers: Numbers
    marks: Marks


BOTH = Directory(Both)
numbers_of = BOTH.reader("numbers", Numbers)
marks_of = BOTH.reader("marks", Marks)


def sums(arguments: Any) -> int:
    """A sum over both records; every mark is raised."""
    numbers, marks = numbers_of(arguments), marks_of(arguments)
    total = 0
    for i in range(len(marks.mark)):
        row = numbers.table[1]
        total += row[i] * numbers.factor * marks.mark[i]
        marks.mark[i] += 1
    return total


def both(marks: int = 3) -> Both:
    return Both(Numbers(np.arange(8).reshape(2, 4), 7), Marks(np.ones(marks, np.uint8)))


def test_compiled_and_plain_read_the_same() -> None:
    plain, compiled = both(), both()
    directory = BOTH.written(compiled)
    kernel = njit(sums)
    assert kernel(directory.ctypes.data) == sums(plain) == 7 * (4 + 5 + 6)
    assert compiled.marks.mark.tolist() == plain.marks.mark.tolist() == [2, 2, 2]


def test_nothing_is_counted_for_what_is_read() -> None:
    """No reference counts, which threads would share and wait for."""
    kernel = njit(sums)
    kernel(BOTH.written(both()).ctypes.data)
    (signature,) = kernel.signatures
    assert not re.search(r"call [^\n]*@NRT_(incref|decref)", kernel.inspect_llvm(signature))


def test_the_directory_has_a_word_for_each_address_length_and_number() -> None:
    records = both()
    words = BOTH.written(records).tolist()
    table, mark = records.numbers.table, records.marks.mark
    assert words == [table.ctypes.data, 2, 4, 7, mark.ctypes.data, 3]
    assert BOTH.words == len(words)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (Numbers(np.zeros((2, 4), np.int32), 1), "numbers.table: int32"),
        (Numbers(np.zeros(8, np.int64), 1), r"numbers.table: int64 \(8,\)"),
        (Numbers(np.zeros((4, 2), np.int64).T, 1), r"numbers.table: int64 \(2, 4\)"),
    ],
)
def test_what_is_not_as_declared_is_refused(record: Numbers, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        BOTH.written(both()._replace(numbers=record))


class Bare(NamedTuple):
    """A field without its axes."""

    table: I64


def test_a_field_without_axes_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"Bare\.table is neither"):
        fields_of(Bare)


def test_every_record_of_the_engine_is_small_and_declared() -> None:
    """About ten arrays each, and only what the kernel is handed."""
    engine = Engine(shipped(days=7, citizens=200))
    engine.close()
    directory = DIRECTORY.written(engine.arguments[0])
    assert len(directory) == DIRECTORY.words
    assert max(len(record) for record in engine.arguments[0]) <= 21
