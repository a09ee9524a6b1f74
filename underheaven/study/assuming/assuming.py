"""Finding the range by assumption: draws of all assumed numbers, then what drives it, group by group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.measure.headlines import headlines
from underheaven.study.assuming.design import CLOSER_PAIRS, DRAWS, FEW, PAIRS, Draws
from underheaven.study.assuming.effects import Floats, Share, interval, share_assumed, shares, variance
from underheaven.study.assuming.found import Range, Ranges
from underheaven.study.assuming.living import (
    BROUGHT_BACK,
    AssumedWorld,
    live_points,
    measures_of,
    seeds_from,
)
from underheaven.study.assuming.numbers import assumed_numbers
from underheaven.study.assuming.told import kind_of_run, numbers_told
from underheaven.study.limits import require_renewal
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping.design import Design
from underheaven.study.sweeping.kept import Row, hash_of, kept_in
from underheaven.study.sweeping.living import OnRun, unheard

Shares = dict[str, tuple[Share, ...]]
"""Measure -> the part of each group in it."""
FEWEST_DEFINED = 0.9
"""The part of the draws in which a measure must be defined to have a range."""


@dataclass(frozen=True)
class Plan:
    """What is to be lived: a world, its draws, seeds, and pairs for all groups and for the few."""

    world: World
    draws: Draws
    seeds: tuple[int, ...]
    pairs: tuple[int, int]

    @property
    def asked(self) -> dict[str, Any]:
        """All that decides what comes out, as plain JSON values."""
        return {
            "model_version": MODEL_VERSION,
            "world": numbers_told(self.world),
            **kind_of_run(self.world),
            "seed": self.world.seed,
            "citizens": self.world.citizens,
            "to": self.world.end.isoformat(),
            "draws": len(self.draws.hypercube),
            "seed of the draws": self.draws.seed,
            "seeds": list(self.seeds),
            "pairs": list(self.pairs),
            "numbers": [
                [each.key.path, each.group, *map(str, each.key.stated or ())] for each in self.draws.numbers
            ],
        }

    @property
    def inputs(self) -> str:
        """The hash of what is asked, in hex: what a file of ranges is current by."""
        return hash_of(self.asked)

    @property
    def runs(self) -> int:
        """How many worlds are lived, at most."""
        draws, (pairs, closer) = self.draws, self.pairs
        few = min(FEW, len(draws.groups))
        half = draws.most_pairs
        more = max(0, min(closer, half) - min(pairs, half))
        points = len(draws.hypercube) + min(pairs, half) * len(draws.groups) + more * few
        return points * len(self.seeds)


def plan_of(
    world: World, draws: int = DRAWS, seeds: int = 2, pairs: tuple[int, int] = (PAIRS, CLOSER_PAIRS)
) -> Plan:
    """The plan for a world. InputError for no whole year, nothing assumed, or too few draws, seeds, pairs."""
    numbers = assumed_numbers(world)
    if not numbers:
        raise refuse(
            "nothing is assumed with a range",
            "neither the policy nor the society has a number with `assumed` and `range`",
            "give the numbers of your own files their ranges: docs/policies.md says how",
        )
    if not measures_of(world):
        raise refuse(
            f"{world.start} to {world.end} holds no whole calendar year",
            "ranges are those of whole years",
            f"take --from {world.start.year}-01-01 --to {world.start.year}-12-31",
        )
    if draws < 20 or seeds < 2 or min(pairs) < 4:
        raise refuse(
            f"{counted(draws, 'draw')} with {counted(seeds, 'seed')} and {pairs[0]} and {pairs[1]} pairs",
            "percentiles need 20 draws, telling chance apart two seeds, and intervals four pairs",
            f"take {DRAWS} draws, 2 seeds, {PAIRS} and {CLOSER_PAIRS} pairs",
        )
    return Plan(world, Draws.of(numbers, draws, world.seed % 2**32), seeds_from(world.seed, seeds), pairs)


def find(plan: Plan, *, pool: Pool = ALONE, folder: Path | None = None, on_run: OnRun = unheard) -> Ranges:
    """Live what a plan asks, and say how wide it lies.

    With a `folder` every run is kept there when it ends, and a study that was killed goes on. `on_run` is
    told the runs done and their number.
    """
    require_renewal(plan.world)
    pool.require(plan.world)
    living = _Living(plan, pool, folder, on_run)
    draws, names = plan.draws, measures_of(plan.world)
    whole = living.through("draws", draws.whole())
    values = {name: _values(whole, name, len(plan.seeds)) for name in names}
    years: dict[int, dict[str, Range]] = {}
    for name, found in values.items():
        year, measure = name.split(" ", 1)
        years.setdefault(int(year), {})[measure] = _range(found)
    last = max(years)
    main = {name: values[f"{last} {name}"] for name in headlines(plan.world)}
    main = {name: found for name, found in main.items() if not np.isnan(found).any() and variance(found) > 0}
    groups, closer = living.drivers(main, last) if main else ({}, {})
    back = sum(bool(row.values[BROUGHT_BACK]) for row in whole) // len(plan.seeds)
    return Ranges(
        plan.world, len(draws.numbers), len(draws.hypercube), len(plan.seeds), plan.pairs, back,
        years, groups, closer, tuple(row.digest for row in whole[:: len(plan.seeds)]), plan.inputs,
        dt.datetime.now(dt.UTC).date(),
    )  # fmt: skip


class _Living:
    """Lives the designs of a plan one after the other, each kept in a folder of its own."""

    def __init__(self, plan: Plan, pool: Pool, folder: Path | None, on_run: OnRun) -> None:
        self._plan, self._pool, self._folder, self._on_run = plan, pool, folder, on_run
        self._model = AssumedWorld(plan.world, plan.draws.numbers, len(plan.seeds))
        self._done = 0

    def through(self, name: str, design: Design) -> list[Row]:
        """The rows of a design, in its order and then that of the seeds."""
        before = self._done

        def told(done: int, _of: int) -> None:
            self._on_run(before + done, self._plan.runs)

        folder = None if self._folder is None else self._folder / name
        asked = {**self._plan.asked, "points": [[f"{place:f}" for place in row] for row in design.points]}
        with kept_in(folder, asked) as kept:
            rows = live_points(design, self._model, kept, self._pool, told)
        self._done += len(rows)
        return rows

    def drivers(self, main: Mapping[str, Floats], year: int) -> tuple[Shares, Shares]:
        """The part of every group in each main measure of a year, and closer that of the few with most part.

        The few are lived at further pairs; those at which all groups were lived count as well.
        """
        draws = self._plan.draws
        pairs, further = (min(many, draws.most_pairs) for many in self._plan.pairs)
        screened = self._mixed("groups", draws.groups, range(pairs), main, year)
        groups = self._shares(screened, draws.groups, main)
        few = _few(groups, draws.groups)
        if not few:
            return groups, {}
        closer = {
            name: values[:, [draws.groups.index(each) for each in few]] for name, values in screened.items()
        }
        if further > pairs:
            more = self._mixed("closer", few, range(pairs, further), main, year)
            closer = {name: np.concatenate([values, more[name]]) for name, values in closer.items()}
        return groups, self._shares(closer, few, main)

    def _mixed(
        self, name: str, groups: Sequence[str], pairs: range, measures: Iterable[str], year: int
    ) -> dict[str, Floats]:
        """The values of measures at the mixed points of some pairs, float64[pairs, groups, seeds] each."""
        rows, seeds = self.through(name, self._plan.draws.mixed(groups, pairs)), len(self._plan.seeds)
        return {
            each: _values(rows, f"{year} {each}", seeds).reshape(len(pairs), len(groups), seeds)
            for each in measures
        }

    def _shares(
        self, mixed: Mapping[str, Floats], groups: Sequence[str], main: Mapping[str, Floats]
    ) -> Shares:
        """The part of each of some groups in each measure; not where it is undefined at a mixed point."""
        half = self._plan.draws.most_pairs
        return {
            name: tuple(
                shares(
                    of_draws[: len(values)], of_draws[half : half + len(values)], values, tuple(groups),
                    variance(of_draws),
                )
            )
            for name, of_draws in main.items()
            if not np.isnan(values := mixed[name]).any()
        }  # fmt: skip


def _values(rows: Sequence[Row], name: str, seeds: int) -> Floats:
    """The values of a measure, float64[points, seeds]; NaN where it is undefined."""
    found = [np.nan if (value := row.values.get(name)) is None else value for row in rows]
    return np.array(found, dtype=np.float64).reshape(-1, seeds)


def _range(values: Floats) -> Range:
    defined = values[~np.isnan(values).any(axis=1)]
    if len(defined) < FEWEST_DEFINED * len(values):
        return Range(None, None, None, len(defined))
    return Range(*interval(defined), share_assumed(defined), len(defined))


def _few(found: Shares, groups: Sequence[str]) -> tuple[str, ...]:
    """The groups that have most part in the main measures, all taken together, in their order."""
    most = dict.fromkeys(groups, 0.0)
    for of_measure in found.values():
        for each in of_measure:
            most[each.group] += max(0.0, each.total)
    chosen = sorted((group for group in groups if most[group]), key=lambda group: -most[group])[:FEW]
    return tuple(group for group in groups if group in chosen)
