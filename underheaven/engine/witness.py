"""Two communities of a checkpoint are lived again from the start: its people must be the society's own.

A checkpoint is the only file that holds citizens and is read back. Whoever is in it must be there
because the world says so, and not because somebody wrote them in.
"""

from __future__ import annotations

import hashlib

import numpy as np

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.nation import rows_of
from underheaven.engine.state import Communities, Ledger, State
from underheaven.engine.world import World
from underheaven.life.tables import Tables

WITNESSES = 2


def chosen(world: World, step: int, communities: int) -> list[int]:
    """The numbers of the communities that are lived again, keyed by the world and the step."""
    digest = hashlib.sha256(f"{world.hash} {step}".encode()).digest()
    words = [int.from_bytes(digest[4 * i : 4 * i + 4], "little") for i in range(WITNESSES)]
    return sorted({word % communities for word in words})


def fresh(state: State, communities: Communities, number: int, tables: Tables) -> None:
    """Put a community back to the start."""
    begins = dict.fromkeys(("own", "shown", "clean_own", "clean"), int(tables.start))
    begins |= {"firm": int(tables.firms.start), "belief": int(tables.deterrence.guess)}
    for name, column in zip(_allocated(state), rows_of(state, communities, number), strict=True):
        if name != "archetype":
            column[:] = begins.get(name, 0)


def _allocated(state: State) -> list[str]:
    return [name for name, column in state._asdict().items() if len(column)]


def same(one: State, other: State, communities: Communities, number: int) -> bool:
    """Whether a community is the same, citizen by citizen, in two states."""
    pairs = zip(rows_of(one, communities, number), rows_of(other, communities, number), strict=True)
    return all(np.array_equal(mine, theirs) for mine, theirs in pairs)


def same_entries(one: Ledger, other: Ledger, number: int) -> bool:
    """Whether a community has the same records waiting in two ledgers."""
    used = one.used[number]
    return bool(used == other.used[number]) and all(
        np.array_equal(mine[number, :used], theirs[number, :used])
        for mine, theirs in zip(one.entries, other.entries, strict=True)
    )


def in_place(ledger: Ledger, communities: Communities) -> bool:
    """Whether every record of a ledger, of those in use, belongs to a slot that there is."""
    room = ledger.at.shape[1]
    if ledger.used.shape != communities.size.shape or any(
        column.shape != (len(communities.size), room) for column in ledger.entries
    ):
        return False
    if np.any((ledger.used < 0) | (ledger.used > room)):
        return False
    in_use = np.arange(room) < ledger.used[:, None]
    return not bool(np.any(in_use & (ledger.slot >= communities.size[:, None])))


def foreign(what: str) -> InputError:
    """The refusal of a checkpoint."""
    return refuse(
        "the checkpoint is not of this world",
        f"{what}; it takes no people but those that the society gives",
        "start the run again with --replace",
    )
