"""Room for what happens to people, where somebody asks for it (`noting`)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.events import End, Row

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


class Log(NamedTuple):
    """What happens to some citizens of one community in one step; by slot (n) and by event (e)."""

    watched: Annotated[U8, "n"]
    """1 for those whose life is told; without a place where nobody's is."""
    row: Annotated[I64, "Row"]
    """The event that is put together."""
    rows: Annotated[I64, "e Row"]
    used: Annotated[I64, "1"]
    """Events of the step so far; of more than there is room for, only the number is kept."""
    ends: Annotated[I64, "n End"]
    """How the step ended."""
    own: Annotated[I64, "n"]
    """Own scores before they recover."""
    alarms: Annotated[I64, "n"]
    """Ties to people who came under a consequence."""
    entries: Annotated[I64, "room 2"]
    """Kind and source of each entry of the ledger."""


def make_log(slots: int, events: int, entries: int) -> Log:
    """Room for the events of a community of so many slots, and for as many entries as its ledger has; for no
    slots, that of those of whom nothing is told."""
    return Log(
        watched=np.zeros(slots, np.uint8),
        row=np.zeros(len(Row), np.int64),
        rows=np.zeros((events, len(Row)), np.int64),
        used=np.zeros(1, np.int64),
        ends=np.zeros((slots, len(End)), np.int64),
        own=np.zeros(slots, np.int64),
        alarms=np.zeros(slots, np.int64),
        entries=np.zeros((entries, 2), np.int64),
    )
