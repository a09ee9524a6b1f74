"""Weighted draws of parameters that come nearer to what was observed, round by round.

Approximate Bayesian computation by population Monte Carlo (Beaumont, Cornuet, Marin and Robert 2009; Toni
and others 2009), with the tolerance of a round a quantile of the distances (Del Moral, Doucet and Jasra
2012) and the best of all draws so far kept (Lenormand, Jabot and Deffuant 2013). Draws are places within the
priors, each from 0 to 1 and as likely as any other before anything was observed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WIDER = 2.0
"""Times the weighted covariance that a draw is moved by (Beaumont and others 2009)."""
LEAST_SPREAD = 1e-4
"""Standard deviation of a move, in places, where all draws lie at one place."""
PROPOSED = 4_096
"""Moves of which the part that stays within the priors is counted, at least."""
MOST_PROPOSED = 1_000_000


@dataclass(frozen=True)
class Population:
    """Draws: `places` float64[n, parameters], `weights` and `distances` float64[n], and the tolerance.

    `weights` are the prior's density over that of where the draw came from. They add up to nothing in
    particular, so that draws of several rounds can be put together.
    """

    places: Floats
    weights: Floats
    distances: Floats
    tolerance: float

    @property
    def shares(self) -> Floats:
        """The weights, adding up to 1."""
        return np.asarray(self.weights / self.weights.sum())

    @property
    def effective(self) -> float:
        """The effective sample size: how many draws of equal weight would tell as much (Kish 1965)."""
        shares = self.shares
        return float(1 / (shares**2).sum())

    def joined(self, other: Population) -> Population:
        """Both, those of `other` after these; the tolerance is the wider one."""
        return Population(
            np.concatenate([self.places, other.places]),
            np.concatenate([self.weights, other.weights]),
            np.concatenate([self.distances, other.distances]),
            max(self.tolerance, other.tolerance),
        )

    def nearest(self, many: int) -> Population:
        """The `many` draws that lie nearest, in the order in which they were drawn; of equals the first."""
        chosen = np.sort(np.argsort(self.distances, kind="stable")[:many])
        return Population(
            self.places[chosen], self.weights[chosen], self.distances[chosen],
            float(self.distances[chosen].max()),
        )  # fmt: skip


def unweighted(places: Floats, distances: Floats) -> Population:
    """The population of draws from the prior itself."""
    return Population(places, np.ones(len(places)), distances, math.inf)


def kept_of(draws: int, quantile: float) -> int:
    """How many of so many draws are kept in each round."""
    return max(2, math.ceil(draws * quantile))


def distances_of(values: Floats, observed: Floats, scales: Floats) -> Floats:
    """How far each row of `values` [n, targets] lies from `observed`: root of the mean square, in scales.

    Infinite where a value is undefined.
    """
    apart = np.sqrt((((values - observed) / scales) ** 2).mean(axis=1))
    return np.where(np.isfinite(apart), apart, np.inf)


def proposed(population: Population, many: int, seed: int) -> tuple[Floats, Floats]:
    """So many new places [many, parameters], and the weight of each [many].

    Each is a draw of the population, chosen by weight and moved by a normal step with twice the weighted
    covariance; what would leave the priors is drawn again. The weight is the prior's density over that of
    this procedure, in which the part of steps that stay within is counted.
    """
    rng = np.random.default_rng(seed)
    factor = _factor(population)
    inside: list[Floats] = []
    tried = found = 0
    while found < many or tried < PROPOSED:
        if tried >= MOST_PROPOSED:
            raise ArithmeticError("no step of the population stays within the priors")
        chosen = rng.choice(len(population.places), size=PROPOSED, p=population.shares)
        steps = rng.standard_normal((PROPOSED, factor.shape[0])) @ factor.T
        moved = population.places[chosen] + steps
        within = moved[((moved >= 0) & (moved <= 1)).all(axis=1)]
        inside.append(within)
        tried, found = tried + PROPOSED, found + len(within)
    places = np.concatenate(inside)[:many]
    return places, (found / tried) / density(population, places, factor)


def density(population: Population, places: Floats, factor: Floats | None = None) -> Floats:
    """The density of moved draws at each of `places`, were they not kept within the priors: float64[n]."""
    factor = _factor(population) if factor is None else factor
    inverse = np.linalg.inv(factor)
    steps = (places[:, None, :] - population.places[None, :, :]) @ inverse.T
    width = factor.shape[0]
    scale = (2 * math.pi) ** (width / 2) * abs(float(np.linalg.det(factor)))
    return np.asarray(np.exp(-0.5 * (steps**2).sum(axis=2)) @ population.shares / scale)


def _factor(population: Population) -> Floats:
    """The lower triangle whose product with its transpose is the covariance of a move."""
    shares = population.shares
    apart = population.places - shares @ population.places
    covariance = WIDER * (apart.T * shares) @ apart
    covariance += LEAST_SPREAD**2 * np.eye(len(covariance))
    return np.asarray(np.linalg.cholesky(covariance))


def resampled(population: Population, many: int, seed: int) -> Any:
    """Numbers of `many` draws, chosen by weight: int64[many], systematic, in the order of the draws."""
    offset = np.random.default_rng(seed).random()
    ends = np.cumsum(population.shares)
    return np.minimum(np.searchsorted(ends, (np.arange(many) + offset) / many), len(ends) - 1)


def weighted_quantiles(values: Floats, shares: Floats, at: tuple[float, ...]) -> list[float]:
    """Quantiles of weighted values: the least value up to which the shares reach each of `at`."""
    order = np.argsort(values, kind="stable")
    ends = np.cumsum(shares[order])
    where = np.minimum(np.searchsorted(ends, np.array(at) - 1e-12), len(values) - 1)
    return [float(value) for value in values[order][where]]
