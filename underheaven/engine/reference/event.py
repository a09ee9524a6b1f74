"""What may happen to a citizen in a step (specification, 2.3)."""

from __future__ import annotations

from typing import NamedTuple

ACT, MATCH, CLERK, GAME = range(4)


class Event(NamedTuple):
    """Something that may happen; events are applied in the order of the first three fields.

    `minute` counts within the step. `source` writes a wrong record, and is -1 otherwise; `decision` is the
    word of an act or a game, `spare` the word of its room or repayment.
    """

    minute: int
    stream: int
    draw: int
    kind: int
    source: int = -1
    decision: int = 0
    spare: int = 0
