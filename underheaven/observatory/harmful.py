"""What a comparison on the site shows: measures of harms, in the order of the model's list of harms.

The list is `underheaven/study/harms.py`. Its harms are of all adults; these are the measures that `compare`
has of each, most of them of adults in the scheme.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from underheaven.counted.columns import Life, labels
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.world import World
from underheaven.measure.as_data import measures_as_data
from underheaven.observatory.telling import scale_of
from underheaven.society.schema import PLACES, QUINTILES, Society
from underheaven.study.outcomes import EMPTY, KINDS, OTHER_SCALE

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
    """Every measure of a world as data (docs/measures-as-data.md), and the names of those of harms.

    Then `people`, by what each person's life under two policies is compared, and the policy's `scale`.
    """
    return {
        **measures_as_data(world),
        "harms": list(HARMFUL.values()),
        "people": told_of_people(world.society),
        "scale": scale_of(world.policy),
    }


def told_of_people(society: Society) -> dict[str, Any]:
    """What can become better or worse for a person (`study/outcomes.py`): of each its row among the counts of
    lives, or None for the score; and the bits of the archetype column that are the archetype's number.

    Then by what people are told apart there: categories, and of each cell, by the kernels' number of it, the
    category's number.
    """
    rows = labels(Life)
    cells = list(product(range(len(society.groups)), range(len(PLACES)), range(len(QUINTILES))))
    apart = {"group": (society.groups, 0), "quintile": (QUINTILES, 2)}
    return {
        "archetype": ARCHETYPE,
        "outcomes": [
            {
                "name": kind.name,
                "title": kind.title,
                "unit": kind.unit,
                "harm": kind.harm,
                "row": rows.index(kind.name) if kind.name in rows else None,
            }
            for kind in KINDS
        ],
        "apart": {
            name: {"categories": list(categories), "of_cell": [cell[part] for cell in cells]}
            for name, (categories, part) in apart.items()
        },
        "other_scale": OTHER_SCALE,
        "nobody": EMPTY,
    }
