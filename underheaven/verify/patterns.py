"""Patterns of the world, fixed in advance: whether a run of the preset to which each belongs shows it.

A pattern that is not met is a finding about the model and no fault of the engine, so that nothing fails by
it; what would be a fault is to hide it, or to tune a number to it by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from underheaven.documents.checking import validate
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import Model
from underheaven.documents.reading import read_document
from underheaven.documents.unknown import unknown
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.measure.specification import Label
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.verify.shipped import THREADS

FILE = Path(__file__).parent / "patterns.yaml"
SEEDS = 5
Verdict = Literal["met", "not met", "cannot be expressed"]


class Pattern(Model):
    """One pattern as data. It says either how it is measured, or with `cannot` why it is not."""

    title: str
    policy: str
    label: Label
    measured: str
    published: str
    source: str
    society: str | None = None
    citizens: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    year: int | None = Field(None, description="The calendar year that is counted.")
    of: tuple[str, ...] = Field((), description="Columns summed above the line; `*` is any name.")
    over: tuple[str, ...] = Field((), description="Columns summed below it.")
    regions: tuple[str, ...] = Field((), description="Regions that are counted; absent: all.")
    against: tuple[str, ...] = Field((), description="Regions whose quotient divides that of the others.")
    between: tuple[float, float] | None = Field(None, description="The criterion, set before any run.")
    cannot: str | None = Field(None, description="Why the model cannot express it.")

    @model_validator(mode="after")
    def _measured_or_not(self) -> Self:
        needed = (self.society, self.citizens, self.first_day, self.last_day, self.year, self.between)
        if (self.cannot is None) != (
            all(each is not None for each in needed) and bool(self.of and self.over)
        ):
            raise ValueError(
                "a pattern is measured whole, or says in `cannot` why it is not | keep one of the two"
            )
        return self

    def world(self, seed: int, citizens: int | None = None) -> World:
        """The world in which it is looked for. ValueError for one that cannot be expressed."""
        if self.society is None or self.citizens is None or self.first_day is None or self.last_day is None:
            raise ValueError("a pattern that cannot be expressed has no world")
        policy, society = load_policy(self.policy), load_society(self.society)
        return World(policy, society, seed, self.first_day, self.last_day, citizens or self.citizens)


class Patterns(Model):
    """The file."""

    patterns: dict[str, Pattern]


@dataclass(frozen=True)
class Found:
    """What a pattern came to: a value for each seed, and the verdict by their mean."""

    name: str
    pattern: Pattern
    values: tuple[float, ...]

    @property
    def mean(self) -> float | None:
        """The mean over the seeds; None where nothing was measured."""
        return float(np.mean(self.values)) if self.values else None

    @property
    def verdict(self) -> Verdict:
        """Whether the mean lies in the criterion; what is undefined in a run meets nothing."""
        if self.pattern.between is None or self.mean is None:
            return "cannot be expressed"
        low, high = self.pattern.between
        return "met" if low <= self.mean <= high else "not met"


@cache
def patterns() -> dict[str, Pattern]:
    """The patterns by name, in the order of the file."""
    return validate(Patterns, read_document(FILE)).patterns


def chosen(names: Sequence[str] = ()) -> dict[str, Pattern]:
    """The patterns of those names, all where none is named. InputError for names that there are not."""
    known = patterns()
    problems = [
        problem for name in names if name not in known for problem in unknown("pattern", name, known).problems
    ]
    if problems:
        raise InputError(problems)
    return {name: pattern for name, pattern in known.items() if not names or name in names}


def look(name: str, pattern: Pattern, seeds: int = SEEDS, citizens: int | None = None) -> Found:
    """Live a pattern's world with the seeds 1 to `seeds`, and measure it."""
    if pattern.cannot is not None:
        return Found(name, pattern, ())
    return Found(name, pattern, tuple(value(pattern, seed, citizens) for seed in range(1, seeds + 1)))


def value(pattern: Pattern, seed: int, citizens: int | None = None) -> float:
    """What a pattern measures in one run; nan where nothing was counted below the line."""
    world = pattern.world(seed, citizens)
    steps = [step for step in simulate(world, THREADS).steps if world.year_of(step.step) == pattern.year]
    tallies = np.sum([step.tallies for step in steps], axis=0)
    quotient = _quotient(world, pattern, tallies, pattern.regions)
    return quotient / _quotient(world, pattern, tallies, pattern.against) if pattern.against else quotient


def _quotient(world: World, pattern: Pattern, tallies: NDArray[np.int64], regions: Sequence[str]) -> float:
    columns, names = layout_of(world).columns, list(world.society.regions)
    rows = [names.index(region) for region in regions or names]
    above, below = (
        int(tallies[rows][..., _fitting(columns, which)].sum()) for which in (pattern.of, pattern.over)
    )
    return above / below if below else float("nan")


def _fitting(columns: Sequence[str], wanted: Sequence[str]) -> list[int]:
    found = [number for number, name in enumerate(columns) if any(fnmatchcase(name, each) for each in wanted)]
    if not found:
        raise ValueError(f"no column is called {' or '.join(wanted)}")
    return found
