"""The clamped walk of a score, with recovery, against the stationary law of its Markov chain.

A step takes a Poisson number of acts, each of which raises or lowers the score and is clamped at once,
and then lets what is below the start recover: the matrix exp(λ(E − I)) R, with E the matrix of one act
and R that of recovery. Its stationary law is the solution of a linear system.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from underheaven.engine.cpu import simulate
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, chi_square, near

CITIZENS, WEEKS = 20_000, 150
SETTLED = 1e-7
"""How far the law after all weeks may be from the stationary one, summed over scores."""


@dataclass(frozen=True)
class Walk:
    """Rates a year of two kinds of act, what each moves a score, the scale, and recovery; in sixteenths."""

    rate_up: Decimal = Decimal(26)
    rate_down: Decimal = Decimal(41)
    up: int = 24
    down: int = -16
    high: int = 128
    start: int = 48
    recovery: int = 3

    @property
    def recovery_per_year(self) -> Decimal:
        """Points a year that give whole sixteenths in each week; rounded up, or a week would miss one."""
        exact = Decimal(self.recovery) * small.YEAR / small.WEEK / small.SIXTEENTHS
        return exact.quantize(Decimal("1e-13")) + Decimal("1e-13")


def transition(walk: Walk) -> Floats:
    """float64[scores, scores]: from a score to a score in one week."""
    scores = np.arange(walk.high + 1)
    rate = float(walk.rate_up + walk.rate_down)
    acts = np.zeros((len(scores), len(scores)))
    for points, share in ((walk.up, walk.rate_up), (walk.down, walk.rate_down)):
        acts[scores, np.clip(scores + points, 0, walk.high)] += float(share) / rate
    recover = np.zeros_like(acts)
    recover[scores, np.where(scores < walk.start, np.minimum(walk.start, scores + walk.recovery), scores)] = 1
    week = expm(small.in_step(rate) * (acts - np.eye(len(scores))))
    return np.asarray(week @ recover)


def stationary(matrix: Floats) -> Floats:
    """The law that a step leaves as it is: π(P − I) = 0 with sum 1."""
    size = len(matrix)
    system = np.vstack([matrix.T - np.eye(size), np.ones(size)])
    return np.asarray(np.linalg.lstsq(system, np.append(np.zeros(size), 1.0))[0])


def lived(walk: Walk) -> NDArray[np.int64]:
    """Citizens of the engine at each score after all weeks; int64[scores]."""
    world = small.world(
        small.policy(
            {"watch": small.source({"rise": 1, "fall": 1})},
            {"rise": Decimal(walk.up) / 16, "fall": Decimal(walk.down) / 16},
            {
                "minimum": 0,
                "maximum": Decimal(walk.high) / 16,
                "start": Decimal(walk.start) / 16,
                "recovery": walk.recovery_per_year,
            },
        ),
        small.society({"rise": small.act(walk.rate_up), "fall": small.act(walk.rate_down)}),
        CITIZENS,
        7 * WEEKS,
    )
    people = np.full(CITIZENS, small.archetype())
    result = simulate(world, archetypes=small.columns(world, people))
    return np.bincount(result.state.shown, minlength=walk.high + 1)


def compare(counts: NDArray[np.int64], walk: Walk) -> list[Finding]:
    """The findings about citizens at each score, expected to walk as `walk`."""
    matrix = transition(walk)
    law = stationary(matrix)
    begun = np.zeros(len(law))
    begun[walk.start] = 1
    distance = float(np.abs(begun @ np.linalg.matrix_power(matrix, WEEKS) - law).sum())
    scores = np.arange(len(law))
    return [
        near("distance of the law after all weeks from the stationary one", 0.0, distance, SETTLED),
        chi_square("scores against the stationary law", counts, law),
        chi_square(
            "share within a point of the lower end, at the upper end, and between",
            [counts[:16].sum(), counts[-1], counts[16:-1].sum()],
            [law[:16].sum(), law[-1], law[16:-1].sum()],
        ),
        chi_square(
            "share at or above the start",
            [counts[scores >= walk.start].sum(), counts[scores < walk.start].sum()],
            [law[scores >= walk.start].sum(), law[scores < walk.start].sum()],
        ),
    ]


def run() -> Sequence[Finding]:
    """20,000 people, independent of each other, after 150 weeks."""
    return compare(lived(Walk()), Walk())


CASES = (
    Case(
        name="score-walk",
        title="Clamped score walk",
        checks="scoring, clamping after every act, recovery",
        kind="engine",
        label="input",
        source="Markov chain exp(λ(E − I)) R, solved numerically",
        tolerance="chi-square over the scores of 20,000 independent people after 150 weeks",
        false_alarm=1e-6,
        run=run,
    ),
)
