"""Tables of whole numbers in plain Python, and many of them as one buffer with a directory.

What a policy becomes is made of these, so that it can be compiled where there is no NumPy, and be handed to
any machine as one address. A table has a shape and a kind of number; it is indexed by as many numbers as it
has axes, or by fewer for all that lies below. `Packed.arrays` shows the same bytes to NumPy.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]
    U8 = NDArray[np.uint8]
    U16 = NDArray[np.uint16]
    U32 = NDArray[np.uint32]
    U64 = NDArray[np.uint64]
else:

    class Kind:
        """A kind of number, to annotate the fields of a record with."""

        name: ClassVar[str]
        """As NumPy calls it."""

    class I64(Kind):
        """Whole numbers of 64 bits with a sign."""

        name = "int64"

    class U8(Kind):
        """Whole numbers of 8 bits."""

        name = "uint8"

    class U16(Kind):
        """Whole numbers of 16 bits."""

        name = "uint16"

    class U32(Kind):
        """Whole numbers of 32 bits."""

        name = "uint32"

    class U64(Kind):
        """Whole numbers of 64 bits."""

        name = "uint64"


CODES = {"int64": "q", "uint8": "B", "uint16": "H", "uint32": "I", "uint64": "Q"}
"""The kinds of number, and what `array` calls them."""
BYTES = {kind: array(code).itemsize for kind, code in CODES.items()}
ALIGNED = 64
"""Bytes: every table in a buffer begins at a multiple."""


class Table:
    """Whole numbers of one kind, row by row."""

    __slots__ = ("kind", "numbers", "shape")

    def __init__(self, numbers: Iterable[int], shape: Sequence[int], kind: str = "int64") -> None:
        """The numbers in order, the last axis varying fastest.

        OverflowError for a number that the kind cannot hold, ValueError where they do not fill the shape.
        """
        self.numbers, self.shape, self.kind = array(CODES[kind], numbers), tuple(shape), kind
        if len(self.numbers) != math.prod(self.shape):
            raise ValueError(f"a table of {self.shape} cannot hold as many numbers as {len(self.numbers)}")

    def __len__(self) -> int:
        """The length of the first axis."""
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        """What lies below each place of the first axis."""
        return (self[place] for place in range(len(self)))

    def __getitem__(self, at: int | tuple[int, ...]) -> Any:
        """A number; with fewer indices than axes a copy of the table that lies below."""
        first, size, shape = self._below(at)
        if not shape:
            return self.numbers[first]
        return Table(self.numbers[first : first + size], shape, self.kind)

    def __setitem__(self, at: int | tuple[int, ...], value: int | Sequence[int] | Table) -> None:
        """Put a number, or numbers in order where several lie below; one number then goes everywhere."""
        first, size, _ = self._below(at)
        if isinstance(value, int):
            self.numbers[first : first + size] = array(CODES[self.kind], [value]) * size
            return
        values = array(CODES[self.kind], value.numbers if isinstance(value, Table) else value)
        if len(values) != size:
            raise ValueError(f"a buffer for {size} cannot hold as many numbers as {len(values)}")
        self.numbers[first : first + size] = values

    def _below(self, at: int | tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        """The first place of what lies below some indices, how many places it has, and its shape."""
        indices = at if isinstance(at, tuple) else (at,)
        if len(indices) > len(self.shape):
            raise IndexError(f"a table of {self.shape} has not as many axes as {len(indices)}")
        first = 0
        for index, length in zip(indices, self.shape, strict=False):
            if not -length <= index < length:
                raise IndexError(f"{indices} is outside of a table of {self.shape}")
            first = first * length + index % length
        shape = self.shape[len(indices) :]
        size = math.prod(shape)
        return first * size, size, shape

    def __eq__(self, other: object) -> bool:
        """Whether kind, shape and numbers are the same."""
        if not isinstance(other, Table):
            return NotImplemented
        return (self.kind, self.shape, self.numbers) == (other.kind, other.shape, other.numbers)

    __hash__ = None  # type: ignore[assignment]  # it can be changed

    def __repr__(self) -> str:
        """Kind and shape."""
        return f"<Table of {self.kind} {self.shape}>"

    def tolist(self) -> list[Any]:
        """The numbers as lists within lists."""
        return [each.tolist() if isinstance(each, Table) else each for each in self]


def table(rows: Any, kind: str = "int64", *shape: int) -> Any:
    """A `Table` from lists within lists, all of one length on each axis; of a shape, where one is given.

    What reads a record by its address takes its tables for arrays, so here their type is left open.
    """
    found, level = list[int](), rows
    while isinstance(level, (list, tuple)):
        found.append(len(level))
        level = level[0] if level else None
    return Table(map(int, _flat(rows, tuple(found))), shape or found, kind)


def _flat(rows: Any, shape: tuple[int, ...]) -> Iterable[int]:
    if len(rows) != shape[0]:
        raise ValueError(f"among rows of length {shape[0]} stands one of length {len(rows)}")
    return rows if len(shape) == 1 else chain.from_iterable([_flat(row, shape[1:]) for row in rows])


def filled(shape: Sequence[int], number: int = 0, kind: str = "int64") -> Any:
    """A `Table` with the same number everywhere."""
    one = array(CODES[kind], [number])
    made = Table((), (0,), kind)
    made.numbers, made.shape = one * math.prod(shape), tuple(shape)
    return made


@dataclass(frozen=True)
class Place:
    """Where a table lies in a buffer."""

    kind: str
    shape: tuple[int, ...]
    begin: int
    """Its first byte."""


@dataclass(frozen=True)
class Packed:
    """Tables in one buffer, each at a multiple of `ALIGNED` bytes, lowest byte of a number first."""

    buffer: bytes
    directory: Mapping[str, Place]

    @classmethod
    def of(cls, tables: Mapping[str, Table]) -> Packed:
        """The tables one behind the other."""
        buffer, directory = bytearray(), dict[str, Place]()
        for name, each in tables.items():
            buffer.extend(bytes(-len(buffer) % ALIGNED))
            directory[name] = Place(each.kind, each.shape, len(buffer))
            buffer.extend(each.numbers.tobytes())
        return cls(bytes(buffer), directory)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Each table as an array of NumPy, which must be there: views of the buffer, not to be written to."""
        import numpy

        return {
            name: numpy.frombuffer(self.buffer, place.kind, math.prod(place.shape), place.begin).reshape(
                place.shape
            )
            for name, place in self.directory.items()
        }
