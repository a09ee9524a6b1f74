"""Every measure there is, in one table: they are computed and documented from it."""

from __future__ import annotations

from underheaven.measure import chill, denial, error, spiral, standing, ties

SPECIFICATIONS = (
    *standing.SPECIFICATIONS,
    *denial.SPECIFICATIONS,
    *error.SPECIFICATIONS,
    *chill.SPECIFICATIONS,
    *ties.SPECIFICATIONS,
    *spiral.SPECIFICATIONS,
)
SUBJECTS = {
    "Standing": standing.SPECIFICATIONS,
    "Denial": denial.SPECIFICATIONS,
    "Error": error.SPECIFICATIONS,
    "Chill": chill.SPECIFICATIONS,
    "Ties": ties.SPECIFICATIONS,
    "Spiral": spiral.SPECIFICATIONS,
}
