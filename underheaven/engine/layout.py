"""The columns of a tally: what is counted, in which order (specification, section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from underheaven.counted.columns import (
    Act,
    Columns,
    Consequence,
    Cut,
    Firm,
    FirmAct,
    FirmConsequence,
    Known,
    Person,
    Place,
    Privilege,
    Public,
    PublicAfter,
    Source,
    labels,
)
from underheaven.engine.world import World
from underheaven.mechanisms.declared import ALL, check

check(ALL)

CELLS, FIFTHS = 10, 5
"""Cells of the tally that a group has: two places of five fifths of income each."""
BINS = 64
"""Of the scale of scores."""
BLOCKS = 32
"""Blocks of communities, from which intervals are made."""


class Blocks(NamedTuple):
    """The first column of each block of a tally, its width, and where some of what is public begins.

    A block holds the columns of one entry after the other: those of entry e begin at the block's first plus
    e times the number of its columns.
    """

    act: int
    source: int
    consequence: int
    privilege: int
    place: int
    firm_act: int
    firm_consequence: int
    firm: int
    person: int
    width: int
    public_after: int
    """The first field of `PublicAfter` in the public state."""
    attention: int
    """The first field of the sources' attention in what everybody knows."""
    cut: int
    """The first field of the goods' `Cut` in what everybody knows."""


@dataclass(frozen=True)
class Layout:
    """Names of everything that is counted; from them the columns of every tally."""

    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    consequences: tuple[str, ...]
    privileges: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    firm_kinds: tuple[str, ...] = ()
    firm_consequences: tuple[str, ...] = ()

    @cached_property
    def _of_entries(self) -> tuple[tuple[str, tuple[str, ...], type[Columns]], ...]:
        """Prefix, names and columns of each block that has entries, in order."""
        return (
            ("act", self.kinds, Act),
            ("source", self.sources, Source),
            ("consequence", self.consequences, Consequence),
            ("privilege", self.privileges, Privilege),
            ("place", self.places, Place),
            ("firm_act", self.firm_kinds, FirmAct),
            ("firm_consequence", self.firm_consequences, FirmConsequence),
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names in order, such as `act.KIND.done`, `source.NAME.true`, `person.adults`."""
        named = (
            f"{block}.{name}.{what}"
            for block, names, columns in self._of_entries
            for name in names
            for what in labels(columns)
        )
        firms = (f"firm.{what}" for what in labels(Firm))
        persons = (f"person.{what}" for what in labels(Person))
        return (*named, *firms, *persons)

    @cached_property
    def public(self) -> tuple[str, ...]:
        """Fields of the public state, in order; `records.SOURCE` for each source."""
        return (*labels(Public), *(f"records.{source}" for source in self.sources), *labels(PublicAfter))

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Fields of what everybody knows, in order (specification, section 28)."""
        return (
            *labels(Known),
            *(f"level.{source}" for source in self.sources),
            *(f"attention.{source}" for source in self.sources),
            *(f"place.{place}.{what}" for place in self.places for what in labels(Cut)),
        )

    @cached_property
    def blocks(self) -> Blocks:
        """Where each block begins."""
        ends, end = [0], 0
        for _, names, columns in self._of_entries:
            end += len(names) * len(columns)
            ends.append(end)
        persons, sources = end + len(Firm), len(self.sources)
        attention = len(Known) + sources
        after = len(Public) + sources
        return Blocks._make((*ends, persons, persons + len(Person), after, attention, attention + sources))

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.blocks.width

    def column(self, name: str) -> int:
        """The number of a column; KeyError if there is none of that name."""
        try:
            return self.columns.index(name)
        except ValueError:
            raise KeyError(name) from None


def layout_of(world: World) -> Layout:
    """The layout of a world's tallies."""
    society, policy = world.society, world.policy
    return Layout(
        tuple(society.acts),
        tuple(policy.sources),
        tuple(policy.consequences),
        tuple(policy.privileges),
        tuple(society.places),
        tuple(society.firms.acts) if society.firms else (),
        tuple(policy.firms.consequences) if policy.firms else (),
    )
