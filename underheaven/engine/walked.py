"""The citizen who is being walked through a step: columns of a small array."""

from __future__ import annotations

from enum import IntEnum


class Me(IntEnum):
    """Where each number of the citizen stands."""

    OWN = 0
    SHOWN = 1
    CLEAN_OWN = 2
    CLEAN = 3
    DREAD = 4
    HARDSHIP = 5
    CONTEXTS = 6
    UNDER = 7
    """Consequences in force, as bits."""
    SEGMENT = 8
    """The segment of the policy under which they are; -1 at first."""
    VOICE = 9
    """The threshold of speech; -1: not yet found."""
    CHANGED = 11
    """1 once anything has changed in the step."""
    BOOKED = 10
    """Records written in the step that a limit a day may leave out."""
