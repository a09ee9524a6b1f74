"""Digests of a run: the same world gives the same ones anywhere (specification, 13)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory
from underheaven.draws import int64
from underheaven.engine.chaining import NOTHING as NOTHING
from underheaven.engine.chaining import Text, put_line, text_from
from underheaven.engine.hashing import BYTES, Hashing, begin, finish, make_hashing, take_in
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.state import Communities, Ledger, State
from underheaven.jit import register_jitable
from underheaven.kernels import entry
from underheaven.mechanisms.association.kernel import modulus, size_of_firms
from underheaven.mechanisms.firms.rule import FirmTables

STATE = (
    "archetype",
    "belief",
    "clean",
    "clean_own",
    "contexts",
    "dread",
    "firm",
    "generation",
    "hardship",
    "own",
    "shown",
)
LEDGER = ("at", "decide", "flags", "moved_clean", "moved_own", "points", "slot")
"""The columns, in the order of their names."""
BLANK, OF_STATE, OF_LEDGER = 0, 1, 2 + len(STATE)
"""Lines: an empty one, and both titles, each with the names of its columns behind it."""
COMMUNITIES, WHOLE = 0, 1
"""In the place of a step: what is hashed."""
I16 = NDArray[np.int16]
U8 = NDArray[np.uint8]


class Digested(NamedTuple):
    """Digests of communities, and room to make them."""

    digest: Annotated[U8, "c 32"]
    whole: Annotated[U8, "3 32"]
    """The digests of the state, of the tallies and of the run."""
    by_place: Annotated[I16, "p"]
    """Scores of a community's firms where they begin, and the start of the scale elsewhere."""
    block: int
    """Places of a workplace: firms are cut within such a block."""


class Digesting(NamedTuple):
    """All that the digest of a state is made of."""

    hashing: Hashing
    text: Text
    communities: Communities
    state: State
    ledger: Ledger
    firm: FirmTables
    digested: Digested


DIGESTING = Directory(Digesting)
hashing_of = DIGESTING.reader("hashing", Hashing)
text_of = DIGESTING.reader("text", Text)
communities_of = DIGESTING.reader("communities", Communities)
state_of = DIGESTING.reader("state", State)
ledger_of = DIGESTING.reader("ledger", Ledger)
firm_of = DIGESTING.reader("firm", FirmTables)
digested_of = DIGESTING.reader("digested", Digested)


@register_jitable
def _spread(number: int, seed: tuple[int, int], arguments: Any) -> int:
    """Put the scores of a community's firms to their places; returns how many places there are, or 0."""
    c, s, firm, d = communities_of(arguments), state_of(arguments), firm_of(arguments), digested_of(arguments)
    if len(s.firm) == 0:
        return 0
    places, place = modulus(c.size[number]), c.region[number] << 20 | c.number[number]
    d.by_place[:places] = firm.start
    one = c.firms[number]
    for first in range(0, places, d.block):
        q, end = first, min(first + d.block, places)
        size = size_of_firms(place, first, seed, firm.size, firm.size_until)
        while q < end:
            d.by_place[q] = s.firm[one]
            one += 1
            q += size
    return places


@register_jitable
def _put(column: Any, width: int, told: int, h: Any, text: Any, line: int) -> None:
    """Hash a column that is not 0 all over: its name (`told` 0), or what it holds (1)."""
    moved = False
    for i in range(len(column)):
        moved |= column[i] != 0
    if moved and told == 0:
        put_line(line, text, h)
    elif moved:
        take_in(h, column, width)


@register_jitable
def _put_state(begin: int, end: int, places: int, told: int, arguments: Any) -> None:
    """Hash the names of a community's columns (`told` 0), or the columns (1); those not kept are skipped."""
    h, text, s, line = hashing_of(arguments), text_of(arguments), state_of(arguments), OF_STATE
    _put(s.archetype[begin:end], 2, told, h, text, line + 1)
    _put(s.belief[begin:end], 1, told, h, text, line + 2)
    _put(s.clean[begin:end], 2, told, h, text, line + 3)
    _put(s.clean_own[begin:end], 2, told, h, text, line + 4)
    _put(s.contexts[begin:end], 2, told, h, text, line + 5)
    _put(s.dread[begin:end], 1, told, h, text, line + 6)
    _put(digested_of(arguments).by_place[:places], 2, told, h, text, line + 7)
    _put(s.generation[begin:end], 1, told, h, text, line + 8)
    _put(s.hardship[begin:end], 1, told, h, text, line + 9)
    _put(s.own[begin:end], 2, told, h, text, line + 10)
    _put(s.shown[begin:end], 2, told, h, text, line + 11)


