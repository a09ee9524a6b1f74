"""Speak: some speak up only while others do (specification, 6.4; Granovetter 1978; Kuran 1991)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable


class VoiceTables(NamedTuple):
    """Eight classes of people by their threshold of speech."""

    any: int
    """1 where anybody has a threshold."""
    until: Annotated[I64, "8"]
    """[8] cumulative thresholds of the class."""
    threshold: Annotated[I64, "8"]
    """[8] climate, in 65,536ths, below which a person of the class says nothing critical."""


TABLES = VoiceTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def silent(climate: int, threshold: int) -> bool:
    """Whether the climate is too lonely for a person with this threshold to criticise."""
    return climate < threshold
