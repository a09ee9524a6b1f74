"""The main measures: those that every table begins with."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.measure.results import Measures

MAIN = {
    "under": "under any consequence",
    "error_share": "of these, in error",
    "by_ties": "of these, because of others",
    "denied": "acts denied per 1,000",
    "denied_share": "wanted acts that were denied",
    "prevented": "acts prevented per 1,000",
    "loss_over_income": "income lost through scores",
    "gain": "yuan a year from privileges",
    "chill_critical": "critical speech held back",
    "held_back_lawful": "other lawful acts held back",
    "deterred": "unlawful acts held back",
    "records": "records a year per adult",
    "precision": "records on the right person",
    "recall": "recordable acts recorded",
    "mean_score": "mean score, points",
}
"""Measures of the first table, with what they are called there: all of adults in the scheme, by the year."""
PUNISHED = ("under", "error_share", "by_ties", "denied", "denied_share", "prevented")
"""Those of consequences."""


def headlines(world: World) -> dict[str, str]:
    """Those of `MAIN` that are of mechanisms that a world's policy has, and what they are called."""
    policy = world.policy
    without: set[str] = set() if policy.consequences else set(PUNISHED)
    if not policy.consequences and not policy.positional and policy.firms is None:
        without.add("loss_over_income")
    if not any(each.confines for each in policy.consequences.values()):
        without.add("prevented")
    if policy.safeguards.no_association or not max(policy.association.alpha.values):
        without.add("by_ties")
    return {name: short for name, short in MAIN.items() if name not in without}


def main(world: World, last: Measures) -> dict[str, str]:
    """Those of `headlines` that are not undefined in the last year."""
    return {name: short for name, short in headlines(world).items() if last.everyone(name) is not None}
