"""Which quantities of a run a table speaks of, and what they come to in many runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Act, Consequence, FirmAct, FirmConsequence, Place, Privilege, Source
from underheaven.policy.expected import Expected
from underheaven.verify.expected import EVERYWHERE, Counted

Floats = NDArray[np.float64]
FEWEST = 10
"""Seeds that must have any of what comes in lumps: of fewer it is not known how large a lump is."""
_ENDS = (Consequence.ENTERED, Consequence.LEFT, Consequence.LEFT_BY_RULE, Consequence.LEFT_BY_REDRESS)
EVENTS = {
    *(f"act.{each.label}" for each in Act),
    *(f"source.{each.label}" for each in Source),
    *(f"place.{each.label}" for each in Place),
    *(f"firm_act.{each.label}" for each in FirmAct),
    *(f"consequence.{each.label}" for each in _ENDS),
    *(f"firm_consequence.{each.label}" for each in (FirmConsequence.ENTERED, FirmConsequence.LEFT)),
    f"privilege.{Privilege.USES.label}",
}
"""Columns that count events, by block and name: one event adds one, so that none is known to be none."""


class Named(NamedTuple):
    """A quantity: a column of the tallies in a place, or a quotient by its words, with no place."""

    place: str
    column: str


@dataclass(frozen=True)
class Quantities:
    """What some runs gave: `values` float64[runs, quantities], and how much one event adds at least.

    The first `rows` quantities are the quotients of a table.
    """

    names: tuple[Named, ...]
    values: Floats
    least: Floats
    rows: int

    def only(self, chosen: NDArray[np.bool_]) -> Quantities:
        """Some of them, the quotients always."""
        chosen = chosen | (np.arange(len(self.names)) < self.rows)
        names = tuple(name for name, one in zip(self.names, chosen, strict=True) if one)
        return Quantities(names, self.values[:, chosen], self.least[chosen], self.rows)


def quantities(table: Expected, runs: Sequence[Counted]) -> Quantities:
    """Every quotient of a table and every count of its runs, everywhere and by region.

    ValueError where a quotient is undefined in one of the runs.
    """
    first = runs[0]
    names = [Named("", row.what) for row in table.rows]
    names += [Named(place, column) for place in first.places() for column in first.columns]
    quotients = np.array([[run.quotient(row) for row in table.rows] for run in runs])
    if np.isnan(quotients).any():
        undefined = [row.what for row, of in zip(table.rows, quotients.T, strict=True) if np.isnan(of).any()]
        raise ValueError(f"{table.policy}: nothing is below the line of {undefined}: raise `citizens`")
    counts = np.array([np.concatenate(list(run.places().values())) for run in runs], float)
    one = [float(row.times) / np.mean([run.sums(row)[1] for run in runs]) for row in table.rows]
    least = np.array([*one, *np.ones(counts.shape[1])])
    return Quantities(tuple(names), np.concatenate([quotients, counts], axis=1), least, len(one))


def telling(of: Quantities) -> Quantities:
    """Those that a table can speak of, by the seeds that it is made of.

    Left out is what can be negative, what comes in lumps that too few seeds have, and whatever is the same as
    another quantity in every seed. What no seed has is looked for everywhere, and not region by region.
    """
    seen = (of.values > 0).sum(axis=0)
    events = np.array([_is_of_events(name.column) for name in of.names])
    everywhere = np.array([name.place == EVERYWHERE for name in of.names])
    known: dict[bytes, int] = {}
    first = [
        known.setdefault(column.tobytes(), number) == number for number, column in enumerate(of.values.T)
    ]
    some = np.where(seen > 0, first, everywhere)
    return of.only((of.values >= 0).all(axis=0) & (events | (seen >= FEWEST)) & some)


def _is_of_events(column: str) -> bool:
    block, _, rest = column.partition(".")
    return f"{block}.{rest.rpartition('.')[2]}" in EVENTS
