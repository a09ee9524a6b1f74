"""Every mechanism, as its folder declares it; what is declared twice or not at all is an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType

from underheaven import draws
from underheaven.counted import columns
from underheaven.counted.columns import Columns
from underheaven.counted.events import What
from underheaven.mechanisms.base import Mechanism
from underheaven.mechanisms.registry import names, parts_of
from underheaven.mechanisms.shared import SHARED

PURPOSES = tuple(name for name, value in vars(draws).items() if name.isupper() and type(value) is int)
"""The names of all purposes of random words."""
COLUMNS = tuple(
    column
    for block in vars(columns).values()
    if isinstance(block, type) and issubclass(block, Columns)
    for column in block
)
"""All columns of all blocks."""


def declared(folders: Iterable[str], modules: Mapping[str, ModuleType]) -> dict[str, Mechanism]:
    """Name of the folder -> what it declares. ValueError for a folder that declares nothing."""
    found: dict[str, Mechanism] = {}
    for name in folders:
        given = getattr(modules.get(name), "MECHANISM", None)
        if not isinstance(given, Mechanism):
            raise ValueError(
                f"the mechanism '{name}' is not registered: its folder has no mechanism.py with a MECHANISM"
            )
        found[name] = given
    return found


def check(mechanisms: Mapping[str, Mechanism]) -> None:
    """ValueError, with the names, where something is registered twice, not at all, or is none.

    So are titles, keys, purposes of random words, columns and events; `mechanisms` are all, the shared ones
    too.
    """
    _once("the title", {name: (each.title,) for name, each in mechanisms.items()}, ())
    _once("the key", {name: each.keys for name, each in mechanisms.items()}, ())
    _once("the purpose", {name: each.purposes for name, each in mechanisms.items()}, PURPOSES)
    counts = {name: tuple(map(str_of, each.counts)) for name, each in mechanisms.items()}
    _once("the column", counts, tuple(map(str_of, COLUMNS)))
    events = {name: tuple(map(str_of, each.events)) for name, each in mechanisms.items()}
    _once("the event", events, tuple(map(str_of, What)))
    for name, each in mechanisms.items():
        for purpose in each.draws_again:
            if purpose not in PURPOSES:
                raise ValueError(f"'{name}' draws again for '{purpose}', and there is none of that name")
            if purpose in each.purposes:
                raise ValueError(f"'{name}' declares the purpose '{purpose}' and says that it is another's")


def str_of(column: Columns) -> str:
    """A column or an event by its block and name, such as `Person.SEEN`."""
    return f"{type(column).__name__}.{column.name}"


def _once(what: str, given: Mapping[str, tuple[str, ...]], wanted: tuple[str, ...]) -> None:
    """ValueError where an entry is given twice, or where some are `wanted`, is none of them or is missing."""
    owner: dict[str, str] = {}
    for name, entries in given.items():
        for entry in entries:
            if entry in owner:
                raise ValueError(f"{what} '{entry}' is registered twice, by '{owner[entry]}' and by '{name}'")
            if wanted and entry not in wanted:
                raise ValueError(f"'{name}' registers {what} '{entry}', which there is not")
            owner[entry] = name
    for entry in wanted:
        if entry not in owner:
            raise ValueError(f"{what} '{entry}' is not registered: no mechanism declares it")


MECHANISMS = declared(names(), parts_of("mechanism"))
"""The mechanisms by the names of their folders, in alphabetical order."""
ALL = {**SHARED, **MECHANISMS}
"""The same, and by the names of rooms what no single mechanism has for itself."""
