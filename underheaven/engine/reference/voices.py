"""Who speaks critically only while enough others do (specification, 6.4; Granovetter 1978, Kuran 1991)."""

from __future__ import annotations

import math

from underheaven.engine.reference.decimals import choose, cumulative
from underheaven.engine.world import World

ONE = 65_536


class Voices:
    """The thresholds of a society's people; without classes nobody has one."""

    def __init__(self, world: World) -> None:
        classes = world.society.behaviour.speech_thresholds
        self._until = cumulative([each.share.value for each in classes]) if classes else ()
        self._thresholds = [math.floor(ONE * each.climate.value) for each in classes]

    def silent(self, word: int, climate: int) -> bool:
        """Whether a person of this word says nothing critical in this climate."""
        return bool(self._until) and climate < self._thresholds[choose(word, self._until)]
