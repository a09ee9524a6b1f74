"""Choices among few classes of people as integers (specification, 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from underheaven.engine.compiling.thresholds import WORD, choice
from underheaven.integer_tables import table

CLASSES = 8


def classes(shares: Sequence[Decimal]) -> Any:
    """[8] cumulative thresholds of a choice among up to eight classes."""
    until = choice(shares) if shares else []
    return table([*until, *[WORD] * (CLASSES - len(until))])