@register_jitable
def _put_ledger(number: int, told: int, arguments: Any) -> None:
    """The same of the records of a community that can change."""
    h, text, w, line = hashing_of(arguments), text_of(arguments), ledger_of(arguments), OF_LEDGER
    used = w.used[number]
    _put(w.at[number, :used], 4, told, h, text, line + 1)
    _put(w.decide[number, :used], 4, told, h, text, line + 2)
    _put(w.flags[number, :used], 1, told, h, text, line + 3)
    _put(w.moved_clean[number, :used], 2, told, h, text, line + 4)
    _put(w.moved_own[number, :used], 2, told, h, text, line + 5)
    _put(w.points[number, :used], 2, told, h, text, line + 6)
    _put(w.slot[number, :used], 2, told, h, text, line + 7)


@register_jitable
def _conclude(arguments: Any) -> None:
    """Hash the digests of all communities, and then that of the state with that of the tallies."""
    h, d = hashing_of(arguments), digested_of(arguments)
    begin(h)
    for number in range(len(d.digest)):
        take_in(h, d.digest[number], 1)
    finish(h, d.whole[0])
    begin(h)
    take_in(h, d.whole[0], 1)
    take_in(h, d.whole[1], 1)
    finish(h, d.whole[2])


def _digest(step: int, first: int, last: int, every: int, seed: tuple[int, int], arguments: Any) -> int:
    """Hash each `every`-th community from `first` to before `last`, or the `WHOLE`; returns `last`.

    `arguments` is the address of a directory, or uncompiled a `Digesting`.
    """
    h, text, c = hashing_of(arguments), text_of(arguments), communities_of(arguments)
    if step == WHOLE:
        _conclude(arguments)
        return last
    for number in range(first, last, every):
        since, places = c.begin[number], int64(_spread(number, seed, arguments))
        begin(h)
        put_line(OF_STATE, text, h)
        _put_state(since, since + c.size[number], places, 0, arguments)
        put_line(BLANK, text, h)
        _put_state(since, since + c.size[number], places, 1, arguments)
        put_line(OF_LEDGER, text, h)
        _put_ledger(number, 0, arguments)
        put_line(BLANK, text, h)
        _put_ledger(number, 1, arguments)
        finish(h, digested_of(arguments).digest[number])
    return last


digest = entry(_digest)


def digests_of(
    records: Digesting, tallies: bytes, seed: tuple[int, int], lay: Lay = Laid, threads: int = 1
) -> tuple[bytes, bytes]:  # fmt: skip
    """The digest of a state, and that of the run whose tallies have the digest `tallies`.

    The first is SHA-256 over the SHA-256 of each community's columns, by name, of those that are not 0
    everywhere. Scores of firms are hashed by place, with the start of the scale where no firm begins.
    """
    d = records.digested
    rooms = [
        records._replace(hashing=make_hashing(), digested=d._replace(by_place=np.zeros_like(d.by_place)))
        for _ in range(threads)
    ]
    laid = [lay(DIGESTING, room) for room in rooms]
    number = len(records.communities.size)
    with ThreadPoolExecutor(threads) as pool:
        for done in [
            pool.submit(each.run, digest, COMMUNITIES, thread, number, threads, seed)
            for thread, each in enumerate(laid)
        ]:
            done.result()
    whole = laid[0].records.digested.whole
    whole[1] = np.frombuffer(tallies, np.uint8)
    laid[0].run(digest, WHOLE, 0, number)
    return bytes(whole[0]), bytes(whole[2])


def digesting_of(
    communities: Communities, state: State, ledger: Ledger, firm: FirmTables, block: int
) -> Digesting:  # fmt: skip
    """What is handed to the kernel; `block` is the number of places of a workplace."""
    digested = Digested(
        np.zeros((len(communities.size), BYTES), np.uint8),
        np.zeros((3, BYTES), np.uint8),
        np.zeros(modulus(int(communities.size.max())), np.int16),
        block,
    )
    text = text_from(("", "state", *STATE, "ledger", *LEDGER))
    return Digesting(make_hashing(), text, communities, state, ledger, firm, digested)
