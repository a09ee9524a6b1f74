"""What each kernel of a world is handed, as a plan in plain Python: arrays, directories, lengths by name.

Neither NumPy nor Numba is needed, so that a page lays out the world of an edited policy by the same code as
the site is made by. What hangs on the society and the size alone is given (`Given`); all else follows from
the policy's tables. An array's length is a number, or the name of one that is found out later.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from underheaven.engine.layout import CELLS, Layout, layout_of
from underheaven.engine.lengths import (
    COUNTED,
    SIZE,
    columns_of_state,
    length_of,
    lengths_of_scratch,
    room_at_first,
)
from underheaven.engine.lines import encoded, in_order, lengths_of_step, lines_of
from underheaven.engine.waves import waves_of
from underheaven.engine.world import World
from underheaven.integer_tables import Table, table
from underheaven.life.tables import RECORDS, Tables
from underheaven.observatory.container import Bytes

EXACT = 1 << 53
"""From here on a number of JavaScript may be another; it is then written as text."""
SAME = {
    **{f"making.where.{name}": f"communities.{name}" for name in ("region", "number", "begin", "size")},
    "making.where.column": "state.archetype",
    "following.counted.known": "living.told.known",
    "following.counted.public": "living.sums.public",
    "chaining.counted.known": "living.told.known",
    "chaining.counted.public": "living.sums.public",
    "chaining.counted.tallies": "living.sums.tallies",
    "chaining.counted.histogram": "living.sums.histogram",
}
"""What one kernel leaves and another reads: the engine carries it over, and in one memory it is one array."""
EVERYWHERE = ("communities", "state", "ledger")
"""Records that are the same wherever they are handed over."""
FOUND_OUT = ("communities.", "state.archetype", "living.told.known", "chaining.counted.rest")
"""What begins so is put in by a kernel before it is read, whatever it held where the world was looked at."""
OF_TABLES = ("traits", "acts", "conduct", "sight", "rules", "scale", "calendar", "news", "ties", "levels")
"""Records whose fields are tables, or numbers of them, by the same names."""
GIVEN = (
    "making.", "founded.ground.place", "digesting.text.", "digesting.digested.by_place",
    "living.acts.alias_cut", "living.acts.alias_kind", "living.acts.count_above",
)  # fmt: skip
"""What begins so hangs on the society and the size alone."""
CODES = {"int16": "h", "int32": "i", "int64": "q", "uint8": "B", "uint16": "H", "uint32": "I", "uint64": "Q"}
"""The kinds of number, and what `array` calls them."""
Shape = list[Any]


class Field(NamedTuple):
    """An array or a number of a directory, as its record declares it."""

    record: str
    name: str
    kind: str
    """Of an array, as NumPy calls it; of a number empty."""
    axes: Sequence[str]
    """What they are called; none: a number."""


Directories = Mapping[str, Sequence[Field]]
"""Of each directory its fields in order, those of one record after the other's."""


def directories_from(said: Mapping[str, Any]) -> Directories:
    """The directories that JSON tells, fields as lists."""
    return {name: tuple(Field(*each) for each in fields) for name, fields in said.items()}


@dataclass(frozen=True)
class Given:
    """What of a world hangs on its society, its size and its seed alone, by `directory.record.field`."""

    key: tuple[int, int]
    """The two words of the seed."""
    arrays: Mapping[str, tuple[Shape, Any]]
    """Lengths, and what is held: bytes, or as a file says it."""
    numbers: Mapping[str, int]
    considered: Mapping[str, Any]
    """How often acts are considered, from which the page makes tables (`considered.py`)."""


def name_of(name: str) -> str:
    """The name of the one array that is meant by `directory.record.field`."""
    _, record, field = name.split(".")
    return f"{record}.{field}" if record in EVERYWHERE else SAME.get(name, name)


def planned(
    world: World, tables: Tables, directories: Directories, given: Given, data: Bytes
) -> dict[str, Any]:  # fmt: skip
    """Arrays, directories and lengths of a world with these plain tables; what is held goes into `data`."""
    layout = layout_of(world)
    plan = _Plan(world, tables, layout)
    arrays, numbers = list[dict[str, Any]](), dict[str, int]()
    entries: dict[str, list[Any]] = {name: [] for name in directories}
    for directory, field in ((name, field) for name, fields in directories.items() for field in fields):
        whole = f"{directory}.{field.record}.{field.name}"
        if not field.axes:
            value = given.numbers[whole] if whole.startswith(GIVEN) else int(plan.value(whole))
            entries[directory].append(value if abs(value) < EXACT else str(value))
            continue
        shape, held = given.arrays[whole] if whole.startswith(GIVEN) else plan.array(whole, field)
        name = name_of(whole)
        if name not in numbers:
            numbers[name] = len(arrays)
            held = 0 if name.startswith(FOUND_OUT) else _held(field.kind, held, data)
            arrays.append({"name": name, "type": field.kind, "shape": shape, "held": held})
        entries[directory].append([numbers[name], *shape])
    same = {
        "key": given.key,
        "considered": given.considered,
        "columns": layout.columns,
        "public": layout.public,
        "known": layout.known,
        "cut": layout.blocks.cut,
        "room": room_at_first(tables),
        "firms": bool(tables.firms.scheme),
    }
    return {"same": same, "arrays": arrays, "directories": entries, "c": communities_in(world)}


