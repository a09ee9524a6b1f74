"""What of a run may be held against an observed total, a closed list, and how it is counted.

Who is under a consequence, enters and leaves, what is recorded of whom, what is denied, and what is
appealed: totals that authorities publish. What people leave unsaid or undone, their scores, and what share of
what they do is noticed are not among them: nothing is fitted to silence, obedience or detection.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.document import Document
from underheaven.documents.problems import Problem
from underheaven.documents.words import nearest
from underheaven.engine.layout import BINS, layout_of
from underheaven.engine.world import World
from underheaven.measure.counts import Counts
from underheaven.measure.frame import Frame
from underheaven.record.census import DONE
from underheaven.study.calibrating.file import Total
from underheaven.study.harms import HARMS, Sums

STATES = (
    "consequence.*.under", "consequence.*.in_error", "consequence.*.by_ties",
    "person.persons", "person.adults", "person.enrolled", "person.any_under", "person.any_in_error",
)  # fmt: skip
"""Columns that count people at a time, step by step."""
EVENTS = (
    "consequence.*.entered", "consequence.*.left", "consequence.*.left_by_rule",
    "consequence.*.left_by_redress", "source.*.true", "source.*.wrong", "act.*.denied", "act.*.refused",
    "act.*.prevented", "person.any_entered", "person.any_left", "person.records_expired",
    "person.appeals_true", "person.appeals_wrong", "person.upheld_true", "person.upheld_wrong",
    "person.struck_true", "person.struck_wrong",
)  # fmt: skip
"""Columns that count what happens in a step."""
NOT_FITTED = ("speech held back", "hardship")
"""Harms that are no observed total: silence, and a level that the model alone has."""
FITTED = tuple(name for name in HARMS if name not in NOT_FITTED)
"""Harms by name that may be held against an observed total."""
WHY = (
    "nothing is fitted to obedience, silence, points or detection: observed totals of who is under a "
    "consequence, of records, denials and appeals are"
)
MINUTES = {"month": 525_960 / 12, "year": 525_960.0}
Tallies = NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """How one total is read of a run: its steps, and columns with their signs, or a harm.

    `begin` and `end` are the first step and the one after the last.
    """

    name: str
    begin: int
    end: int
    harm: str = ""
    of: tuple[tuple[int, int], ...] = ()
    over: tuple[tuple[int, int], ...] = ()
    factor: float = 1.0
    stock: bool = False

    def value(self, tallies: Tallies, frame: Frame) -> float | None:
        """The value of a run, of the tallies of its steps, int64[steps, groups, columns]; None: undefined."""
        within = tallies[self.begin : self.end]
        if self.harm:
            of_groups = within.sum(axis=0)
            whole = np.concatenate([of_groups.sum(axis=0)[None], of_groups])
            return HARMS[self.harm].of(
                Sums(Counts(frame, whole, None), np.zeros((BINS, len(DONE)), np.int64))
            )
        below = _summed(within, self.over).sum()
        if self.stock:
            above = np.cumsum(_summed(tallies[: self.end], self.of))[self.begin :].sum()
        else:
            above = _summed(within, self.of).sum()
        return float(self.factor * above / below) if below > 0 else None


def _summed(tallies: Tallies, columns: Sequence[tuple[int, int]]) -> Any:
    """The sum of columns, step by step: int64[steps]."""
    return sum(sign * tallies[:, :, number].sum(axis=1) for number, sign in columns)


def reading_of(
    world: World, document: Document, path: tuple[str, str], total: Total
) -> tuple[Reading | None, list[Problem]]:
    """How a total is read in a world; None with the problems, each with its line, where it cannot be."""
    problems = [
        document.problem((*path, *where), what, why, remedy, at_value=True)
        for where, what, why, remedy in _problems(world, total)
    ]
    if problems:
        return None, problems
    begin, end = _steps(world, total)
    if total.measure is not None:
        return Reading(path[1], begin, end, harm=total.measure), []
    columns = layout_of(world).columns
    factor = 1.0
    if total.counted in MINUTES:
        factor = MINUTES[str(total.counted)] / world.step_minutes
    elif total.counted == "whole":
        factor = float(end - begin)
    return Reading(
        path[1], begin, end, "", _numbered(columns, total.of), _numbered(columns, total.over), factor,
        total.counted == "stock",
    ), []  # fmt: skip


def _steps(world: World, total: Total) -> tuple[int, int]:
    """The steps that begin within a total's days: the first, and the one after the last."""
    first, last = total.first or world.start, total.last or world.end
    days = [world.start + dt.timedelta(minutes=step * world.step_minutes) for step in range(world.steps)]
    inside = [step for step, day in enumerate(days) if first <= day <= last]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


Said = tuple[tuple[str | int, ...], str, str, str]


def _problems(world: World, total: Total) -> Iterator[Said]:
    if total.measure is not None and total.measure not in FITTED:
        near = nearest(total.measure, FITTED)
        yield (
            ("measure",), f"{total.measure} cannot be fitted to", WHY,
            f"did you mean {near}?" if near else f"name a harm: {', '.join(FITTED)}; or `of` and `over`",
        )  # fmt: skip
    columns = layout_of(world).columns
    for name in ("of", "over"):
        for number, pattern in enumerate(getattr(total, name)):
            yield from _of_pattern((name, number), pattern, columns, total)
    for name, day in (("first", total.first), ("last", total.last)):
        if day is not None and not world.start <= day <= world.end:
            yield (
                (name,), f"{day} lies outside the run", f"the run goes from {world.start} to {world.end}",
                "give a day within it, or another `start` or `end`",
            )  # fmt: skip
    begin, end = _steps(world, total)
    if begin == end:
        yield (
            ("first" if total.first else "last",), "no step of the run begins within these days",
            f"steps last {world.step_minutes // 1440} days", "give days that lie further apart",
        )  # fmt: skip


def _of_pattern(where: tuple[str, int], pattern: str, columns: Sequence[str], total: Total) -> Iterator[Said]:
    bare = pattern.removeprefix("-")
    found = [name for name in columns if fnmatchcase(name, bare)]
    if not found:
        near = nearest(bare, columns)
        yield (
            where, f"no column is called {bare}", "a run of this policy and society counts none of that name",
            f"did you mean {near}?" if near else "name one of docs/measures.md, such as person.adults",
        )  # fmt: skip
        return
    refused = [name for name in found if not _among(name, (*STATES, *EVENTS))]
    if refused:
        yield where, f"{refused[0]} cannot be fitted to", WHY, f"name one of {', '.join((*STATES, *EVENTS))}"
        return
    wanted = EVENTS if where[0] == "of" else STATES
    if total.counted is not None and not all(_among(name, wanted) for name in found):
        which = "what happens" if where[0] == "of" else "people at a time"
        yield (
            where, f"{bare} does not count {which}",
            f"with `counted: {total.counted}` events stand in `of` and people in `over`",
            f"name one of {', '.join(wanted)}, or leave `counted` out",
        )  # fmt: skip


def _among(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, each) for each in patterns)


def _numbered(columns: Sequence[str], patterns: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Number and sign of each column that fits, each once."""
    found: dict[int, int] = {}
    for pattern in patterns:
        sign = -1 if pattern.startswith("-") else 1
        bare = pattern.removeprefix("-")
        found |= {number: sign for number, name in enumerate(columns) if fnmatchcase(name, bare)}
    return tuple(sorted(found.items()))
