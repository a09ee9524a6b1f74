"""The findings of a suite judged together, so that many of them raise no more false alarms than one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from underheaven.measure.holm import adjusted
from underheaven.verify.case import Case, Finding

SUITE = 1e-3
"""The chance that a right engine fails anything in a suite that is decided by chance: all its findings
together (Holm 1979), under another seed."""


def judged(found: Sequence[tuple[Case, list[Finding]]]) -> list[tuple[Case, list[Finding]]]:
    """The same findings; each with a p fails where it does so with all others of the suite taken together.

    A finding whose p is undefined (NaN) fails. What is exact, bounded by rounding or a matter of direction
    alone keeps its verdict.
    """
    family = [each.p for _, them in found for each in them if each.p is not None and not math.isnan(each.p)]
    together = iter(adjusted(family))
    return [(case, [_judged(each, together) for each in them]) for case, them in found]


def _judged(finding: Finding, together: Iterator[float]) -> Finding:
    if finding.p is None:
        return finding
    if math.isnan(finding.p):
        return replace(finding, passed=False)
    p = next(together)
    return replace(finding, adjusted=p, passed=p >= SUITE)
