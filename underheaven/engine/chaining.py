"""The digest of all tallies up to a step, link by link (specification, 13).

What is at rest is not in it, so that a column that nothing moves changes no digest: counts at 0, and what is
known as before the first step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory
from underheaven.draws import int64
from underheaven.engine.hashing import BYTES, Hashing, begin, finish, make_hashing, take_in
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.layout import BINS, Layout
from underheaven.engine.records import StepRecord
from underheaven.jit import register_jitable
from underheaven.kernels import entry

NOTHING = bytes(BYTES)
TITLES = ("tallies", "histogram", "public", "known")
BLANK, TALLIES, HISTOGRAM, PUBLIC, KNOWN, TITLES_END = 0, 1, 2, 3, 4, 4
"""Lines: an empty one, the titles, and then the names of all columns."""
WORD = 8
"""Bytes of a number."""
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
    column: Annotated[I64, "RG"]
    """Room for one column."""
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
    encoded = [f"{line}\n".encode() for line in lines]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    return Text(np.frombuffer(b"".join(encoded), np.uint8), ends)


@register_jitable
def put_line(number: int, text: Any, h: Any) -> None:
    """Hash a line."""
    take_in(h, text.byte[text.begin[number] : text.begin[number + 1]], 1)


@register_jitable
def _column(column: int, values: Any, rest: Any, room: Any) -> bool:
    """Copy a column of `values` into `room`; whether any is not at `rest`, int64 [rows or 1, columns]."""
    moved = False
    for row in range(len(values)):
        room[row] = values[row, column]
        moved |= room[row] != rest[row % len(rest), column]
    return moved


@register_jitable
def _table(title: int, names: int, order: Any, values: Any, rest: Any, arguments: Any) -> None:
    """Hash a title, the names of the columns that are not at rest, and then those columns, by name.

    `names` is the line before that of the first column.
    """
    h, text, room = hashing_of(arguments), text_of(arguments), step_of(arguments).column[: len(values)]
    put_line(title, text, h)
    for column in order:
        if _column(column, values, rest, room):
            put_line(names + 1 + column, text, h)
    put_line(BLANK, text, h)
    for column in order:
        if _column(column, values, rest, room):
            take_in(h, room, WORD)


def _link(_step: int, _first: int, last: int, _every: int, _seed: tuple[int, int], arguments: Any) -> int:
    """Put the digest of all tallies to that which has a step's too; returns `last`.

    `arguments` is the address of a directory, or uncompiled a `Chaining`.
    """
    h, text, c, orders = hashing_of(arguments), text_of(arguments), step_of(arguments), orders_of(arguments)
    begin(h)
    take_in(h, c.link, 1)
    names, none = int64(TITLES_END), c.none
    _table(TALLIES, names, orders.tallies, c.tallies, none, arguments)
    put_line(HISTOGRAM, text, h)
    put_line(BLANK, text, h)
    take_in(h, c.histogram, WORD)
    names += len(orders.tallies)
    _table(PUBLIC, names, orders.public, c.public, none, arguments)
    _table(KNOWN, names + len(orders.public), orders.known, c.known, c.rest, arguments)
    finish(h, c.link)
    return last


link = entry(_link)


class Chain:
    """Digests the tallies of a world's steps, one after the other."""

    def __init__(self, layout: Layout, rest: I64, groups: int, lay: Lay = Laid) -> None:
        """`rest` is what is known before the first step, int64 [R, Q]; `lay` lays records out for kernels."""
        regions, rows = len(rest), len(rest) * groups
        names = (layout.columns, layout.public, layout.known)
        orders = [np.array(sorted(range(len(each)), key=each.__getitem__), np.int64) for each in names]
        counted = Step(
            np.zeros((rows, layout.width), np.int64),
            np.zeros(rows * BINS, np.int64),
            np.zeros((regions, len(layout.public)), np.int64),
            np.zeros((regions, len(layout.known)), np.int64),
            rest.copy(),
            np.zeros((1, max(map(len, names))), np.int64),
            np.zeros(rows, np.int64),
            np.zeros(BYTES, np.uint8),
        )
        text = text_from(("", *TITLES, *(name for each in names for name in each)))
        self._laid = lay(CHAINING, Chaining(make_hashing(), text, Orders(*orders), counted))

    def after(self, before: bytes, record: StepRecord) -> bytes:
        """The digest of the tallies up to and including a step, from that of the steps before."""
        counted = self._laid.records.counted
        counted.link[:] = np.frombuffer(before, np.uint8)
        counted.tallies[:] = record.tallies.reshape(counted.tallies.shape)
        counted.histogram[:] = record.histogram.ravel()
        counted.public[:], counted.known[:] = record.public, record.known
        self._laid.run(link, record.step, 0, 1)
        return bytes(counted.link)
