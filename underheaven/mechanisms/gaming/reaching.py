"""The scores to reach, where the thresholds of consequences have been moved (specification, 22.2 and 31)."""

from __future__ import annotations

from typing import Any

from underheaven.engine.arguments import calendar_of, rules_of, scale_of
from underheaven.engine.compiling.scoring import NOT_IN_FORCE
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.mechanisms.gaming.handed import gaming_of
from underheaven.mechanisms.gaming.rule import NEVER
from underheaven.mechanisms.standards.handed import standards_of


@register_jitable
def set_targets(arguments: Any) -> None:
    """Put the scores to reach of this step's segments in order again, by the thresholds in force."""
    g, standards = gaming_of(arguments), standards_of(arguments)
    if standards.any == 0 or g.target.shape[2] == 0:
        return
    here = here_of(arguments)
    for z in range(calendar_of(arguments).first_segment[here.step], here.z + 1):
        for group in range(g.target.shape[1]):
            _put_in_order(z, group, arguments)


@register_jitable
def _put_in_order(z: int, group: int, arguments: Any) -> None:
    """The scores to reach of a group, ascending, and of equal ones in the order of what they bring."""
    g, of = gaming_of(arguments), standards_of(arguments).of
    target, aim, below = g.target[z, group], g.aim[z, group], rules_of(arguments).below[z, group]
    for j in range(len(target)):
        score, brings = target[j], aim[j]
        if brings < len(of) and of[brings] >= 0:
            score = _reached(below[brings], g.margin, scale_of(arguments).high)
        p = j
        while p > 0 and (target[p - 1] > score or (target[p - 1] == score and aim[p - 1] > brings)):
            target[p], aim[p] = target[p - 1], aim[p - 1]
            p -= 1
        target[p], aim[p] = score, brings


@register_jitable
def _reached(below: int, margin: int, high: int) -> int:
    """The score to reach to be free of a consequence, or one below all: out of reach, or not in force."""
    if below == NOT_IN_FORCE or below > high:
        out_of_reach: int = NEVER
        return out_of_reach
    return min(high, below + margin)
