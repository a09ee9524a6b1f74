"""Two communities of a checkpoint are lived again from the start: its people must be the society's own.

A checkpoint is the only file that holds citizens and is read back. Whoever is in it must be there
because the world says so, and not because somebody wrote them in.
"""

from __future__ import annotations

import hashlib

import numpy as np

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.kernel import Communities
from underheaven.engine.scratch import State
from underheaven.engine.world import World

WITNESSES = 2


def chosen(world: World, step: int, communities: int) -> list[int]:
    """The numbers of the communities that are lived again, keyed by the world and the step."""
    digest = hashlib.sha256(f"{world.hash} {step}".encode()).digest()
    words = [int.from_bytes(digest[4 * i : 4 * i + 4], "little") for i in range(WITNESSES)]
    return sorted({word % communities for word in words})


def fresh(state: State, communities: Communities, number: int, start: int) -> None:
    """Put a community back to the start."""
    part = slice(communities.begin[number], communities.begin[number] + communities.size[number])
    for column in (state.own, state.shown, state.clean_own, state.clean):
        column[part] = start
    for level in (state.dread, state.hardship):
        level[part] = 0


def same(one: State, other: State, communities: Communities, number: int) -> bool:
    """Whether a community is the same, citizen by citizen, in two states."""
    part = slice(communities.begin[number], communities.begin[number] + communities.size[number])
    return all(np.array_equal(getattr(one, name)[part], getattr(other, name)[part]) for name in State._fields)


def foreign(what: str) -> InputError:
    """The refusal of a checkpoint."""
    return refuse(
        "the checkpoint is not of this world",
        f"{what}; it takes no people but those that the society gives",
        "start the run again with --replace",
    )
