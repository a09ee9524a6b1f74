"""What each mechanism does, seen by switching it off.

A pair of runs shares its seed, so that the draws are the same and nothing but the mechanism differs. Where
one side's gain must be the other's loss, the two are compared exactly. The chance of a false alarm is read
off the spread of the moves over other seeds, as for the directions of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from underheaven.mechanisms.registry import parts
from underheaven.verify.case import Case, Finding
from underheaven.verify.small import SEED
from underheaven.verify.switched import FALSE_ALARM, Switched, compare


def switched() -> list[Switched]:
    """All that mechanisms say of what follows from them (`effects.py` of their folders), in their order."""
    found = sorted(parts("effects"), key=lambda module: module.PLACE)
    return [each for module in found for each in module.EFFECTS]


def run() -> Sequence[Finding]:
    """Every mechanism and every safeguard."""
    return [finding for of in switched() for finding in compare(of, SEED)]


CASES = (
    Case(
        name="mechanisms",
        title="Mechanisms switched off",
        checks="what follows from each mechanism and each safeguard, against a run without it",
        kind="engine",
        label="emergent",
        source="construction (specification, sections 16 to 27)",
        tolerance="the direction, in paired runs; exact where one side's gain is another's loss",
        false_alarm=FALSE_ALARM,
        run=run,
        quick=False,
        tested=True,
    ),
)
