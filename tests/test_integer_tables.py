"""Tables of whole numbers do what arrays of NumPy do."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.integer_tables import ALIGNED, CODES, Packed, Table, filled, table

SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)
KINDS = st.sampled_from(sorted(CODES))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, np.ndarray[Any, Any]]:
    """A table, and the array that holds the same."""
    shape, kind = draw(SHAPES), draw(KINDS)
    limits = np.iinfo(kind)
    numbers = draw(
        st.lists(
            st.integers(int(limits.min), int(limits.max)),
            min_size=math.prod(shape),
            max_size=math.prod(shape),
        )
    )
    return Table(numbers, shape, kind), np.array(numbers, kind).reshape(shape)


@given(tables(), st.data())
def test_what_lies_below_indices_is_what_numpy_gives(
    both: tuple[Table, np.ndarray[Any, Any]], data: st.DataObject
) -> None:
    mine, theirs = both
    axes = data.draw(st.integers(1, theirs.ndim))
    at = tuple(data.draw(st.integers(-length, length - 1)) for length in theirs.shape[:axes])
    found = mine[at]
    assert (found.tolist() if isinstance(found, Table) else found) == theirs[at].tolist()
    assert [each.tolist() if isinstance(each, Table) else each for each in mine] == theirs.tolist()
    assert len(mine) == len(theirs)


@given(tables(), st.data())
def test_what_is_put_there_is_there_and_nowhere_else(
    both: tuple[Table, np.ndarray[Any, Any]], data: st.DataObject
) -> None:
    mine, theirs = both
    axes = data.draw(st.integers(1, theirs.ndim))
    at = tuple(data.draw(st.integers(0, length - 1)) for length in theirs.shape[:axes])
    size = math.prod(theirs.shape[axes:])
    numbers = data.draw(st.lists(st.integers(0, 255), min_size=size, max_size=size))
    value: Any = numbers[0] if data.draw(st.booleans()) else numbers
    mine[at] = value
    theirs[at] = value if isinstance(value, int) else np.reshape(value, theirs.shape[axes:])
    assert mine.tolist() == theirs.tolist()
    assert table(mine.tolist(), mine.kind) == mine


@given(st.lists(tables(), max_size=5))
def test_a_buffer_shows_every_table_and_may_not_be_written_to(
    those: list[tuple[Table, np.ndarray[Any, Any]]],
) -> None:
    packed = Packed.of({f"t{number}": mine for number, (mine, _) in enumerate(those)})
    for number, (found, (mine, theirs)) in enumerate(zip(packed.arrays().values(), those, strict=True)):
        assert (found.dtype, found.shape) == (theirs.dtype, theirs.shape)
        assert np.array_equal(found, theirs)
        assert not found.flags.writeable
        place = packed.directory[f"t{number}"]
        assert (place.kind, place.shape, place.begin % ALIGNED) == (mine.kind, mine.shape, 0)


@given(SHAPES, st.integers(-5, 5))
def test_a_filled_table_has_one_number_everywhere(shape: tuple[int, ...], number: int) -> None:
    assert filled(shape, number).tolist() == np.full(shape, number).tolist()
    assert filled((0, *shape)).tolist() == []


def test_an_empty_table_has_the_shape_that_is_given() -> None:
    assert table([], "int64", 0, 24).shape == (0, 24)
    assert table([[], []], "int64", 2, 0).shape == (2, 0)


@pytest.mark.parametrize(
    ("made", "error"),
    [
        (lambda: table([256], "uint8"), OverflowError),
        (lambda: table([-1], "uint64"), OverflowError),
        (lambda: table([1 << 63]), OverflowError),
        (lambda: table([[1], [1, 2]]), ValueError),
        (lambda: Table([1, 2], (3,)), ValueError),
        (lambda: filled((2,))[2], IndexError),
        (lambda: filled((2,))[0, 0], IndexError),
        (lambda: filled((2, 2)).__setitem__(0, [1]), ValueError),
    ],
)
def test_what_does_not_fit_is_refused(made: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        made()
