"""What a community is made from, and room to make it in: records that compiled code reads by address.

Axes: R regions, G groups, C cells, A age bands, L levels of communities (`profile`), H sizes of
households, Y years of age, n slots of the largest community, c communities, N citizens.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
QUINTILES, ROLES = 5, 3


class SynthesisTables(NamedTuple):
    """A society's margins as integers (docs/synthesis.md, sections 1 to 5)."""

    share: Annotated[I64, "R G+1"]
    """Cumulative shares of the groups, out of 2^48."""
    bound: Annotated[I64, "R G+1"]
    """Where each group begins on the circle of 2^32, and its end."""
    strength: Annotated[I64, "R L"]
    """How far communities of a level are drawn to their part's own shares, out of 2^32."""
    start: Annotated[I64, "R"]
    """Where the first part of the circle begins."""
    within: Annotated[I64, "R C"]
    """Cumulative shares of the cells within their group, out of 2^31."""
    size_until: Annotated[I64, "R H"]
    """Cumulative shares of sizes of households, out of 2^32."""
    size: Annotated[I64, "R H"]
    grown: Annotated[I64, "R"]
    """The adult band with most people: for communities that drew no adult."""
    role: Annotated[I64, "A"]
    """`stacks.SMALL`, `CHILD` or `ADULT`."""
    first: Annotated[I64, "A"]
    """First year of age."""
    years: Annotated[I64, "A"]
    nearest: Annotated[I64, "Y adult"]
    """For each age the adult bands, the nearest first, and of equals the younger."""
    archetype: Annotated[U16, "C"]
    """The number of a cell's archetype without a small child at home."""
    opinions: int
    """One more for each opinion: the number with a small child at home."""


class Where(NamedTuple):
    """The communities that are to be made, and where their slots are in the column."""

    region: Annotated[I64, "c"]
    number: Annotated[I64, "c"]
    begin: Annotated[I64, "c"]
    size: Annotated[I64, "c"]
    column: Annotated[U16, "N"]
    """Archetypes; bit 15 is set on the first slot of a household."""


class Waiting(NamedTuple):
    """The people of a community by cell, and those of one pool who are not seated yet, in stacks."""

    edge: Annotated[I64, "G+1"]
    """Cumulative shares of the groups in the community, out of 2^31."""
    cell: Annotated[I64, "C"]
    """People in each cell."""
    person: Annotated[U16, "n"]
    """Archetypes of those who wait, stack by stack."""
    start: Annotated[I64, "2A"]
    """Where each stack begins."""
    left: Annotated[I64, "2A"]
    """How many are left in each."""
    of_role: Annotated[I64, "3"]
    """How many are left of each role."""


class Homes(NamedTuple):
    """A community's households."""

    size: Annotated[I32, "n"]
    seat: Annotated[I32, "n"]
    """The first seat of each."""
    kids: Annotated[I32, "n"]
    small: Annotated[I32, "n"]
    """Small children in each."""
    member: Annotated[U16, "n"]
    """The archetype in each seat."""
    order: Annotated[I32, "n"]
    """Numbers of households in the order of their slots."""
    weight: Annotated[I32, "n"]
    """Room to reckon in."""
    bag: Annotated[I32, "n"]
    """Sizes that did not fit into an earlier pool."""
    head: Annotated[I32, "n+1"]
    """Room to sort in."""
    pool_end: Annotated[I64, "10G"]
    """The number behind the last household of each pool."""


class Guests(NamedTuple):
    """Children without an adult in their pool, and whom they join."""

    person: Annotated[U16, "n"]
    pool: Annotated[I32, "n"]
    small: Annotated[U8, "n"]
    following: Annotated[I32, "n"]
    """The next guest of the same household; -1: none."""
    first: Annotated[I32, "n"]
    """By household, its first guest; -1: none."""


class Words(NamedTuple):
    """What is drawn for each seat and each household of a community."""

    slot: Annotated[U32, "n"]
    """0, 1, 2, …"""
    member: Annotated[U32, "4 n"]
    house: Annotated[U32, "4 n"]


class Making(NamedTuple):
    """All that making a community reads and writes."""

    tables: SynthesisTables
    where: Where
    waiting: Waiting
    homes: Homes
    guests: Guests
    words: Words


MAKING = Directory(Making)
tables_of = MAKING.reader("tables", SynthesisTables)
where_of = MAKING.reader("where", Where)
waiting_of = MAKING.reader("waiting", Waiting)
homes_of = MAKING.reader("homes", Homes)
guests_of = MAKING.reader("guests", Guests)
words_of = MAKING.reader("words", Words)


def making_of(tables: SynthesisTables, where: Where, slots: int) -> Making:
    """The records, with room for communities of at most so many slots."""
    groups, bands, cells = tables.share.shape[1] - 1, len(tables.role), len(tables.archetype)
    n = slots
    return Making(
        tables,
        where,
        Waiting(
            edge=np.zeros(groups + 1, np.int64),
            cell=np.zeros(cells, np.int64),
            person=np.zeros(n, np.uint16),
            start=np.zeros(2 * bands, np.int64),
            left=np.zeros(2 * bands, np.int64),
            of_role=np.zeros(ROLES, np.int64),
        ),
        Homes(
            size=np.zeros(n, np.int32),
            seat=np.zeros(n, np.int32),
            kids=np.zeros(n, np.int32),
            small=np.zeros(n, np.int32),
            member=np.zeros(n, np.uint16),
            order=np.zeros(n, np.int32),
            weight=np.zeros(n, np.int32),
            bag=np.zeros(n, np.int32),
            head=np.zeros(n + 1, np.int32),
            pool_end=np.zeros(2 * QUINTILES * groups, np.int64),
        ),
        Guests(
            person=np.zeros(n, np.uint16),
            pool=np.zeros(n, np.int32),
            small=np.zeros(n, np.uint8),
            following=np.zeros(n, np.int32),
            first=np.zeros(n, np.int32),
        ),
        Words(
            slot=np.arange(n, dtype=np.uint32),
            member=np.zeros((4, n), np.uint32),
            house=np.zeros((4, n), np.uint32),
        ),
    )
