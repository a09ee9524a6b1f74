"""Measures by opinion, sex and age: of the same expressions as all others, of counts laid out otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.filling import columns_read
from underheaven.measure.frame import DERIVED, Frame
from underheaven.measure.lived.clusters import Clusters
from underheaven.measure.named import named
from underheaven.measure.results import Value, names_in
from underheaven.measure.specification import Measure
from underheaven.record.margins import TOO_YOUNG, Margins

MARGINAL = (
    "under", "error_share", "by_ties", "denied", "denied_share", "prevented", "held_back_lawful",
    "chill_critical", "critical_speech", "deterred", "records", "wrong_records", "precision", "points_lost",
    "mean_score", "mean_dread", "mean_hardship",
)  # fmt: skip
"""Measures that are told by opinion, sex and age, where a world has them."""
NO_CELLS = "its categories are more than a tally has cells for"


@dataclass(frozen=True)
class Marginal:
    """A measure of the last year by opinion, sex and age."""

    name: str
    title: str
    unit: str
    by: dict[str, dict[str, Value]]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        values = {
            f"by_{dimension}": {name: value.to_dict() for name, value in of.items()}
            for dimension, of in self.by.items()
        }
        return {"title": self.title, "unit": self.unit, **values}


class Marginals:
    """Counts by opinion, sex and age, community by community; any measure of people can be had of them."""

    def __init__(self, frame: Frame, margins: Margins, tallies: list[Int64]) -> None:
        """`tallies` int64[combinations, M] are those of each community."""
        self.frame, self._margins = frame, margins
        self._clusters = {name: self._of(name, tallies) for name in margins.names}

    def _of(self, name: str, tallies: list[Int64]) -> Clusters:
        counts = np.stack([self._margins.by(name, each) for each in tallies], axis=1)
        counts = np.concatenate([counts, np.zeros((*counts.shape[:2], len(DERIVED)), np.int64)], axis=2)
        return Clusters(counts, counts[..., self.frame.columns["person.adults"]])

    def everyone(self, name: str) -> Int64:
        """The counts of all categories of one of the names, int64[M] with columns of 0 behind them."""
        counted: Int64 = self._clusters[name].whole.sum(axis=0)
        return counted

    def measured(self, names: tuple[str, ...]) -> Iterator[Marginal]:
        """Some measures, those that the world has; KeyError for one that no world has."""
        there = set(names_in(self.frame))
        for name in names:
            specification, entry = named(name)
            if name in there and can(name, self.frame):
                function = specification.function(self.frame, entry)
                lowest = -math.inf if specification.lowest is None else specification.lowest
                highest = math.inf if specification.highest is None else specification.highest
                title = specification.titled(specification.titles(self.frame)[entry])
                by = {
                    dimension: self._values(dimension, function, (specification.undefined, lowest, highest))
                    for dimension in self._margins.names
                }
                yield Marginal(name, title, specification.unit, by)

    def _values(self, dimension: str, function: Measure, ends: tuple[str, float, float]) -> dict[str, Value]:
        def of(counts: Numbers) -> Floats:
            return function(Counts(self.frame, counts, None))

        values = self._clusters[dimension].values(of, *ends)
        categories = self._margins.names[dimension]
        return {name: value for name, value in zip(categories, values, strict=True) if name != TOO_YOUNG}


def can(name: str, frame: Frame) -> bool:
    """Whether a measure is read from tallies of people alone, and so can be had by opinion, sex and age."""
    specification, entry = named(name)
    read = columns_read(specification.parsed, frame, specification.names(entry))
    return (
        specification.of == "people"
        and not specification.against_all
        and not specification.from_start
        and not set(DERIVED) & read
    )
