"""Is it right? Laws and published results that the engine must reproduce, as a command and in tests.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import nearest
from underheaven.verify import (
    alerts,
    arrivals,
    association,
    cascade,
    coverage,
    covered,
    delayed,
    deterrence,
    direction,
    disparity,
    expected,
    expiry,
    fitted,
    hospital,
    identification,
    influence,
    lasting,
    lending,
    matching,
    mechanisms,
    pairing,
    queueing,
    runaway,
    scale,
    sense,
    spread,
    standards,
    steps,
    strategic,
    walk,
)
from underheaven.verify.case import Case, Finding
from underheaven.verify.together import judged

__all__ = ["Case", "Finding", "Verdicts", "cases", "require_known", "run_cases"]

Verdicts = list[tuple[Case, list[Finding]]]
Progress = Callable[[Case], None]
"""Called with each case before it runs."""

_PARTS = (
    walk, arrivals, association, influence, matching, identification, alerts, disparity, expiry, queueing,
    hospital, runaway, standards, lasting, strategic, cascade, lending, delayed, deterrence, pairing, sense,
    direction, mechanisms, steps, scale, coverage, covered, spread, fitted, expected,
)  # fmt: skip


def cases(quick: bool = False) -> list[Case]:
    """Every case, or the quick ones alone."""
    return [case for part in _PARTS for case in part.CASES if case.quick or not quick]


def run_cases(
    quick: bool = False, only: Sequence[str] | None = None, progress: Progress | None = None
) -> Verdicts:
    """Run the cases, or those named in `only` (quick or not); each with its findings, judged together.

    Raises InputError where a name is of no case.
    """
    chosen = cases(quick)
    if only:
        require_known(only)
        chosen = [case for case in cases() if case.name in only]
    out: Verdicts = []
    for case in chosen:
        if progress is not None:
            progress(case)
        out.append((case, list(case.run())))
    return judged(out)


def require_known(names: Sequence[str]) -> None:
    """Refuse, with the nearest, names that are of no case."""
    known = [case.name for case in cases()]
    problems = []
    for name in names:
        if name not in known:
            near = nearest(name, known)
            remedy = f"did you mean {near}?" if near else f"cases are {', '.join(known)}"
            problems.append(Problem(f"there is no case '{name}'", "verification has no such case", remedy))
    if problems:
        raise InputError(problems)
