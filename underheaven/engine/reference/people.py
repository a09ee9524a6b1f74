"""Who the citizens are: archetypes, households and communities (specification, 4 and 11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from underheaven.documents.quantity import Quantity
from underheaven.engine.reference.ledger import Entry
from underheaven.engine.world import World
from underheaven.society.schema import Society

HOUSEHOLD_MARK, NUMBER = 1 << 15, (1 << 12) - 1
MOST = 255
"""The most of dread or hardship."""


class Archetype(NamedTuple):
    """The attributes of an archetype, as numbers, the most significant first."""

    group: int
    sex: int
    age: int
    quintile: int
    place: int
    child: int
    opinion: int

    @property
    def cell(self) -> int:
        """The finest category of the tallies."""
        return (self.group * 2 + self.place) * 5 + self.quintile


class Attributes:
    """The categories of each attribute of a society, in their order."""

    def __init__(self, society: Society) -> None:
        self.categories: dict[str, tuple[str, ...]] = {
            "group": society.groups,
            "sex": ("male", "female"),
            "age": tuple(society.age_bands),
            "quintile": ("q1", "q2", "q3", "q4", "q5"),
            "place": ("rural", "urban"),
            "child": ("no", "yes"),
            "opinion": society.opinions,
        }

    def decode(self, number: int) -> Archetype:
        """The archetype of a number."""
        digits = []
        for names in reversed(self.categories.values()):
            number, digit = divmod(number, len(names))
            digits.append(digit)
        return Archetype(*reversed(digits))

    def all(self) -> Iterator[Archetype]:
        """Every archetype there can be, in the order of the numbers."""
        size = 1
        for names in self.categories.values():
            size *= len(names)
        return map(self.decode, range(size))

    def factor(self, by: Mapping[str, Mapping[str, Quantity]], archetype: Archetype) -> Decimal:
        """The product of an archetype's factors, 1 where none is given."""
        product = Decimal(1)
        if not by:
            return product
        for (attribute, names), number in zip(self.categories.items(), archetype, strict=True):
            factor = by[attribute].get(names[number]) if attribute in by else None
            if factor is not None:
                product *= factor.value
        return product


@dataclass
class Community:
    """The citizens of one community and their state; all columns have the same length.

    `number` counts within the region, `overall` within the nation. `contexts` has a bit for each context of
    which a citizen has a bad record, `generation` counts the occupants that a slot has had before. `firms`
    holds the score of the firm that begins at each place of the workplaces. `belief` is the level of what is
    believed of the chance of a record, 0 where no belief moves, and `believed` where it stands within a step.
    """

    region: int
    number: int
    overall: int
    archetype: list[int]
    people: list[Archetype]
    own: list[int]
    shown: list[int]
    clean_own: list[int]
    clean: list[int]
    dread: list[int]
    hardship: list[int]
    contexts: list[int]
    generation: list[int]
    belief: list[int]
    believed: list[int] = field(default_factory=list)
    ledger: list[Entry] = field(default_factory=list)
    firms: list[int] = field(default_factory=list)

    @classmethod
    def at_start(
        cls,
        place: tuple[int, int],
        overall: int,
        archetype: list[int],
        attributes: Attributes,
        start: int,
        guess: int = 0,
    ) -> Community:
        """A community on the first day: everybody has the score `start`, and nothing has happened.

        `guess` is the level of what everybody believes.
        """
        people = [attributes.decode(number & NUMBER) for number in archetype]
        own, shown, clean_own, clean = ([start for _ in people] for _ in range(4))
        dread, hardship, contexts, generation = ([0 for _ in people] for _ in range(4))
        return cls(
            *place, overall, archetype, people, own, shown, clean_own, clean,
            dread, hardship, contexts, generation, [guess for _ in people],
        )  # fmt: skip

    def frighten(self, slot: int, dread: int) -> None:
        """Add to somebody's dread."""
        self.dread[slot] = min(MOST, self.dread[slot] + dread)

    def burden(self, slot: int, hardship: int) -> None:
        """Add to somebody's hardship."""
        self.hardship[slot] = min(MOST, self.hardship[slot] + hardship)

    @property
    def place(self) -> tuple[int, int]:
        """(region, number): what the community's draws are keyed by."""
        return self.region, self.number

    def households(self) -> list[list[int]]:
        """The slots of each household, in order."""
        homes: list[list[int]] = []
        for slot, number in enumerate(self.archetype):
            if number & HOUSEHOLD_MARK or not homes:
                homes.append([])
            homes[-1].append(slot)
        return homes


def places(world: World) -> list[tuple[int, int, int]]:
    """(region, community, citizens) of the whole nation; only a region's last community may be short."""
    found = []
    for region, citizens in enumerate(world.citizens_of_regions):
        for number, first in enumerate(range(0, citizens, world.community_size)):
            found.append((region, number, min(world.community_size, citizens - first)))
    return found


def synthesised(world: World) -> dict[tuple[int, int], Sequence[int]]:
    """The archetype columns of the whole nation, from the society's margins."""
    from underheaven.society.synthesis import Synthesiser

    synthesiser = Synthesiser(world.society, world.seed, world.community_size)
    return {
        (region, number): synthesiser.fill(region, number, n).tolist() for region, number, n in places(world)
    }
