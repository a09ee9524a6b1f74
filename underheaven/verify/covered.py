"""Some repeats of the table of coverage, lived again: what is kept of them is what they are today.

The table of how often intervals hold takes hours. Of each of its repeats a mark is kept, of all values and of
both ends of all intervals; twenty, drawn by a fixed seed over all settings, must come out again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from underheaven.verify.case import Case, Finding
from underheaven.verify.repeats import ROUNDING, apart, kept, lived, mark
from underheaven.verify.small import SEED

AGAIN = 20


def chosen(marks: dict[str, list[list[float]]], many: int = AGAIN) -> list[tuple[str, int]]:
    """So many repeats, or all there are: settings with the number of the repeat."""
    every = [(name, number) for name, of in marks.items() for number in range(len(of))]
    order = np.random.default_rng(SEED).permutation(len(every))[:many]
    return [every[place] for place in sorted(order.tolist())]


def run() -> Sequence[Finding]:
    """Each of the chosen repeats against its mark."""
    marks = kept()["marks"]
    findings = []
    for name, number in chosen(marks):
        found, wanted = mark(lived(name, number)), marks[name][number]
        said = [", ".join(f"{part:.6f}" for part in of) for of in (wanted, found)]
        off = apart(found, wanted)
        about = f"{name}, repeat {number}"
        findings.append(Finding(about, said[0], said[1], f"{ROUNDING:g}", 0.0, off <= 1, off))
    return findings


CASES = (
    Case(
        name="repeats",
        title=f"{AGAIN} repeats of the table of coverage",
        checks="what is kept of how often intervals hold is of today's model and today's intervals",
        kind="engine",
        label="emergent",
        source="docs/coverage.md",
        tolerance="weighed sums of logarithms, but for the rounding of other machines",
        false_alarm=0.0,
        run=run,
        quick=False,
    ),
)
