"""Digests of a run: the same world gives the same ones anywhere (specification, 13)."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.kernel import Communities
from underheaven.engine.records import StepRecord
from underheaven.engine.scratch import State

NOTHING = bytes(32)


def state_digest(communities: Communities, state: State) -> bytes:
    """SHA-256 over the SHA-256 of each community's columns."""
    whole = hashlib.sha256()
    for begin, size in zip(communities.begin.tolist(), communities.size.tolist(), strict=True):
        one = hashlib.sha256()
        for column in state:
            one.update(_little(column[begin : begin + size]))
        whole.update(one.digest())
    return whole.digest()


def chained(before: bytes, record: StepRecord) -> bytes:
    """The digest of the tallies up to and including a step."""
    one = hashlib.sha256(before)
    for part in (record.tallies, record.histogram, record.public):
        one.update(_little(part))
    return one.digest()


def run_digest(state: bytes, tallies: bytes) -> str:
    """The digest of a run, in hex."""
    return hashlib.sha256(state + tallies).hexdigest()


def _little(array: NDArray[np.generic]) -> bytes:
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False)).tobytes()
