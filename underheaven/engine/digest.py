"""Digests of a run: the same world gives the same ones anywhere (specification, 13)."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.kernel import Communities
from underheaven.engine.nation import rows_of
from underheaven.engine.records import StepRecord
from underheaven.engine.scratch import Ledger, State

NOTHING = bytes(32)


def state_digest(communities: Communities, state: State, ledger: Ledger) -> bytes:
    """SHA-256 over the SHA-256 of each community's columns, of what is allocated of them."""
    whole = hashlib.sha256()
    for number in range(len(communities.size)):
        one = hashlib.sha256()
        for column in rows_of(state, communities, number):
            one.update(_little(column))
        if ledger.at.size:
            for entries in ledger.entries:
                one.update(_little(entries[number, : ledger.used[number]]))
        whole.update(one.digest())
    return whole.digest()


def chained(before: bytes, record: StepRecord) -> bytes:
    """The digest of the tallies up to and including a step."""
    one = hashlib.sha256(before)
    for part in (record.tallies, record.histogram, record.public, record.known):
        one.update(_little(part))
    return one.digest()


def run_digest(state: bytes, tallies: bytes) -> str:
    """The digest of a run, in hex."""
    return hashlib.sha256(state + tallies).hexdigest()


def _little(array: NDArray[np.generic]) -> bytes:
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False)).tobytes()
