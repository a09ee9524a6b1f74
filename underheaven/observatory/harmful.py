"""What a comparison on the site shows: measures of harms, in the order of the model's list of harms.

The list is `underheaven/study/harms.py`. Its harms are of all adults; these are the measures that `compare`
has of each, most of them of adults in the scheme.
"""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.measure.as_data import measures_as_data

OF_ALL = "gap between groups"
"""The harm that is no measure of one category: it is seen where people are told apart by group."""
HARMFUL = {
    "sanctioned in error": "in_error",
    "sanctioned": "under",
    "sanctioned for others": "under_by_ties",
    "denied": "denied",
    "confined": "prevented",
    "speech held back": "chill",
    "wrong records": "wrong_records",
    "wait of others": "wait_slow",
    "struck again": "entry_rate_hard",
    "hardship": "mean_hardship",
}
"""A harm, and the measure of it. Of each, more is worse."""


def told_of_measures(world: World) -> dict[str, Any]:
    """Every measure of a world as data (docs/measures-as-data.md), and the names of those of harms."""
    return {**measures_as_data(world), "harms": list(HARMFUL.values())}
