"""All that the engine hands to its kernels for one world, as it is before any of them runs.

The engine lays its records out by a hook (`engine.laid.Lay`), which here writes down what it was given. So
whoever drives the kernels elsewhere reads what they are handed, and nobody describes it a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_type_hints

from numpy.typing import NDArray

from underheaven.by_address import Directory, axes_of, fields_of
from underheaven.draws import key
from underheaven.engine.arguments import DIRECTORY, Arguments, arguments_of
from underheaven.engine.chaining import CHAINING, Chaining
from underheaven.engine.cpu import Engine
from underheaven.engine.digest import DIGESTING, Digesting
from underheaven.engine.following import FOLLOWING, Following
from underheaven.engine.laid import Laid
from underheaven.engine.nation import LAYING, Laying
from underheaven.engine.world import World
from underheaven.mechanisms.firms.founding import FOUNDED, Founded
from underheaven.observatory.planned import Directories, Field
from underheaven.society.making import MAKING, Making

KINDS: dict[str, tuple[Directory, type]] = {
    "laying": (LAYING, Laying),
    "founded": (FOUNDED, Founded),
    "making": (MAKING, Making),
    "following": (FOLLOWING, Following),
    "living": (DIRECTORY, Arguments),
    "chaining": (CHAINING, Chaining),
    "digesting": (DIGESTING, Digesting),
}
"""The directories that kernels read, by a name of their own."""
NAMES = {id(directory): name for name, (directory, _) in KINDS.items()}


def directories() -> Directories:
    """What each directory holds, as its records declare it; the same for every world."""
    return {name: tuple(_declared(kind)) for name, (_, kind) in KINDS.items()}


def _declared(kind: type) -> Iterator[Field]:
    for name, record in get_type_hints(kind).items():
        axes = axes_of(record)
        for each in fields_of(record):
            yield Field(name, each.name, each.dtype.name if each.axes else "", axes[each.name])


@dataclass(frozen=True)
class Handed:
    """An array or a number of a directory; an array is a copy of what it held at first."""

    directory: str
    record: str
    field: str
    axes: tuple[str, ...]
    """What its axes are called where it is declared; none: a number."""
    value: Any

    @property
    def name(self) -> str:
        """Such as `living.sums.tallies`."""
        return f"{self.directory}.{self.record}.{self.field}"


@dataclass
class Seen:
    """What one engine handed over."""

    world: World
    communities: int
    firms: int
    rows: int
    """Of the yearly tally."""
    room: int
    """Of a community's ledger at first."""
    columns: tuple[str, ...]
    public: tuple[str, ...]
    known: tuple[str, ...]
    cut: int
    """The first field of the last places in what everybody knows."""
    key: tuple[int, int]
    handed: list[Handed] = field(default_factory=list)

    def of(self, name: str) -> NDArray[Any]:
        """An array by its name; KeyError where there is none."""
        for each in self.handed:
            if each.name == name:
                found: NDArray[Any] = each.value
                return found
        raise KeyError(name)


def seen(world: World) -> Seen:
    """What the engine hands over for a world, from its first kernel to its digest."""
    sets: dict[str, list[Handed]] = {}

    class Watched(Laid):
        """Writes down what it is given, and then is what any engine has."""

        def __init__(self, directory: Directory, records: Any) -> None:
            name = NAMES[id(directory)]
            sets.setdefault(name, fields_handed(name, records))
            super().__init__(directory, records)

    class Watching(Engine):
        _lay = Watched

        def _hand_over(self) -> None:
            (scratch,), (sums,) = self._scratch, self._sums
            self._handed = [
                Watched(
                    DIRECTORY,
                    arguments_of(
                        self.tables,
                        self.layout,
                        self.communities,
                        self.state,
                        self.ledger,
                        self._told,
                        scratch,
                        sums,
                    ),
                )
            ]

    engine = Watching(world)
    engine.digests()
    engine.close()
    layout = engine.layout
    return Seen(
        world=world,
        communities=len(engine.communities.size),
        firms=len(engine.state.firm),
        rows=len(engine.year_rows),
        room=engine.ledger.at.shape[1],
        columns=layout.columns,
        public=layout.public,
        known=layout.known,
        cut=layout.blocks.cut,
        key=key(world.seed),
        handed=[each for name in KINDS for each in sets[name]],
    )


def fields_handed(directory: str, records: Any) -> list[Handed]:
    """Every array and number of some records in the order of their directory."""
    found = []
    for name, kind in get_type_hints(KINDS[directory][1]).items():
        record, axes_in = getattr(records, name), axes_of(kind)
        for each in fields_of(kind):
            value, axes = getattr(record, each.name), axes_in[each.name]
            found.append(Handed(directory, name, each.name, axes, value.copy() if axes else int(value)))
    return found
