"""Where two worlds part: the first step that can go otherwise under the one than under the other.

It is derived from the compiled tables, which hold all that a step reads. Tables that go by segment are
compared for each stretch of time, those that go by step for each step; any other table that differs parts
the worlds at once. So the answer is never too late; it may be too early, where what differs is never used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.engine.compiling import compile_tables
from underheaven.engine.layout import layout_of
from underheaven.engine.nation import communities_of
from underheaven.engine.state import Communities
from underheaven.engine.world import World
from underheaven.life.tables import Tables, arrays

Array = NDArray[np.generic]
BY_SEGMENT = {
    "dread_response": 0,
    "ruled": 0,
    "points": 1,
    "seen": 0,
    "below": 0,
    "highest": 0,
    "mistakes.until": 0,
    "mistakes.rate": 0,
    "weights": 0,
    "privileges.above": 0,
    "privileges.lowest": 0,
    "gaming.worth": 0,
    "gaming.chance": 0,
    "gaming.target": 0,
    "gaming.aim": 0,
    "gaming.pick": 0,
    "standards.base": 0,
    "deterrence.published": 0,
    "deterrence.trust": 0,
    "firms.points": 0,
    "firms.caught": 0,
    "firms.below": 0,
}
"""Tables that go by segment, and the axis on which they do; one with a single entry there holds in all."""
BY_STEP = (
    "heard",
    "recovery",
    "dread_fade",
    "hardship_fade",
    "hear",
    "news",
    "deterrence.told",
    "deterrence.told_chance",
    "places.allotted",
    "places.ranked",
    "firms.recovery",
)
"""Tables that go by step, on their first axis."""
CALENDAR = ("segment_begin", "first_segment", "last_segment")
"""How time is cut into segments: without meaning where both sides of a cut are the same."""
DERIVED = ("gaming.any",)
"""Whether anybody ever games follows from the tables of each segment; where nobody does, nothing happens."""


@dataclass(frozen=True)
class Compiled:
    """A world with what its steps read."""

    world: World
    tables: Tables
    communities: Communities
    rows: list[tuple[int, int, int]]

    @classmethod
    def of(cls, world: World) -> Compiled:
        """Compile a world; `InputError` where its policy does not fit its society."""
        communities, rows = communities_of(world)
        return cls(world, compile_tables(world), communities, rows)

    @property
    def fingerprint(self) -> str:
        """A hash of the tables: SHA-256 in hex."""
        digest = hashlib.sha256()
        for name, table in arrays(self.tables).items():
            digest.update(f"{name} {table.dtype} {table.shape} ".encode() + table.tobytes())
        return digest.hexdigest()


def require_twins(a: World, b: World) -> None:
    """Refuse worlds that differ in anything but their policies: `InputError` with all that differs."""
    parts = {
        "societies": (a.society, b.society),
        "seeds": (a.seed, b.seed),
        "first days": (a.start, b.start),
        "last days": (a.end, b.end),
        "numbers of citizens": (a.citizens, b.citizens),
        "lengths of a step": (a.step_minutes, b.step_minutes),
        "sizes of communities": (a.community_size, b.community_size),
        "renewal": (a.renewal, b.renewal),
    }
    if other := [what for what, (one, two) in parts.items() if one != two]:
        raise refuse(
            f"worlds of different {', '.join(other)}",
            "twins are the same people with the same draws, and nothing but their policies differs",
            "make the second world of the first: dataclasses.replace(a, policy=...)",
        )


def parting(a: World | Compiled, b: World | Compiled) -> int:
    """The first step in which anything that a step reads differs; the number of steps where nothing does.

    Never later than the first step in which the two runs differ. Raises `InputError` where the worlds differ
    in more than their policies, or a policy does not fit the society.
    """
    one = a if isinstance(a, Compiled) else Compiled.of(a)
    other = b if isinstance(b, Compiled) else Compiled.of(b)
    require_twins(one.world, other.world)
    steps = one.world.steps
    if layout_of(one.world) != layout_of(other.world) or one.rows != other.rows:
        return 0
    if len(one.world.policy.rollout) != len(other.world.policy.rollout):
        return 0
    mine, theirs = _tables(one.tables), _tables(other.tables)
    if any(mine[name].shape != theirs[name].shape for name in _static(mine)) or any(
        not np.array_equal(mine[name], theirs[name]) for name in _static(mine)
    ):
        return 0
    return min(
        _by_segment(mine, theirs, steps, one.world.step_minutes),
        _by_step(mine, theirs, steps),
        _by_enrolment(one.communities, other.communities, steps),
    )


def _tables(tables: Tables) -> Mapping[str, Array]:
    """The tables by name, with what each piece of news adds in the steps in which it is heard."""
    found = arrays(tables)
    heard = tables.hear.any(axis=1)
    return {**found, "news": np.where(heard, tables.news_dread, 0)}


def _static(tables: Mapping[str, Array]) -> list[str]:
    apart = {*BY_SEGMENT, *BY_STEP, *CALENDAR, *DERIVED, "news_dread"}
    return [name for name in tables if name not in apart]


def _by_segment(mine: Mapping[str, Array], theirs: Mapping[str, Array], steps: int, length: int) -> int:
    begins = [np.asarray(of["segment_begin"], np.int64) for of in (mine, theirs)]
    for minute in np.unique(np.concatenate(begins)).tolist():
        here, there = (int(np.searchsorted(begin, minute, side="right")) - 1 for begin in begins)
        for name, axis in BY_SEGMENT.items():
            if mine[name].size == theirs[name].size == 0:
                continue
            ours, others = _in(mine[name], here, axis), _in(theirs[name], there, axis)
            if not np.array_equal(ours, others):
                return min(int(minute) // length, steps)
    return steps


def _in(table: Array, segment: int, axis: int) -> Array:
    """What a table says in a segment."""
    return np.asarray(np.take(table, min(segment, table.shape[axis] - 1), axis))


def _by_step(mine: Mapping[str, Array], theirs: Mapping[str, Array], steps: int) -> int:
    first = steps
    for name in BY_STEP:
        ours, others = mine[name], theirs[name]
        if ours.shape != others.shape:
            return 0
        differ = (ours != others).reshape(steps, -1).any(axis=1)
        first = min(first, int(differ.argmax()) if differ.any() else steps)
    return first


def _by_enrolment(mine: Communities, theirs: Communities, steps: int) -> int:
    first = steps
    for name in ("enrolled_from", "joined_from"):
        ours: Any = getattr(mine, name)
        others: Any = getattr(theirs, name)
        first = min(first, int(np.minimum(ours, others)[ours != others].min(initial=steps)))
    return first
