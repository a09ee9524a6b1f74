"""How long the arrays are that hang on a policy, and what they hold at first.

Records name the axes of their arrays; here each name is a number. Neither NumPy nor Numba is needed, so that
a world can be laid out where there is neither (`underheaven/observatory/planned.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from underheaven.counted.columns import Life
from underheaven.counted.events import End, Row
from underheaven.engine.layout import CELLS, Layout
from underheaven.engine.walked import Me
from underheaven.engine.world import World
from underheaven.integer_tables import Table
from underheaven.life.tables import Tables
from underheaven.mechanisms.deterrence.rule import LEVELS

SIZE = 4_096
"""Slots of the largest community."""
AHEAD = 4
"""Acts that are listed before it is known that they are considered (`considering.ALMOST_ALWAYS`)."""
ROOM = 1_024
"""Entries of a community's ledger at first; it is doubled whenever it is too short."""
EVER = 1 << 32
"""Above every word."""
COUNTED = ("slots", "who")
"""Of the record `Slots`: these hold 0, 1, 2, …, and all other room holds 0."""
Lengths = Mapping[str, int]


class Column(NamedTuple):
    """A column of the state before the first step."""

    kept: bool
    """Whether anybody needs it; else it is empty."""
    first: int
    """What it holds everywhere."""


def length_of(axis: str, lengths: Lengths) -> int:
    """The length of an axis: a number stands for itself. KeyError for a name without a length."""
    return int(axis) if axis.isdigit() else lengths[axis]


def room_at_first(tables: Tables) -> int:
    """Entries of a community's ledger before the first step; 0 where no record is kept."""
    return ROOM if tables.redress.kept else 0


def columns_of_state(world: World, tables: Tables) -> dict[str, Column]:
    """The columns of `State` but for the archetype, which synthesis gives."""
    renewal = world.renewal and world.society.renewal is not None
    scores = ("own", "shown", "clean_own", "clean")
    return {
        **{name: Column(True, int(tables.start)) for name in scores},
        **{name: Column(True, 0) for name in ("dread", "hardship")},
        "contexts": Column(bool(tables.same_context), 0),
        "belief": Column(bool(tables.deterrence.learns), int(tables.deterrence.guess)),
        "generation": Column(renewal, 0),
        "firm": Column(bool(tables.firms.scheme), int(tables.firms.start)),
    }


def lengths_of_scratch(tables: Tables, layout: Layout) -> dict[str, Lengths]:
    """By record of `Scratch`, lengths that are enough for any community of these tables."""
    acts = len(tables.count_above)
    wrong = _most_wrong(tables.mistakes.until) + len(tables.gaming.until)
    groups, kinds = tables.below.shape[1], len(tables.by_name)
    reckons, learns = int(tables.deterrence.any), int(tables.deterrence.learns)
    thresholds = tables.below.shape[2] + tables.privileges.above.shape[1]
    return {
        "slots": {"n": SIZE},
        "events": {"n": SIZE, "e": SIZE * (acts + 2 * wrong) + AHEAD, "m": acts + wrong, "Me": len(Me)},
        "sifting": {
            "n": SIZE,
            "e": SIZE * (acts + 2 * wrong) + AHEAD,
            "a+1": SIZE * acts + 1,
            "K": kinds,
            "bins": 256 >> tables.bin_bits,
        },
        "reckoning": {
            "k": kinds * reckons,
            "2G": 2 * groups,
            "g": groups * reckons,
            "t": thresholds,
            "levels": LEVELS,
            "b": SIZE * learns,
        },
        "matching": {"n": SIZE},
        "tying": {"n": SIZE, "2n": 2 * SIZE, "p": SIZE, "2p": 2 * SIZE},
        "trading": {"p": SIZE, "f": SIZE, "f+1": SIZE + 1},
        "seeking": {"n": SIZE, "q": SIZE},
        "ranking": {"q": len(tables.places.with_child)},
        "counting": {
            "cells": CELLS * groups,
            "M": layout.width,
            "K": kinds,
            "G": groups,
            "F": len(layout.public),
            "L": len(Life),
            "N": 0,
        },
        "log": {"n": 0, "e": 0, "room": 0, "Row": len(Row), "End": len(End)},
    }


def _most_wrong(until: Any) -> int:
    """The most wrong records that one citizen may have in a step: the caps of all streams.

    `until` is [Z, R, G, 8, W, cap]; where nobody ever has so many, it is `EVER` throughout.
    """
    each = until.shape[-2] * until.shape[-1]
    if not each:
        return 0
    numbers = memoryview(until.numbers if isinstance(until, Table) else until).cast("B").cast("q")
    never = EVER.to_bytes(8, "little") * (len(numbers) // each)
    return sum(numbers[stream::each].tobytes() != never for stream in range(each))
