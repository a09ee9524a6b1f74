"""Named tuples of arrays and integers that compiled code reads from one address.

A kernel that is handed each array by itself has more than a thousand parameters, and Numba counts
references to every array that it is handed or takes a row of. So the kernel gets one address: that of a
directory, int64 words that hold for each array where it begins and how long it is on each axis, and for each
integer its value. Arrays that are read from it belong to nobody, and nothing counts references to them.
Uncompiled, what is handed on is the named tuple of the records itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload
from numba.np import arrayobj
from numba.np.numpy_support import from_dtype
from numpy.typing import NDArray

R = TypeVar("R")
WORD = ir.IntType(64)
# Numba's own are without types.
_ARRAYS: Any = arrayobj
_CODEGEN: Any = cgutils
_TYPES: Any = types
_CONFIG: Any = numba.config


class Field(NamedTuple):
    """One array or integer of a record."""

    name: str
    dtype: np.dtype[Any]
    axes: int
    """Axes of an array; 0: an integer."""

    @property
    def words(self) -> int:
        """Words in the directory: an address and a length for each axis, or a value."""
        return 1 + self.axes


def fields_of(kind: type) -> list[Field]:
    """The fields of a named tuple whose arrays are annotated with their axes, such as `Axes("Z", "K")`.

    Raises TypeError for a field that is neither such an array nor an integer.
    """
    found = []
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if hint is int:
            found.append(Field(name, np.dtype(np.int64), 0))
        elif get_origin(hint) is Annotated and isinstance(hint.__metadata__[0], str):
            found.append(Field(name, _dtype(get_args(hint)[0]), len(hint.__metadata__[0].split())))
        else:
            raise TypeError(f"{kind.__name__}.{name} is neither an array with its axes nor an integer")
    return found


def axes_of(kind: type) -> dict[str, tuple[str, ...]]:
    """What the axes of each array of a named tuple are called; of an integer none."""
    return {
        name: tuple(hint.__metadata__[0].split()) if get_origin(hint) is Annotated else ()
        for name, hint in get_type_hints(kind, include_extras=True).items()
    }


def made(kind: type[R], length_of: Callable[[str], int], room: Callable[..., NDArray[Any]] = np.zeros) -> R:
    """A named tuple of arrays, each as long as its axes say; `room` makes one of a shape and dtype."""
    axes = axes_of(kind)
    shapes = {each.name: tuple(map(length_of, axes[each.name])) for each in fields_of(kind)}
    return kind(*(room(shapes[each.name], each.dtype) for each in fields_of(kind)))


def _dtype(kind: Any) -> np.dtype[Any]:
    """What an array's annotation says of its numbers: a kind of `integer_tables`, or NumPy's own."""
    found: np.dtype[Any]
    if isinstance(kind, type) and hasattr(kind, "name"):
        found = np.dtype(kind.name)
    else:
        (of_numpy,) = get_args(get_args(kind)[1])
        found = np.dtype(of_numpy)
    return found


class Directory:
    """Where each record of a named tuple of records begins, in words."""

    def __init__(self, kind: type) -> None:
        self._fields = {name: fields_of(record) for name, record in get_type_hints(kind).items()}
        self._kinds = dict(get_type_hints(kind))
        self.words = 0
        self._first: dict[str, int] = {}
        for name, fields in self._fields.items():
            self._first[name] = self.words
            self.words += sum(field.words for field in fields)

    def written(
        self, records: Any, address_of: Callable[[NDArray[Any]], int] = lambda array: array.ctypes.data
    ) -> NDArray[np.int64]:
        """The directory of records, int64 [words]; it keeps no array alive.

        Raises TypeError where an array has not the dtype or the axes that its record says, or has gaps.
        """
        words: list[int] = []
        for name, fields in self._fields.items():
            record = getattr(records, name)
            for field in fields:
                value = getattr(record, field.name)
                if field.axes == 0:
                    words.append(int(value))
                    continue
                if value.dtype != field.dtype or value.ndim != field.axes or not value.flags.c_contiguous:
                    raise TypeError(f"{name}.{field.name}: {value.dtype} {value.shape} is not as declared")
                words += [address_of(value), *value.shape]
        return np.array(words, np.int64)

    def reader(self, name: str, kind: type[R]) -> Callable[[Any], R]:
        """A function that takes a record out of the arguments of a kernel, compiled and not."""
        assert self._kinds[name] is kind, name
        unpack = intrinsic(_unpacking(kind, self._fields[name], self._first[name]))

        def read(arguments: Any) -> Any:
            return getattr(arguments, name)

        def unpacked(arguments: Any) -> Any:
            return unpack(arguments)

        def compiled(arguments: Any) -> Any:
            return unpacked if isinstance(arguments, types.Integer) else None

        overload(read)(compiled)
        return read


def _unpacking(kind: type, fields: list[Field], first: int) -> Any:
    """What types and compiles the reading of a record whose first word is `first`."""
    parts = [
        types.Array(from_dtype(field.dtype), field.axes, "C") if field.axes else types.int64
        for field in fields
    ]
    result = _TYPES.NamedTuple(parts, kind)

    def unpack(typing: Any, address: Any) -> Any:
        del typing, address  # of no matter: the types are known

        def compile_it(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            del signature
            read = _Reader(context, builder, arguments[0], first)
            values = [
                read.array(part, field.axes) if field.axes else read.word()
                for field, part in zip(fields, parts, strict=True)
            ]
            return context.make_tuple(builder, result, values)

        return result(types.int64), compile_it

    return unpack


class _Reader:
    """Emits the loads of one record, word by word."""

    def __init__(self, context: Any, builder: Any, address: Any, first: int) -> None:
        self._context, self._builder, self._next = context, builder, first
        self._words = builder.inttoptr(address, WORD.as_pointer())

    def word(self) -> Any:
        """The next word. The compiler may read it once for all: nobody writes into a directory in use."""
        where = self._builder.gep(self._words, [WORD(self._next)])
        self._next += 1
        loaded = self._builder.load(where)
        loaded.set_metadata("invariant.load", self._builder.module.add_metadata([]))
        return loaded

    def array(self, kind: Any, axes: int) -> Any:
        """The next array: an address and a length for each axis; its rows lie one behind the other."""
        made = self._context.make_array(kind)(self._context, self._builder)
        of_item = self._context.get_data_type(kind.dtype)
        data = self._builder.inttoptr(self.word(), of_item.as_pointer())
        shape = [self.word() for _ in range(axes)]
        size = WORD(self._context.get_abi_sizeof(of_item))
        step = size
        strides: list[Any] = []
        for length in reversed(shape):
            strides.insert(0, step)
            step = self._builder.mul(step, length)
        _ARRAYS.populate_array(
            made,
            data=data,
            shape=_CODEGEN.pack_array(self._builder, shape),
            strides=_CODEGEN.pack_array(self._builder, strides),
            itemsize=size,
            meminfo=None,
        )
        return made._getvalue()


def handed(records: Any, directory: NDArray[np.int64]) -> Any:
    """What a kernel takes: the address of a directory, or uncompiled the records themselves."""
    return records if _CONFIG.DISABLE_JIT else directory.ctypes.data
