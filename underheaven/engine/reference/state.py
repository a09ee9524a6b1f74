"""The state of a run as others read it, and its digest (specification, 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.reference.people import Community
from underheaven.engine.reference.tally import named, packed

COLUMNS = {
    "own": "h",
    "shown": "h",
    "clean_own": "h",
    "clean": "h",
    "archetype": "H",
    "belief": "B",
    "dread": "B",
    "hardship": "B",
    "contexts": "H",
    "generation": "B",
    "firms": "h",
}
LEDGER = {
    "at": "i",
    "decide": "i",
    "slot": "H",
    "points": "h",
    "moved_own": "h",
    "moved_clean": "h",
    "flags": "B",
}


@dataclass(frozen=True)
class Columns:
    """The state of n citizens: scores in sixteenths of a point, archetypes with the household bit, levels.

    `firms` int16[places], the firms' scores; empty where there are none.
    """

    own: NDArray[np.int16]
    shown: NDArray[np.int16]
    clean_own: NDArray[np.int16]
    clean: NDArray[np.int16]
    archetype: NDArray[np.uint16]
    dread: NDArray[np.uint8]
    hardship: NDArray[np.uint8]
    contexts: NDArray[np.uint16]
    generation: NDArray[np.uint8]
    belief: NDArray[np.uint8]
    firms: NDArray[np.int16]

    @classmethod
    def of(cls, community: Community) -> Columns:
        """The state of a community."""
        return cls(
            own=np.array(community.own, dtype=np.int16),
            shown=np.array(community.shown, dtype=np.int16),
            clean_own=np.array(community.clean_own, dtype=np.int16),
            clean=np.array(community.clean, dtype=np.int16),
            archetype=np.array(community.archetype, dtype=np.uint16),
            dread=np.array(community.dread, dtype=np.uint8),
            hardship=np.array(community.hardship, dtype=np.uint8),
            contexts=np.array(community.contexts, dtype=np.uint16),
            generation=np.array(community.generation, dtype=np.uint8),
            belief=np.array(community.belief, dtype=np.uint8),
            firms=np.array(community.firms, dtype=np.int16),
        )


def state_digest(communities: Iterable[Community]) -> bytes:
    """SHA-256 of the state, communities in order of region and number."""
    whole = hashlib.sha256()
    for community in communities:
        state = {
            "firm" if name == "firms" else name: packed(code, getattr(community, name))
            for name, code in COLUMNS.items()
        }
        ledger = {
            name: packed(code, [getattr(entry, name) for entry in community.ledger])
            for name, code in LEDGER.items()
        }
        parts = (named(title, _used(columns)) for title, columns in (("state", state), ("ledger", ledger)))
        whole.update(hashlib.sha256(b"".join(parts)).digest())
    return whole.digest()


def _used(columns: dict[str, bytes]) -> dict[str, bytes]:
    """The columns that are not 0 everywhere."""
    return {name: column for name, column in columns.items() if any(column)}
