"""Small societies and policies, built in code, of which everything can be computed by hand.

Nothing is left to chance about the people: their archetypes are written down, not synthesised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.society.schema import QUINTILES, SEXES, Society

SEED = 20_190_101
"""The seed of every case; a reader may choose another."""
FIRST_DAY = dt.date(2019, 1, 1)
WEEK, DAY, YEAR = 10_080, 1_440, 525_960
"""Minutes of a week, of a day, and of a year of 365.25 days."""
SIXTEENTHS = 16
LOWEST, HIGHEST = Decimal(-2048), Decimal(2047)
"""The widest scale there is, in points."""
WORKING, OLD = 0, 1
"""The age bands: 18 to 59, who have an employer, and 60 or more, who have none."""
URBAN_SHARE = Decimal("0.6")
_ALONE = 0x8000


def act(per_year: Decimal | int, propensity: Decimal | int = 1, **changes: Any) -> dict[str, Any]:
    """A kind of act that answers neither to dread nor to hardship."""
    plain = {
        "title": "An act",
        "kind": "conduct",
        "outside": False,
        "per_year": per_year,
        "propensity": propensity,
        "dread_response": 0,
        "hardship_response": 0,
        "hardship": 0,
    }
    return {**plain, **changes}


def society(
    acts: Mapping[str, dict[str, Any]],
    groups: Mapping[str, Decimal] | None = None,
    population: int = 100_000,
    matching: Mapping[str, Any] | None = None,
    behaviour: Mapping[str, Any] | None = None,
    **more: Any,
) -> Society:
    """One region of adults, without dread or hardship; `groups` gives the share of each.

    `behaviour` and `more` replace entries of the behaviour and of the society itself.
    """
    shares = groups or {"all": Decimal(1)}
    bands = more.get("age_bands", {"working": {"first": 18, "last": 59}, "old": {"first": 60}})
    return Society.model_validate(
        {
            "society": "small",
            "title": "Small",
            "about": "A society for a law.",
            "invented": True,
            "default_citizens": 100,
            "groups": tuple(shares),
            "age_bands": bands,
            "opinions": ("none",),
            "segregation": 0,
            "regions": {
                "plain": {
                    "title": "Plain",
                    "tile": (0, 0),
                    "population": population,
                    "age_sex": {"values": {f"{band}/{sex}": 1 for band in bands for sex in SEXES}},
                    "groups": {"values": shares},
                    "urban": URBAN_SHARE,
                    "quintiles_urban": {"values": dict.fromkeys(QUINTILES, 1)},
                    "quintiles_rural": {"values": dict.fromkeys(QUINTILES, 1)},
                    "opinions": {"values": {"none": 1}},
                    "household_sizes": {"values": {"1": 1}},
                }
            },
            "acts": dict(acts),
            "behaviour": {
                "dread": {"record": 0, "sanction": 0, "denial": 0, "fade_per_year": 0, "secrecy_spread": 0},
                "hardship": {"fade_per_year": 0},
                "climate": {"prior": 0, "alone": 1, "crowd": 1},
                "employed_ages": (next(iter(bands)),),
                "workplace_size": 16,
                **(behaviour or {}),
            },
            "matching": dict(matching or {}),
            **more,
        }
    )


def source(
    sees: Mapping[str, Any], urban: Decimal | int = 1, rural: Decimal | int = 1, **changes: Any
) -> dict[str, Any]:
    """A source that covers these shares of town and country."""
    return {"title": "A source", "coverage": {"urban": urban, "rural": rural}, "sees": dict(sees), **changes}


def policy(
    sources: Mapping[str, dict[str, Any]],
    points: Mapping[str, Any],
    score: Mapping[str, Any] | None = None,
    consequences: Mapping[str, dict[str, Any]] | None = None,
    association: Mapping[str, Any] | None = None,
    **more: Any,
) -> Policy:
    """Everybody is in from the first day; `points` gives the rule of each kind.

    `more` replaces entries of the policy itself, such as `privileges` or `safeguards`.
    """
    plain = {"minimum": LOWEST, "maximum": HIGHEST, "start": 0, "recovery": 0}
    return Policy.model_validate(
        {
            "policy": "small",
            "title": "Small",
            "about": "A policy for a law.",
            "score": {**plain, **(score or {})},
            "secrecy": 0,
            "sources": dict(sources),
            "rules": {kind: {"points": value} for kind, value in points.items()},
            "consequences": dict(consequences or {}),
            "association": dict(association or {"alpha": 0, "household": 0, "employer": 0, "friends": 0}),
            "rollout": {"all": {"since": FIRST_DAY, "share": 1}},
            **more,
        }
    )


def world(
    of: Policy,
    among: Society,
    citizens: int,
    days: int,
    seed: int = SEED,
    step_minutes: int = WEEK,
    community_size: int = 4_096,
) -> World:
    """A world of weeks, or of other steps, that begins on the first day."""
    last = FIRST_DAY + dt.timedelta(days=days - 1)
    return World(of, among, seed, FIRST_DAY, last, citizens, step_minutes, community_size)


def begin(engine: Engine, scores: Sequence[int] | NDArray[np.int64]) -> None:
    """Puts everybody at a score of their own, in sixteenths of a point, before the first step."""
    for column in (engine.state.own, engine.state.shown, engine.state.clean_own, engine.state.clean):
        column[:] = scores


def run(engine: Engine) -> list[StepRecord]:
    """Lives all steps; the engine's threads end."""
    try:
        return [record for record in engine.records() if isinstance(record, StepRecord)]
    finally:
        engine.close()


def archetype(group: int = 0, age: int = WORKING, bands: int = 2, sex: int = 0) -> int:
    """The number of an archetype: a townsman of the lowest quintile, without a child (specification, 4)."""
    return ((group * 2 + sex) * bands + age) * 5 * 2 * 2 + 2


def columns(of: World, people: Sequence[int] | NDArray[np.int64], households: bool = False) -> Archetypes:
    """The columns of the communities, of one region after the other.

    Everybody lives alone, or all in one household.
    """
    whole = np.asarray(people, np.int64) | (0 if households else _ALONE)
    whole[0] |= _ALONE
    size, begin = of.community_size, 0
    out: dict[tuple[int, int], list[int]] = {}
    for region, citizens in enumerate(of.citizens_of_regions):
        mine = whole[begin : begin + citizens].tolist()
        out |= {(region, first // size): mine[first : first + size] for first in range(0, citizens, size)}
        begin += citizens
    return out


def in_step(per_year: Decimal | int | float, minutes: int = WEEK) -> float:
    """Events of a rate a year in so many minutes."""
    return float(per_year) * minutes / YEAR
