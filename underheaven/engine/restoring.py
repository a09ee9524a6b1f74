"""What a checkpoint holds of an engine, and what is asked of one before a run goes on from it."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.engine.records import Int64
from underheaven.engine.state import Communities, Ledger, State
from underheaven.engine.witness import foreign, in_place

PART = 1 << 22
"""Rows of a kept column that are read at once."""
Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Kept:
    """A checkpoint's arrays, those of citizens as they lie on the disk."""

    arrays: Arrays
    state: State
    ledger: Ledger
    lives: NDArray[np.generic]
    knowns: list[Int64]
    """What was known in each step lived."""

    def put_into(self, state: State, lives: NDArray[np.uint32]) -> None:
        """Copy everybody, and what is counted of each, part by part."""
        for name in State._fields:
            for theirs, mine in in_parts(self.arrays[name], getattr(state, name)):
                np.copyto(mine, theirs)
        if lives.size:
            for theirs, mine in zip(self.arrays["lives"], lives, strict=True):
                np.copyto(mine, theirs, casting="safe")


def arrays_of(state: State, ledger: Ledger, known: Int64, knowns: list[Int64]) -> dict[str, Any]:
    """What is kept of people, of their records that can change, and of what everybody knew."""
    past = np.array(knowns, np.int64).reshape(len(knowns), *known.shape)
    entries = {f"ledger.{name}": column for name, column in ledger._asdict().items()}
    return {**state._asdict(), **entries, "known": known, "knowns": past}


def kept_in(
    arrays: Arrays, state: State, communities: Communities, lives: NDArray[np.uint32]
) -> Kept:  # fmt: skip
    """What a checkpoint of a world holds, where its people and their records can be those of the world.

    `state`, `communities` and `lives` are of the world at its start. Raises `InputError` where a person or a
    record is not the society's own, or where what is asked of lives was never counted.
    """
    if not all(np.array_equal(*pair) for pair in in_parts(arrays["archetype"], state.archetype)):
        raise foreign("its people are others than those the society gives")
    columns: list[Any] = [np.array(arrays[f"ledger.{name}"]) for name in Ledger._fields]
    entries = Ledger(*columns)
    if not in_place(entries, communities):
        raise foreign("its records are of people who are not there")
    counted = np.asarray(arrays["lives"])
    if lives.size and counted.shape != lives.shape:
        raise refuse(
            "what happened to each citizen cannot be told",
            "the run was begun without counting it",
            "go on as it was begun, without --final, or start it again with --replace",
        )
    people: list[Any] = [np.asarray(arrays[name]) for name in State._fields]
    return Kept(arrays, State(*people), entries, counted, list(np.array(arrays["knowns"], np.int64)))


def in_parts(
    kept: NDArray[np.generic], mine: NDArray[Any]
) -> Iterator[tuple[NDArray[np.generic], NDArray[Any]]]:
    """Two columns, part by part; what was read of a column that is mapped from a file is let go again."""
    base: Any = kept.base
    file = base if isinstance(base, mmap.mmap) else None
    for begin in range(0, max(len(kept), len(mine)), PART):
        yield kept[begin : begin + PART], mine[begin : begin + PART]
        if file is not None and hasattr(file, "madvise"):
            file.madvise(mmap.MADV_DONTNEED)
