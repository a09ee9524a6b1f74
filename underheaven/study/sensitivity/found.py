"""A sensitivity analysis: the runs of a design of SALib's, the indices, and the part of chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from underheaven.study.sensitivity.chance import Chance, Floats, chance_of
from underheaven.study.sensitivity.designs import MORRIS, STEP, blocks_of
from underheaven.study.sensitivity.indices import MEANINGS, Index, indices_of
from underheaven.study.sweeping.outcomes import Outcome
from underheaven.study.sweeping.sweep import Plan, Swept

IN_ORDER = "Keys stand in the order in which they were asked, and not by size."
METADATA = {"people": "everybody is synthetic", "order": "that of the keys as asked, and of no index"}


@dataclass(frozen=True)
class Sensitivity:
    """What moves the outcomes of a study; `swept` holds its runs. Everybody in them is synthetic."""

    swept: Swept

    @property
    def plan(self) -> Plan:
        """What was lived."""
        return self.swept.plan

    @property
    def method(self) -> str:
        """`morris` or `sobol`."""
        return self.plan.design.name

    @property
    def complete(self) -> bool:
        """Whether every run has ended: before, there are no indices."""
        return len(self.swept.rows) == self.plan.runs

    def values(self, outcome: Outcome) -> Floats:
        """An outcome by point and seed, float64[points, seeds]; NaN where it is undefined."""
        found = [row.values[outcome.name] for row in self.swept.rows]
        made: Floats = np.array([np.nan if each is None else each for each in found], np.float64)
        return made.reshape(len(self.plan.design.points), len(self.plan.seeds))

    @cached_property
    def indices(self) -> tuple[Index, ...]:
        """Outcome by outcome and, within it, key by key, both as asked."""
        return tuple(
            index
            for outcome in self.plan.outcomes
            for index in indices_of(
                self.plan.design, outcome.name, self.values(outcome).mean(axis=1), self.plan.design.seed
            )
        )

    @cached_property
    def chance(self) -> dict[str, Chance | None]:
        """Outcome -> the part of chance; None where the outcome is undefined in some runs."""
        blocks = blocks_of(self.plan.design)
        found: dict[str, Chance | None] = {}
        for outcome in self.plan.outcomes:
            values = self.values(outcome)
            found[outcome.name] = (
                None if np.isnan(values).any() else chance_of(values, blocks, self.plan.design.seed)
            )
        return found

    def by_chance(self, outcome: str) -> float | None:
        """What Morris' mu* would be through chance between seeds alone; None of Sobol', or without chance.

        An elementary effect is a difference of two points over the part of the range that lies between them;
        of a normal difference the mean size is its standard deviation times the root of 2 / pi.
        """
        chance = self.chance[outcome]
        if self.method != MORRIS or chance is None or chance.noise <= 0:
            return None
        return chance.noise * math.sqrt(2 / math.pi) / STEP

    def of(self, outcome: str, name: str) -> list[Index]:
        """An index of an outcome, of every key in the order asked."""
        return [each for each in self.indices if each.outcome == outcome and each.name == name]

    def table(self) -> pa.Table:
        """A row for each outcome, key and index."""
        units = {each.name: each.unit for each in self.plan.outcomes}
        fields = [
            _text("outcome", "measure or harm"), _text("key", "path of the key"), _text("index", "index"),
            _number("value", "its value"), _number("low", "lower end of the 95 % interval"),
            _number("high", "upper end of the 95 % interval"), _text("unit", "what it is counted in"),
            _text("meaning", "what it says"), _text("missing", "why there is no value"),
            _text("people", "who the people are"),
        ]  # fmt: skip
        rows = [
            {
                "outcome": each.outcome, "key": each.key, "index": each.name, "value": each.value,
                "low": each.low, "high": each.high,
                "unit": units[each.outcome] if self.method == MORRIS else "share of variance",
                "meaning": MEANINGS[each.name], "missing": each.missing, "people": "synthetic",
            }
            for each in self.indices
        ]  # fmt: skip
        return pa.Table.from_pylist(rows, schema=pa.schema(fields, metadata=METADATA))

    def chances(self) -> pa.Table:
        """A row for each outcome: the share of variance that is chance between seeds."""
        fields = [
            _text("outcome", "measure or harm"),
            _number("share", "chance's share of the variance of single runs"),
            _number("low", "lower end of the 95 % interval"),
            _number("high", "upper end of the 95 % interval"),
            _number("left", "its share of the variance of means over the seeds"),
            _number("noise", "standard deviation of a difference of two points by chance"),
            _text("people", "who the people are"),
        ]
        rows = [
            {"outcome": name, **(each.to_dict() if each is not None else {}), "people": "synthetic"}
            for name, each in self.chance.items()
        ]
        return pa.Table.from_pylist(rows, schema=pa.schema(fields, metadata=METADATA))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "method": self.method,
            **self.swept.to_dict(),
            "indices": [each.to_dict() for each in self.indices],
            "chance": {
                name: None if each is None else {**each.to_dict(), "mu_star_by_chance": self.by_chance(name)}
                for name, each in self.chance.items()
            },
            "order": IN_ORDER,
        }


def _text(name: str, title: str) -> pa.Field:
    return pa.field(name, pa.string(), metadata={"title": title, "unit": "name"})


def _number(name: str, title: str) -> pa.Field:
    return pa.field(name, pa.float64(), metadata={"title": title, "unit": "as in the column unit"})