def communities_in(world: World) -> int:
    """How many communities a world has."""
    return sum(-(-citizens // world.community_size) for citizens in world.citizens_of_regions)


class _Plan:
    """What arrays and numbers are before any kernel runs."""

    def __init__(self, world: World, tables: Tables, layout: Layout) -> None:
        self._tables, self._layout = tables, layout
        self._state = columns_of_state(world, tables)
        self._lengths = dict(_lengths(world, tables, layout))
        self._values = dict(_values(world, tables, layout))

    def value(self, whole: str) -> Any:
        """A table or a number; None where there is only room."""
        _, record, field = whole.split(".")
        if whole in self._values:
            return self._values[whole]
        if record == "blocks":
            return getattr(self._layout.blocks, field)
        if record == "firm" or record in RECORDS:
            return getattr(getattr(self._tables, "firms" if record == "firm" else record), field)
        return getattr(self._tables, field) if record in OF_TABLES else None

    def array(self, whole: str, field: Field) -> tuple[Shape, Any]:
        """The lengths of an array, and what it holds."""
        directory, record, name = whole.split(".")
        if record == "state":
            return self._column(name, field.axes[0])
        found = self.value(whole)
        if isinstance(found, Table):
            if (found.kind, len(found.shape)) != (field.kind, len(field.axes)):
                raise TypeError(f"{whole}: {found} is not as declared")
            return list(found.shape), found.numbers.tobytes()
        lengths = self._lengths.get(f"{directory}.{record}", self._lengths[""])
        shape = [length_of(axis, lengths) for axis in field.axes]
        return shape, {"count": SIZE} if record == "slots" and name in COUNTED else 0

    def _column(self, name: str, axis: str) -> tuple[Shape, Any]:
        """A column of the state; the archetype is found out by a kernel."""
        kept, first = self._state.get(name, (True, 0))
        return [axis if kept else 0], {"fill": first} if kept and first else 0


def _lengths(world: World, tables: Tables, layout: Layout) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Lengths of axes by `directory.record`, and under an empty name those of all others."""
    regions, groups, waves = len(world.society.regions), len(world.society.groups), len(world.policy.rollout)
    found_out = {name: name for name in ("c", "c+1", "rows")}
    yield (
        "",
        {
            **found_out,
            "room": "room" if room_at_first(tables) else 0,
            "R": regions,
            "G": groups,
            "cells": CELLS * groups,
            "M": layout.width,
            "F": len(layout.public),
            "fields": len(layout.known),
        },
    )
    yield "laying.nation", {"R": regions, "waves": 1 + waves}
    for name, lengths in lengths_of_scratch(tables, layout).items():
        yield f"living.{name}", lengths
    yield "chaining.counted", lengths_of_step(layout, regions, groups)


def _values(world: World, tables: Tables, layout: Layout) -> Iterator[tuple[str, Any]]:
    """What no record of the tables has under the same name, by `directory.record.field`."""
    citizens, waves = table(world.citizens_of_regions), waves_of(world)
    regions = len(world.society.regions)
    yield "laying.nation.citizens", citizens
    yield "laying.nation.size", world.community_size
    yield "laying.nation.steps", world.steps
    there = [each for wave in waves.there for each in wave]
    yield "laying.rollouts.there", Table(there, (len(waves.there), regions), "uint8")
    for name, kind in (("share", "int64"), ("since", "int64"), ("voluntary", "uint8")):
        yield f"laying.rollouts.{name}", table(getattr(waves, name), kind)
    yield "following.levels.citizens", citizens
    yield "founded.ground.block", tables.workplace_size
    yield "digesting.digested.block", tables.workplace_size
    text, ends = encoded(lines_of(layout))
    yield "chaining.text.byte", Table(text, (len(text),), "uint8")
    yield "chaining.text.begin", table(ends)
    for name, order in zip(("tallies", "public", "known"), in_order(layout), strict=True):
        yield f"chaining.orders.{name}", table(order)


def _held(kind: str, held: Any, data: Bytes) -> Any:
    """What a file says that is held: 0, a number everywhere, its own numbering, or where its bytes are."""
    if not isinstance(held, bytes):
        return held
    if not held.strip(b"\0"):
        return 0
    size = array(CODES[kind]).itemsize
    numbers = array(CODES[kind], held)
    if held == held[:size] * len(numbers) and abs(numbers[0]) < EXACT:
        return {"fill": numbers[0]}
    last = len(numbers) - 1
    if numbers[0] == 0 and numbers[last] == last and numbers.tolist() == list(range(last + 1)):
        return {"count": last + 1}
    return {"at": data.put(held)}
