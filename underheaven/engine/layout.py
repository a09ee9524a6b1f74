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
    Game,
    Known,
    Person,
    Place,
    Privilege,
    Public,
    PublicAfter,
    Reckon,
    Source,
    Standard,
    labels,
)
from underheaven.engine.world import World
from underheaven.mechanisms.deterrence.kinds import heard, reckoned
from underheaven.mechanisms.gaming.games import effortful

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
    game: int
    reckon: int
    firm: int
    person: int
    width: int
    public_after: int
    """The first field of `PublicAfter` in the public state."""
    public_deeds: int
    """The first field of `Deeds` there."""
    attention: int
    """The first field of the sources' attention in what everybody knows."""
    standard: int
    """The first field of thresholds that follow outcomes."""
    deeds: int
    """The first field of `Deeds` in what everybody knows; where people do not hear of them, that of `cut`."""
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
    games: tuple[str, ...] = ()
    """The kinds of which the effort spent for the score's sake is counted."""
    reckoned: tuple[str, ...] = ()
    """The kinds that people reckon with a record of."""
    deeds: tuple[str, ...] = ()
    """What is counted of deeds for people to hear of (`Deeds`)."""
    standards: tuple[str, ...] = ()
    """`CONSEQUENCE.GROUP` of each threshold that follows outcomes, and each group."""

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
            ("game", self.games, Game),
            ("reckon", self.reckoned, Reckon),
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
        records = (f"records.{source}" for source in self.sources)
        deeds = (f"deeds.{what}" for what in self.deeds)
        return (*labels(Public), *records, *labels(PublicAfter), *deeds)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Fields of what everybody knows, in order (specification, section 28).

        None has the name of a public one: `heard` is what people hear of the public `deeds` of a step.
        """
        return (
            *labels(Known),
            *(f"level.{source}" for source in self.sources),
            *(f"attention.{source}" for source in self.sources),
            *(f"standard.{standard}.{what}" for standard in self.standards for what in labels(Standard)),
            *(f"heard.{what}" for what in self.deeds),
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
        standard = attention + sources
        deeds = standard + len(self.standards) * len(Standard)
        public = (after, after + len(PublicAfter))
        known = (attention, standard, deeds, deeds + len(self.deeds))
        return Blocks._make((*ends, persons, persons + len(Person), *public, *known))

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
        effortful(society),
        reckoned(society, policy),
        heard(society, policy),
        tuple(
            f"{name}.{group}"
            for name, consequence in policy.consequences.items()
            if consequence.follows is not None
            for group in society.groups
        ),
    )
