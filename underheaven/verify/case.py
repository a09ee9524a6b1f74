"""A case of verification: what is checked, how far it may be off, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from underheaven.measure.specification import Label

Kind = Literal["engine", "unit"]
KINDS: dict[Kind, str] = {
    "engine": "runs through the same engine as any other run, with a society and a policy of its own",
    "unit": "calls a function that the engine, or the compiling of its tables, uses",
}


@dataclass(frozen=True)
class Finding:
    """One comparison: what was expected, what was found, how far apart they may be, and the verdict.

    `tolerance` is in words; `false_alarm` is the chance, under another seed, that a right engine fails it:
    0 where nothing is left to chance. `off` is how far apart they are, as a share of how far they may be:
    beyond 1 and −1 it fails. `p` is the chance that a right engine is so far off, or farther; all findings
    of a suite with one are judged together (`together.py`), and `adjusted` is their p then.
    """

    what: str
    expected: float | str
    found: float | str
    tolerance: str
    false_alarm: float
    passed: bool
    off: float | None = None
    p: float | None = None
    adjusted: float | None = None


@dataclass(frozen=True)
class Case:
    """A law or a published result that the engine must reproduce.

    `tolerance` and `false_alarm` are stated before the run: no finding's chance of a false alarm is larger.
    `label` says where the expected values come from, as for measures. `quick` cases take a second or a few,
    and tests run them and what is `tested` besides.
    """

    name: str
    title: str
    checks: str
    kind: Kind
    label: Label
    source: str
    tolerance: str
    false_alarm: float
    run: Callable[[], Sequence[Finding]]
    quick: bool = True
    tested: bool = False
