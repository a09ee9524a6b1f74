"""The thresholds of a community in a step, as they have been moved (specification, 31)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Standard
from underheaven.draws import int64
from underheaven.engine.arguments import blocks_of, calendar_of, rules_of, told_of
from underheaven.engine.compiling.scoring import NOT_IN_FORCE
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.mechanisms.standards.handed import standards_of
from underheaven.mechanisms.standards.rule import held

WIDTH = len(Standard)


@register_jitable
def set_standards(arguments: Any) -> None:
    """Write down the thresholds of this step's segments, and behind them those of the step before."""
    if standards_of(arguments).any == 0:
        return
    here = here_of(arguments)
    for z in range(calendar_of(arguments).first_segment[here.step], here.z + 1):
        _write(z, z, int64(Standard.OFFSET), arguments)
    _write(len(rules_of(arguments).highest) - 1, here.z_before, int64(Standard.BEFORE), arguments)


@register_jitable
def _write(row: int, segment: int, field: int, arguments: Any) -> None:
    """The thresholds of a segment, moved by an offset, into a row of those that everything reads."""
    s, rules, known = standards_of(arguments), rules_of(arguments), told_of(arguments).known
    at, region = blocks_of(arguments).standard + field, here_of(arguments).region
    groups, most = s.base.shape[1], int64(NOT_IN_FORCE)
    for line in range(len(s.group_in)):
        g = s.group_in[line]
        for c in range(len(s.of)):
            threshold, n = s.base[segment, g, c], s.of[c]
            if n >= 0 and threshold != NOT_IN_FORCE:
                offset = known[region, at + WIDTH * (n * groups + g)]
                threshold = held(threshold + offset, s.low[n], s.high[n])
            rules.below[row, line, c] = threshold
            most = max(most, threshold)
    rules.highest[row] = most


@register_jitable
def row_before(arguments: Any) -> int:
    """The row of the thresholds in force at the last minute of the step before."""
    if standards_of(arguments).any == 1:
        return len(rules_of(arguments).highest) - 1
    return here_of(arguments).z_before
