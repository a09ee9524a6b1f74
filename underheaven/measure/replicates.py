"""What is left when a block of communities is left out, and how much that says of chance.

The society fixes how many people of each group live in each region, so these are strata: they are not
left to chance, and when a block is left out, the others stand for its people stratum by stratum (Wolter
2007, chapter 4; Rust and Rao 1996). With p the share of a stratum that lives in the block, and Y what is
counted of the stratum and Y_b of the block, the count changes by (p Y − Y_b) / √(1 − p). The root, where
plain leaving out has 1 − p, makes the variance unbiased for strata that lie unevenly over blocks, if
people of a stratum vary alike; the degrees of freedom follow from the same (Bell and McCaffrey 2002).

A stratum that lives in one block alone cannot be left out. It is kept in full, and its people are taken
to vary like everyone else of the category.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.measure.counts import Floats, ratio


class Strata(NamedTuple):
    """How G groups of R regions lie over B blocks."""

    share: Floats
    """Of a stratum's people, those who live in the block, float64[G, R, B]."""
    stretch: Floats
    """1 / √(1 − share), and 0 for a stratum that lives in one block alone, float64[G, R, B]."""

    @property
    def loose(self) -> NDArray[np.bool_]:
        """Whether a stratum lives in several blocks, so that one can be left out, bool[G, R]."""
        return np.asarray((self.stretch > 0).all(axis=-1))


class Design(NamedTuple):
    """How the people of n categories lie over B blocks."""

    present: NDArray[np.bool_]
    """Whether the block holds anybody of the category, bool[n, B]."""
    movable: NDArray[np.bool_]
    """Whether it holds anybody of them whose stratum lives in other blocks too, bool[n, B]."""
    share: Floats
    """Of the category's people, those of such strata, float64[n]."""
    degrees: Floats
    """Degrees of freedom of a variance, float64[n]; NaN where nobody can be left out."""

    def repeated(self, times: int) -> Design:
        """The design of as many categories each, beside each other."""
        parts: list[Any] = [np.repeat(part, times, axis=0) for part in self]
        return Design(*parts)


def strata_of(persons: Int64) -> Strata:
    """The strata of people counted by group, region and block, int64[G, R, B]."""
    share = np.nan_to_num(ratio(persons, persons.sum(axis=-1, keepdims=True)))
    several = (persons > 0).sum(axis=-1, keepdims=True) > 1
    return Strata(share, np.where(several, 1 / np.sqrt(np.where(several, 1 - share, 1)), 0.0))


def design_of(persons: Int64, strata: Strata) -> Design:
    """The design of n categories, from their people by group, region and block, int64[n, G, R, B].

    With people of a stratum varying alike and independently, what block i changes and what block j
    changes have covariance K_ij = Σ (N_i [i = j] − N_i N_j / N) / √((1 − p_i) (1 − p_j)), over strata of N
    people. Degrees of freedom are (tr K)² / tr K² (Satterthwaite 1946): of one stratum that lies evenly
    over g blocks, g − 1.
    """
    loose = np.where(strata.loose[..., None], persons, 0)
    totals = loose.sum(axis=(1, 2, 3))
    own = (loose * strata.stretch**2).sum(axis=(1, 2))
    weights = np.sqrt(np.maximum(loose.sum(axis=-1, keepdims=True), 1))
    shared = loose * strata.stretch / weights
    covariance = own[:, :, None] * np.eye(persons.shape[-1]) - np.einsum("ngri,ngrj->nij", shared, shared)
    trace = np.trace(covariance, axis1=1, axis2=2)
    return Design(
        present=persons.sum(axis=(1, 2)) > 0,
        movable=loose.sum(axis=(1, 2)) > 0,
        share=np.nan_to_num(ratio(totals, persons.sum(axis=(1, 2, 3)))),
        degrees=ratio(trace**2, (covariance**2).sum(axis=(1, 2))),
    )
