"""The digest of all tallies up to a step, link by link (specification, 13).

What is at rest is not in it, so that a column that nothing moves changes no digest: counts at 0, and what is
known as before the first step. What is hashed is written down as a whole first: Python's library then hashes
it several times as fast as a kernel does, and where there is no Python the kernel does it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory, made
from underheaven.draws import int64
from underheaven.engine.hashing import BYTES, Hashing, begin, finish, make_hashing, take_in
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.layout import Layout
from underheaven.engine.lengths import length_of
from underheaven.engine.lines import WORD, encoded, in_order, lengths_of_step, lines_of
from underheaven.engine.records import StepRecord
from underheaven.jit import register_jitable
from underheaven.kernels import entry

NOTHING = bytes(BYTES)
BLANK, TALLIES, HISTOGRAM, PUBLIC, KNOWN, TITLES_END = 0, 1, 2, 3, 4, 4
"""Lines: an empty one, the titles, and then the names of all columns."""
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


class Text(NamedTuple):
    """Lines that are hashed: all bytes, and where each line begins and the last ends."""

    byte: Annotated[U8, "b"]
    begin: Annotated[I64, "l+1"]


class Orders(NamedTuple):
    """Numbers of columns, in the order of their names."""

    tallies: Annotated[I64, "M"]
    public: Annotated[I64, "F"]
    known: Annotated[I64, "Q"]


class Step(NamedTuple):
    """What was counted in a step, a row for each region and group, or for each region."""

    tallies: Annotated[I64, "RG M"]
    histogram: Annotated[I64, "n"]
    public: Annotated[I64, "R F"]
    known: Annotated[I64, "R Q"]
    rest: Annotated[I64, "R Q"]
    """What is known before the first step."""
    none: Annotated[I64, "1 columns"]
    """0 for each column: counts at rest."""
    moved: Annotated[U8, "columns"]
    """Room to mark the columns that are not at rest."""
    written: Annotated[U8, "bytes"]
    """Room for all that is hashed."""
    link: Annotated[U8, "32"]
    """The digest before the step, and then the one after it."""


class Chaining(NamedTuple):
    """All that a link is made of."""

    hashing: Hashing
    text: Text
    orders: Orders
    counted: Step


CHAINING = Directory(Chaining)
hashing_of = CHAINING.reader("hashing", Hashing)
text_of = CHAINING.reader("text", Text)
orders_of = CHAINING.reader("orders", Orders)
step_of = CHAINING.reader("counted", Step)


def text_from(lines: Sequence[str]) -> Text:
    """The lines as bytes, with their ends."""
    written, ends = encoded(lines)
    return Text(np.frombuffer(written, np.uint8), np.array(ends, np.int64))


@register_jitable
def put_line(number: int, text: Any, h: Any) -> None:
    """Hash a line."""
    take_in(h, text.byte[text.begin[number] : text.begin[number + 1]], 1)


@register_jitable
def _write_line(number: int, at: int, arguments: Any) -> int:
    """Write a line from byte `at` on; returns where it ends, as all that write do."""
    text, out = text_of(arguments), step_of(arguments).written
    first, length = text.begin[number], text.begin[number + 1] - text.begin[number]
    for i in range(length):
        out[at + i] = text.byte[first + i]
    end: int = at + length
    return end


@register_jitable
def _write_number(value: int, at: int, out: Any) -> int:
    """Write a number, its lowest byte first."""
    for i in range(WORD):
        out[at + i] = value >> 8 * i & 255
    return at + WORD


@register_jitable
def _mark(values: Any, rest: Any, moved: Any) -> None:
    """Mark the columns of `values` that are not at `rest`, int64 [rows or 1, columns]."""
    moved[:] = 0
    for row in range(len(values)):
        for column in range(values.shape[1]):
            moved[column] |= values[row, column] != rest[row % len(rest), column]


@register_jitable
def _write_table(title: int, names: int, order: Any, values: Any, rest: Any, at: int, arguments: Any) -> int:
    """Write a title, the names of the columns that are not at rest, and then those columns, by name.

    `names` is the line before that of the first column.
    """
    moved, out = step_of(arguments).moved, step_of(arguments).written
    _mark(values, rest, moved)
    at = _write_line(title, at, arguments)
    for column in order:
        if moved[column] != 0:
            at = _write_line(names + 1 + column, at, arguments)
    at = _write_line(BLANK, at, arguments)
    for column in order:
        if moved[column] != 0:
            for row in range(len(values)):
                at = _write_number(values[row, column], at, out)
    return at


@register_jitable
def _write_all(arguments: Any) -> int:
    """Write down all that is hashed of a step; returns how many bytes that are."""
    c, orders, at = step_of(arguments), orders_of(arguments), int64(0)
    for byte in c.link:
        c.written[at] = byte
        at += 1
    names, none = int64(TITLES_END), c.none
    at = _write_table(TALLIES, names, orders.tallies, c.tallies, none, at, arguments)
    at = _write_line(HISTOGRAM, at, arguments)
    at = _write_line(BLANK, at, arguments)
    for value in c.histogram:
        at = _write_number(value, at, c.written)
    names += len(orders.tallies)
    at = _write_table(PUBLIC, names, orders.public, c.public, none, at, arguments)
    names += len(orders.public)
    return _write_table(KNOWN, names, orders.known, c.known, c.rest, at, arguments)


def _write(_step: int, _first: int, _last: int, _every: int, _seed: tuple[int, int], arguments: Any) -> int:
    """Write down what is hashed of a step; returns how many bytes that are.

    `arguments` is the address of a directory, or uncompiled a `Chaining`.
    """
    return _write_all(arguments)


def _link(_step: int, _first: int, last: int, _every: int, _seed: tuple[int, int], arguments: Any) -> int:
    """Put the digest of all tallies to that which has a step's too; returns `last`.

    `arguments` is the address of a directory, or uncompiled a `Chaining`.
    """
    h, c = hashing_of(arguments), step_of(arguments)
    begin(h)
    take_in(h, c.written[: _write_all(arguments)], 1)
    finish(h, c.link)
    return last


write = entry(_write)
link = entry(_link)


class Chain:
    """Digests the tallies of a world's steps, one after the other."""

    def __init__(self, layout: Layout, rest: I64, groups: int, lay: Lay = Laid) -> None:
        """`rest` is what is known before the first step, int64 [R, Q]; `lay` lays records out for kernels."""
        lengths = lengths_of_step(layout, len(rest), groups)
        counted = made(Step, partial(length_of, lengths=lengths))._replace(rest=rest.copy())
        orders = Orders(*(np.array(order, np.int64) for order in in_order(layout)))
        text = text_from(lines_of(layout))
        self._laid = lay(CHAINING, Chaining(make_hashing(), text, orders, counted))

    def after(self, before: bytes, record: StepRecord) -> bytes:
        """The digest of the tallies up to and including a step, from that of the steps before."""
        counted = self._laid.records.counted
        counted.link[:] = np.frombuffer(before, np.uint8)
        counted.tallies[:] = record.tallies.reshape(counted.tallies.shape)
        counted.histogram[:] = record.histogram.ravel()
        counted.public[:], counted.known[:] = record.public, record.known
        if self._laid.has_library:
            length = self._laid.run(write, record.step, 0, 1)
            return hashlib.sha256(counted.written[:length]).digest()
        self._laid.run(link, record.step, 0, 1)
        return bytes(counted.link)
