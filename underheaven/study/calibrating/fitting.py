"""The rounds of a calibration: what is drawn, what is lived, and what is kept to be gone on with.

Every round is a design whose points are places within the priors. Each draw has chances of its own, so that
no draw is kept for the luck of one seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import qmc

from underheaven.study.calibrating.population import (
    Floats,
    Population,
    distances_of,
    kept_of,
    proposed,
    unweighted,
)
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping.design import Axis, Design, drawn
from underheaven.study.sweeping.kept import Row, kept_in
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended, Model, OnRun, live_design, unheard

FEWEST_ACCEPTED = 0.03
"""Part of a round's new draws that lie within the tolerance before; with fewer, another round is no use."""


@dataclass(frozen=True)
class Settings:
    """How many draws the prior has, rounds at most, the part that is kept, seeds of a draw, and the seed."""

    draws: int
    rounds: int
    keep: float
    seeds: int
    seed: int

    @property
    def kept(self) -> int:
        """Draws that are kept in each round."""
        return kept_of(self.draws, self.keep)

    @property
    def runs(self) -> int:
        """Runs at most, those that predict among them."""
        return (self.draws + (self.rounds - 1) * (self.draws - self.kept) + self.kept) * self.seeds


@dataclass(frozen=True)
class Round:
    """What a round came to: its runs, the part within the tolerance before, the tolerance, and the rest.

    `by_chance` is the distance that a draw has from its own mean through its seeds; nan with one seed.
    """

    runs: int
    accepted: float
    tolerance: float
    effective: float
    by_chance: float


@dataclass(frozen=True)
class Fitted:
    """The draws in the end, what the prior reached, and what the draws bring about with fresh seeds.

    `reached` float64[draws, totals] and `predicted` float64[kept, totals] are means over the seeds.
    """

    population: Population
    rounds: tuple[Round, ...]
    reached: Floats
    predicted: Floats
    scales: Floats
    digests: tuple[str, ...]


