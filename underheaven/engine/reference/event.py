"""What may happen to a citizen in a step (specification, 2.3)."""

from __future__ import annotations

from typing import NamedTuple

ACT, MATCH, CLERK, GAME = range(4)


class Event(NamedTuple):
    """Something that may happen; events are applied in the order of the first four fields.

    `minute` counts within the step. `writer` and `source` are name and number of who writes a wrong record,
    and empty and -1 otherwise; `decision` is the word of an act or a game, `spare` that of its room or
    repayment.
    """

    minute: int
    stream: int
    writer: str
    draw: int
    kind: int
    source: int = -1
    decision: int = 0
    spare: int = 0
