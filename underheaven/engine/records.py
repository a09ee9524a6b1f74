"""What an engine hands on: counts of each step and each calendar year (specification, section 12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]


@dataclass(frozen=True)
class StepRecord:
    """One step. R regions, G groups, M columns, F public and Q known fields, in the order of `Layout`.

    `step` counts from 0; its first minute is `step × step_minutes`.
    `tallies` int64[R, G, M]; `histogram` int64[R, G, 64], enrolled adults by shown score at the step's end;
    `public` int64[R, F] and `known` int64[R, Q], both after the step (specification, 9 and 28).
    """

    step: int
    tallies: Int64
    histogram: Int64
    public: Int64
    known: Int64


@dataclass(frozen=True)
class YearRecord:
    """The steps that begin in one calendar year, summed.

    `rows` are the (block, region number, wave) that hold anybody; `tallies` int64[rows, cells, M], the cells
    being (group × 2 + place) × 5 + quintile.
    A year is handed on straight after its last step, before any checkpoint taken there.
    """

    year: int
    rows: list[tuple[int, int, int]]
    tallies: Int64
