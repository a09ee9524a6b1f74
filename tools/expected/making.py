"""The intervals of one policy's table, and what they are worth: unseen seeds and disturbed worlds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tools.expected.disturbing import disturbed
from tools.expected.fitting import MISSED, Fit, fit
from tools.expected.living import TRAINED, UNSEEN, kept, lived
from tools.expected.quantities import Quantities, quantities, telling
from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.policy.expected import Expected, Interval, Intervals, load_expected
from underheaven.verify.expected import Counted, outside, world_of

DIGITS = 4
"""Of the ends of a quotient's interval, rounded outwards."""


def follows_from(name: str) -> str:
    """A hash of what a policy's intervals follow from: all that results do, and what its table is about."""
    table = load_expected(name)
    runs = [table.society, table.citizens, str(table.first_day), str(table.last_day)]
    rows = [[row.what, row.kind, row.of, row.over, str(row.times), row.year] for row in table.rows]
    said = json.dumps([inputs(), name, runs, rows, list(TRAINED), MISSED])
    return hashlib.sha256(said.encode()).hexdigest()


def intervals_of(table: Expected, runs: Sequence[Counted]) -> Intervals:
    """The intervals of a table, from the runs that it is made of."""
    of = telling(quantities(table, runs))
    return _intervals(table, of, fit(of.values, of.least))


def _intervals(table: Expected, of: Quantities, law: Fit) -> Intervals:
    rows: dict[str, Interval] = {}
    counts: dict[str, dict[str, Interval]] = {place: {} for place, _ in of.names[of.rows :]}
    kinds = {row.what: row.kind for row in table.rows}
    for name, values, low, high in zip(of.names, of.values.T, *law.ends(), strict=True):
        if name.place:
            counts[name.place][name.column] = (math.ceil(low), math.floor(high))
        elif kinds[name.column] == "input" and (values == values[0]).all():
            # It follows from the file, exactly: nothing of it is left to chance.
            rows[name.column] = (float(values[0]), float(values[0]))
        else:
            rows[name.column] = (_rounded(low, math.floor), _rounded(high, math.ceil))
    return Intervals(MISSED, rows, counts)


def _rounded(value: float, way: Any) -> float:
    if value == 0:
        return 0.0
    places = DIGITS - 1 - math.floor(math.log10(abs(value)))
    return float(f"{way(value * 10.0**places) / 10.0**places:.{DIGITS}g}")


def made(folder: Path, name: str) -> tuple[Intervals, dict[str, Any]]:
    """Live what is not kept yet; a policy's intervals, and what docs/expected.json says of them."""
    table = load_expected(name)
    intervals = intervals_of(table, list(lived(folder, name, TRAINED)))
    missed = {
        str(seed): [each.named for each in found]
        for seed, run in zip(UNSEEN, lived(folder, name, UNSEEN), strict=True)
        if (found := list(outside(table, intervals, run)))
    }
    worlds = {said: list(outside(table, intervals, run)) for said, run in _disturbed(folder, name)}
    return intervals, {
        "inputs": follows_from(name),
        "made": dt.datetime.now(dt.UTC).date().isoformat(),
        "about": [table.society, table.citizens, str(table.first_day), str(table.last_day)],
        "intervals": len(intervals.rows) + sum(map(len, intervals.counts.values())),
        "trained": len(TRAINED),
        "unseen": len(UNSEEN),
        "missed": missed,
        "disturbed": {said: [len(found), found[0].named if found else ""] for said, found in worlds.items()},
    }


def _disturbed(folder: Path, name: str) -> Iterator[tuple[str, Counted]]:
    def differs(one: World, other: World) -> bool:
        return _said(kept(folder / name, one)) != _said(kept(folder / name, other))

    for said, world in disturbed(lambda seed: world_of(name, seed), differs, UNSEEN[0]):
        yield said, kept(folder / name, world)


def _said(run: Counted) -> dict[str, bytes]:
    """The columns of a run that count anything: one that is not there counts as much as one that is empty."""
    counts = zip(run.columns, np.moveaxis(run.tallies, -1, 0), strict=True)
    return {column: of.tobytes() for column, of in counts if of.any()}
