"""Ratios of pairs: two things measured in turn, so that both meet the same machine.

The one that goes first changes with every pair, and what counts is the median of the pairs' ratios, so that
ratios hold where the machine's speed drifts.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

NANO = 1e9


@dataclass(frozen=True)
class Ratio:
    """What was measured over its yardstick."""

    name: str
    ratio: float
    """The median of the pairs' ratios."""
    low: float
    """Their lower quartile."""
    high: float
    """Their upper quartile."""
    pairs: int
    measured: float
    """The median of what was measured, in `unit`."""
    yardstick: float
    """The median of what it is over, in `unit`."""
    unit: str


def in_turn(first: Callable[[], float], second: Callable[[], float], pairs: int) -> list[tuple[float, float]]:
    """What both give, pair by pair; the second goes first in every other pair."""
    found = []
    for pair in range(pairs):
        if pair % 2:
            of_second = second()
            found.append((first(), of_second))
        else:
            of_first = first()
            found.append((of_first, second()))
    return found


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile; of a single value, it three times."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, statistics.median(values), high


def ratio_of(
    name: str, found: Sequence[tuple[float, float]], unit: str = "", each: tuple[float, float] = (1, 1)
) -> Ratio:
    """The ratio of pairs (measured, yardstick), each side multiplied by its factor of `each`."""
    sides = [(first * each[0], second * each[1]) for first, second in found]
    low, median, high = quartiles([first / second for first, second in sides])
    first, second = (statistics.median(side) for side in zip(*sides, strict=True))
    return Ratio(name, median, low, high, len(sides), first, second, unit)


def spawned(words: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Seconds of the processor, of the user and of the system, of Python given these words.

    What it starts counts, what it prints is dropped. RuntimeError where it fails.
    """
    child = os.posix_spawn(
        sys.executable, [sys.executable, *words], dict(os.environ if environment is None else environment),
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )  # fmt: skip
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)} ended with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime, usage.ru_stime