@dataclass(frozen=True)
class Fresh:
    """A model whose seed follows from the draw too, so that no two draws share their chances."""

    model: Model

    def __call__(self, values: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        """What the model makes of the values."""
        said = f"{seed}|" + "|".join(f"{key.path}={value}" for key, value in values.items())
        return self.model(values, int.from_bytes(hashlib.sha256(said.encode()).digest()[:7], "big"), check)


@dataclass(frozen=True)
class Fitting:
    """A calibration of a model: parameters by name, observed values of totals, of which some are targets.

    `tolerances` are parts of the observed values of the targets; nan: the spread that the prior brings.
    """

    parameters: tuple[str, ...]
    totals: tuple[str, ...]
    observed: Floats
    tolerances: Floats
    model: Model
    settings: Settings

    @property
    def targets(self) -> int:
        """How many of the totals, the first ones, are fitted to; the others are predicted."""
        return len(self.tolerances)

    def run(
        self,
        asked: dict[str, Any],
        folder: Path | None = None,
        pool: Pool = ALONE,
        on_run: OnRun = unheard,
        on_prior: Callable[[Floats], None] = lambda _: None,
        predicted: bool = True,
    ) -> Fitted:
        """Fit; with a `folder` every run is kept there, and what was killed goes on.

        `on_prior` is told what the prior's draws reached, float64[draws, totals], and may refuse. Unless it
        is to be `predicted`, the draws are not lived again in the end.
        """
        with kept_in(folder, asked):
            return _Living(self, asked, folder, pool, on_run).through(on_prior, predicted)


class _Living:
    """One fit while it is lived."""

    def __init__(
        self, fitting: Fitting, asked: dict[str, Any], folder: Path | None, pool: Pool, on_run: OnRun
    ) -> None:
        self._fitting, self._asked, self._folder = fitting, asked, folder
        self._pool, self._on_run = pool, on_run
        self._done = 0
        self._digests: list[str] = []

    def through(self, on_prior: Callable[[Floats], None], predicted: bool) -> Fitted:
        """All rounds, and the last draws once more with fresh seeds."""
        of, settings = self._fitting, self._fitting.settings
        start = qmc.LatinHypercube(len(of.parameters), rng=settings.seed).random(settings.draws)
        places, values = self._lived("prior", start)
        reached = values.mean(axis=1)
        on_prior(reached)
        scales = self._scales(reached)
        kept = self._measured(places, values, scales).nearest(settings.kept)
        rounds = [_round(values, 1.0, kept, scales, of)]
        for number in range(1, settings.rounds):
            moved, weights = proposed(kept, settings.draws - settings.kept, settings.seed + number)
            places, values = self._lived(f"round-{number}", moved)
            new = self._measured(places, values, scales)
            accepted = float((new.distances <= kept.tolerance).mean())
            kept = kept.joined(replace(new, weights=weights)).nearest(settings.kept)
            rounds.append(_round(values, accepted, kept, scales, of))
            if accepted < FEWEST_ACCEPTED:
                break
        again = np.full((len(kept.places), len(of.totals)), np.nan)
        if predicted:
            again = self._lived("predicted", kept.places, first=settings.seeds)[1].mean(axis=1)
        return Fitted(kept, tuple(rounds), reached, again, scales, tuple(self._digests))

    def _lived(self, name: str, places: Floats, first: int = 0) -> tuple[Floats, Floats]:
        """The places as they are written down, and the totals there: float64[points, seeds, totals]."""
        of, before = self._fitting, self._done
        design = design_of(name, of.parameters, places)
        seeds = range(first, first + of.settings.seeds)

        def told(done: int, _of: int) -> None:
            self._on_run(before + done, of.settings.runs)

        folder = None if self._folder is None else self._folder / name
        asked = {**self._asked, "points": [[f"{place:f}" for place in row] for row in design.points]}
        with kept_in(folder, asked) as kept:
            rows = live_design(design, seeds, Fresh(of.model), kept, self._pool, told)
        self._done += len(rows)
        self._digests += [row.digest for row in rows]
        as_written = np.array([[float(place) for place in row] for row in design.points])
        return as_written, _values(rows, of.totals, len(seeds))

    def _scales(self, reached: Floats) -> Floats:
        """What a distance is counted in, target by target."""
        of = self._fitting
        some = reached[:, : of.targets]
        spread = np.array([np.std(column[np.isfinite(column)]) for column in some.T])
        stated = of.tolerances * np.abs(of.observed[: of.targets])
        scales = np.where(np.isnan(stated), spread, stated)
        return np.where(scales > 0, scales, 1.0)

    def _measured(self, places: Floats, values: Floats, scales: Floats) -> Population:
        of = self._fitting
        means = values.mean(axis=1)[:, : of.targets]
        return unweighted(places, distances_of(means, of.observed[: of.targets], scales))


def _round(values: Floats, accepted: float, kept: Population, scales: Floats, of: Fitting) -> Round:
    points, seeds = values.shape[:2]
    chance = np.nan
    if seeds > 1:
        squares = values[..., : of.targets].var(axis=1, ddof=1) / seeds / scales**2
        chance = float(np.sqrt(np.nanmean(squares))) if np.isfinite(squares).any() else np.nan
    return Round(points * seeds, accepted, kept.tolerance, kept.effective, chance)


def design_of(name: str, parameters: Sequence[str], places: Floats) -> Design:
    """A design whose points are places within the priors, float64[points, parameters]."""
    axes = [
        Axis(Key(each, "society", tuple(each.split(".")), "number", Decimal("0.5"), None), (), Decimal(0),
             Decimal(1))
        for each in parameters
    ]  # fmt: skip
    return drawn(name, axes, places, 0)


def _values(rows: Sequence[Row], totals: Sequence[str], seeds: int) -> Floats:
    found = [
        [np.nan if (value := row.values.get(name)) is None else value for name in totals] for row in rows
    ]
    return np.array(found, dtype=np.float64).reshape(-1, seeds, len(totals))
