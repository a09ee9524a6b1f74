"""Choices among few classes of people as integers (specification, 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.compiling.thresholds import WORD, choice

CLASSES = 8


def classes(shares: Sequence[Decimal]) -> Any:
    """int64[8]: cumulative thresholds of a choice among up to eight classes."""
    until = choice(shares) if shares else []
    return np.array([*until, *[WORD] * (CLASSES - len(until))], np.int64)
