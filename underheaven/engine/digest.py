"""Digests of a run: the same world gives the same ones anywhere (specification, 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import Layout
from underheaven.engine.nation import rows_of
from underheaven.engine.records import StepRecord
from underheaven.engine.state import Communities, Ledger, State
from underheaven.mechanisms.firms.founding import Founding

NOTHING = bytes(32)


def state_digest(communities: Communities, state: State, ledger: Ledger, founding: Founding) -> bytes:
    """SHA-256 over the SHA-256 of each community's columns, by name, of those that are not 0 everywhere.

    Scores of firms are hashed by place, with the start of the scale where no firm begins.
    """
    c = communities
    whole = hashlib.sha256()
    names = [name for name, column in state._asdict().items() if len(column)]
    entries = [name for name in ledger._fields if name != "used"]
    for number in range(len(c.size)):
        here = dict(zip(names, rows_of(state, c, number), strict=True))
        if "firm" in here:
            where = int(c.region[number]), int(c.number[number]), int(c.size[number])
            here["firm"] = founding.spread(here["firm"], *where)
        kept = {name: getattr(ledger, name)[number, : ledger.used[number]] for name in entries}
        one = hashlib.sha256()
        for title, columns in (("state", here), ("ledger", kept)):
            used = sorted(name for name, column in columns.items() if column.any())
            one.update(_head(title, used))
            for name in used:
                one.update(_little(columns[name]))
        whole.update(one.digest())
    return whole.digest()


def chained(before: bytes, record: StepRecord, layout: Layout, rest: NDArray[np.int64]) -> bytes:
    """The digest of the tallies up to and including a step.

    What is at rest is not in it, so that a column that nothing moves changes no digest: counts at 0, and what
    is known as before the first step (`rest` int64 [R, F]).
    """
    one = hashlib.sha256(before)
    for part in (
        _named("tallies", layout.columns, record.tallies),
        _head("histogram", ()) + _little(record.histogram),
        _named("public", layout.public, record.public),
        _named("known", layout.known, record.known, rest),
    ):
        one.update(part)
    return one.digest()


def _named(
    title: str, names: Sequence[str], values: NDArray[np.int64], rest: NDArray[np.int64] | int = 0
) -> bytes:
    """The columns (the last axis) that are not at rest, in the order of their names."""
    moved = (values != rest).any(axis=tuple(range(values.ndim - 1)))
    used = sorted(np.flatnonzero(moved).tolist(), key=names.__getitem__)
    return _head(title, [names[number] for number in used]) + _little(np.moveaxis(values, -1, 0)[used])


def _head(title: str, names: Sequence[str]) -> bytes:
    """A line for the title and for each name, and one left free."""
    return "".join(f"{line}\n" for line in (title, *names, "")).encode()


def run_digest(state: bytes, tallies: bytes) -> str:
    """The digest of a run, in hex."""
    return hashlib.sha256(state + tallies).hexdigest()


def _little(array: NDArray[np.generic]) -> bytes:
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False)).tobytes()
