"""What a mechanism declares of itself, in `mechanism.py` of its folder."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.counted.columns import Columns
from underheaven.counted.events import What


@dataclass(frozen=True)
class Mechanism:
    """A mechanism: its name is that of its folder, and its files there are its parts."""

    title: str
    about: str
    """What it is, in one sentence."""
    sections: tuple[str, ...]
    """Of the specification: "23" for a whole section, "2.4" for a paragraph."""
    keys: tuple[str, ...] = ()
    """What switches it on in a file, and off by its absence: paths such as `society.hospital`; a `*` stands
    for the name of any entry."""
    purposes: tuple[str, ...] = ()
    """Purposes of its own random words, by their names in `underheaven.draws`."""
    draws_again: tuple[str, ...] = ()
    """Purposes of others whose words it draws once more."""
    counts: tuple[Columns, ...] = ()
    """Columns that it alone fills."""
    events: tuple[What, ...] = ()
    """What happens to a person because of it."""
    laws: tuple[str, ...] = ()
    """Cases of `underheaven verify` that would fail if its rule were wrong, the most direct one first."""
