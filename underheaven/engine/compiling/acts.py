"""How often each archetype considers each kind of act, and does it (specification, 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.documents.quantity import Quantity
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.thresholds import alias_table, cap_of, chance, floor, poisson
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES, Society

ONE, MOST = 1 << 16, 1 << 20
BINS = range(16)
SPEECH = {"none": 0, "critical": 1, "supportive": 2}


def scaled(society: Society, base: Decimal, factors: Mapping[str, Mapping[str, Quantity]]) -> Any:
    """object[A]: a decimal times one factor for each attribute; 1 where none is given."""
    archetypes = Archetypes(society)
    out = np.full(archetypes.number, base, dtype=object)
    if not factors:
        return out
    attributes = tuple(attribute for attribute in ATTRIBUTES if attribute in factors)
    for combination, members in archetypes.having(attributes):
        value = base
        for attribute, category in zip(attributes, combination, strict=True):
            factor = factors[attribute].get(category)
            value = value if factor is None else value * factor.value
        out[members] = value
    return out


def rates(society: Society) -> Any:
    """object[A, K]: how often a year an archetype considers each kind of act, as exact decimals."""
    return np.stack(
        [scaled(society, act.per_year.value, act.rate_by) for act in society.acts.values()], axis=1
    )


def by_name(names: Iterable[str]) -> list[int]:
    """The numbers of some names, in the order of the names themselves."""
    return [number for _, number in sorted((name, number) for number, name in enumerate(names))]


Manners: TypeAlias = Iterable[tuple[Any, ...]]
"""What makes each manner of acting: the rates of all kinds a year, then their thresholds of being done."""


def manners(society: Society) -> tuple[list[int], Manners]:
    """The number of each archetype's manner of acting, and the manners in order.

    Archetypes that consider and do everything alike share one.
    """
    rows: dict[tuple[Any, ...], int] = {}
    table, wont = rates(society), propensities(society)
    manner = [
        rows.setdefault((*rate, *base), len(rows)) for rate, base in zip(table, wont.tolist(), strict=True)
    ]
    return manner, list(rows)


def act_tables(world: World, rows: Manners) -> dict[str, Any]:
    """Counts, kinds and propensities of considered acts, by manner: tables that stay in the cache."""
    society = world.society
    kinds, order = len(society.acts), by_name(society.acts)
    distinct = [[row[k] for k in order] for row in rows]
    means = [sum(row) * world.step_minutes / YEAR_MINUTES for row in distinct]
    cap = cap_of(means, "acts considered")
    aliases = [alias_table(row) for row in distinct]
    return {
        "count_above": np.array([[t - 1 for t in poisson(mean, cap)] for mean in means], np.uint32).T.copy(),
        "alias_cut": np.array([[min(c, 2**32 - 1) for c in cut] for cut, _ in aliases], np.uint32),
        "alias_kind": np.array([alias for _, alias in aliases], np.uint8),
        "by_name": np.array(order, np.uint8),
        "base": np.array([row[kinds:] for row in rows], np.int64),
        "tone": np.array([SPEECH[act.speech] for act in society.acts.values()], np.uint8),
        "deprivation": np.array([floor(act.hardship.value) for act in society.acts.values()], np.int64),
    }


def propensities(society: Society) -> Any:
    """int64[A, K]: thresholds of doing what is considered, without dread and hardship."""
    out = np.zeros((Archetypes(society).number, len(society.acts)), np.int64)
    for k, (name, act) in enumerate(society.acts.items()):
        values = scaled(society, act.propensity.value, act.propensity_by)
        for value in set(values):
            if value > 1:
                raise refuse(
                    f"{name}: a propensity of {value:.4g}",
                    "the factors of `propensity_by` raise it above 1",
                    "lower `propensity` or the factors",
                    where=f"acts.{name}.propensity",
                )
            out[values == value, k] = chance(value)
    return out


def behaviour_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Responses to dread, climate and hardship, and what adds to them."""
    society, policy = world.society, world.policy
    behaviour, kinds = society.behaviour, list(society.acts.items())
    response = np.zeros((segments.count, len(kinds), 16), np.int64)
    for z, day in enumerate(segments.days):
        spread = secrecy_on(policy, day) * behaviour.dread.secrecy_spread.value
        for k, (name, act) in enumerate(kinds):
            punished = min(points_on(policy, name, act, day)) < 0
            whole = act.dread_response.value * (1 if punished else spread)
            response[z, k] = [floor(ONE * whole * b / 15) for b in BINS]
    low, high = behaviour.climate.alone.value, behaviour.climate.crowd.value
    crowd = [floor(ONE * (low + (high - low) * b / 15)) for b in BINS]
    return {
        "dread_response": response,
        "climate_factor": np.array(
            [crowd if act.speech == "critical" else [ONE] * 16 for _, act in kinds], np.int64
        ),
        "hardship_factor": np.array(
            [
                [min(max(floor(ONE * (1 + act.hardship_response.value * b / 15)), 0), MOST) for b in BINS]
                for _, act in kinds
            ],
            np.int64,
        ),
        "climate_prior": floor(ONE * behaviour.climate.prior.value),
        "record_dread": floor(behaviour.dread.record.value),
        "sanction_dread": floor(behaviour.dread.sanction.value),
        "denial_dread": floor(behaviour.dread.denial.value),
        "associate_dread": floor(behaviour.dread.associate.value),
    }
