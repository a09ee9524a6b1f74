"""What a run counted, and what is looked at when two runs are compared: sums of columns, and their ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.society.schema import Act
from underheaven.verify.shipped import THREADS


@dataclass(frozen=True)
class Counted:
    """What a run counted."""

    world: World
    steps: Sequence[StepRecord]

    @cached_property
    def tallies(self) -> NDArray[np.int64]:
        """All steps together, int64[regions, groups, columns]."""
        return np.asarray(np.sum([step.tallies for step in self.steps], axis=0))

    def of(self, *patterns: str) -> NDArray[np.int64]:
        """Columns of which the name fits a pattern such as `act.*.denied`, summed; int64[regions, groups]."""
        columns = [
            number
            for number, name in enumerate(layout_of(self.world).columns)
            if any(fnmatchcase(name, pattern) for pattern in patterns)
        ]
        return np.asarray(self.tallies[..., columns].sum(axis=2))

    def total(self, *patterns: str) -> int:
        """The same of everybody."""
        return int(self.of(*patterns).sum())


Quantity = Callable[[Counted], float]


def all_of(*patterns: str) -> Quantity:
    """Columns, summed over everybody and all steps."""
    return lambda run: float(run.total(*patterns))


def per(over: str, *patterns: str) -> Quantity:
    """The same, over another column."""
    return lambda run: run.total(*patterns) / max(run.total(over), 1)


def less(first: Quantity, second: Quantity) -> Quantity:
    """A difference."""
    return lambda run: first(run) - second(run)


def of_group(group: str, *patterns: str) -> Quantity:
    """Columns, summed over the people of one group."""
    return lambda run: float(run.of(*patterns)[:, run.world.society.groups.index(group)].sum())


def of_kinds(fits: Callable[[Act], bool], what: str) -> Quantity:
    """A column of all kinds of act that fit."""
    return lambda run: float(
        run.total(*(f"act.{kind}.{what}" for kind, act in run.world.society.acts.items() if fits(act)))
    )


def unevenness(pattern: str) -> Quantity:
    """Of a column per person, that of the region with most over that of everybody."""

    def found(run: Counted) -> float:
        counts, people = run.of(pattern).sum(axis=1), run.of("person.persons").sum(axis=1)
        return float((counts / people).max() / (counts.sum() / people.sum()))

    return found


def counted(world: World) -> Counted:
    """The counts of a world's run."""
    return Counted(world, simulate(world, THREADS).steps)


DREAD = per("person.adults", "person.dread_sum")
HARDSHIP = per("person.adults", "person.hardship_sum")
SCORE = per("person.enrolled", "person.shown_sum")
UNDER = per("person.enrolled", "person.any_under")
