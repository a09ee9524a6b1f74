"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.words import counted
from underheaven.policy.words import Row, percent
from underheaven.society.schema import Society

HEADING, PLACE = "Looking for a partner", 30


def rows(society: Society) -> Iterator[Row]:
    """How people look for a partner."""
    if (dating := society.dating) is not None:
        rounds = f"{counted(dating.rounds.value, 'round')} a step"
        yield dating.kind, rounds, f"the one looked at looks back in {percent(dating.acceptance)}"
