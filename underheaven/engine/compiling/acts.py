"""How often each archetype considers each kind of act, and does it (specification, 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from underheaven.documents.problems import refuse
from underheaven.documents.quantity import Quantity
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.thresholds import alias_table, cap_of, chance, floor, poisson
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.society.numbering import Numbering
from underheaven.society.schema import ATTRIBUTES, Society

ONE, MOST = 1 << 16, 1 << 20
BINS = range(16)
SPEECH = {"none": 0, "critical": 1, "supportive": 2}


def scaled(society: Society, base: Decimal, factors: Mapping[str, Mapping[str, Quantity]]) -> list[Decimal]:
    """Of each archetype a decimal times one factor for each attribute; 1 where none is given."""
    archetypes = Numbering(society)
    out = [base] * archetypes.number
    if not factors:
        return out
    attributes = tuple(attribute for attribute in ATTRIBUTES if attribute in factors)
    for combination, members in archetypes.having(attributes):
        value = base
        for attribute, category in zip(attributes, combination, strict=True):
            factor = factors[attribute].get(category)
            value = value if factor is None else value * factor.value
        for member in members:
            out[member] = value
    return out


def rates(society: Society) -> list[tuple[Decimal, ...]]:
    """How often a year each archetype considers each kind of act, as exact decimals."""
    of_kinds = (scaled(society, act.per_year.value, act.rate_by) for act in society.acts.values())
    return list(zip(*of_kinds, strict=True))


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
    often, wont = rates(society), propensities(society)
    manner = [rows.setdefault((*rate, *base), len(rows)) for rate, base in zip(often, wont, strict=True)]
    return manner, list(rows)


def act_tables(world: World, rows: Manners) -> dict[str, Any]:
    """Counts, kinds and propensities of considered acts, by manner: tables that stay in the cache."""
    society = world.society
    kinds, order = len(society.acts), by_name(society.acts)
    distinct = [[row[k] for k in order] for row in rows]
    means = [sum(row) * world.step_minutes / YEAR_MINUTES for row in distinct]
    cap = cap_of(means, "acts considered")
    aliases, above = [alias_table(row) for row in distinct], []
    for mean in means:
        above.append([threshold - 1 for threshold in poisson(mean, cap)])
    return {
        "count_above": table(list(zip(*above, strict=True)), "uint32"),
        "alias_cut": table([[min(c, 2**32 - 1) for c in cut] for cut, _ in aliases], "uint32"),
        "alias_kind": table([alias for _, alias in aliases], "uint8"),
        "by_name": table(order, "uint8"),
        "base": table([row[kinds:] for row in rows]),
        "tone": table([SPEECH[act.speech] for act in society.acts.values()], "uint8"),
        "deprivation": table([floor(act.hardship.value) for act in society.acts.values()]),
    }


def propensities(society: Society) -> list[tuple[int, ...]]:
    """Of each archetype and kind the threshold of doing what is considered, without dread and hardship."""
    of_kinds = []
    for name, act in society.acts.items():
        values = scaled(society, act.propensity.value, act.propensity_by)
        chances = {value: chance(min(value, Decimal(1))) for value in set(values)}
        for value in chances:
            if value > 1:
                raise refuse(
                    f"{name}: a propensity of {value:.4g}",
                    "the factors of `propensity_by` raise it above 1",
                    "lower `propensity` or the factors",
                    where=f"acts.{name}.propensity",
                )
        of_kinds.append([chances[value] for value in values])
    return list(zip(*of_kinds, strict=True))


def behaviour_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Responses to dread, climate and hardship, and what adds to them."""
    society, policy = world.society, world.policy
    behaviour, kinds = society.behaviour, list(society.acts.items())
    response = filled((segments.count, len(kinds), 16))
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
        "climate_factor": table([crowd if act.speech == "critical" else [ONE] * 16 for _, act in kinds]),
        "hardship_factor": table(
            [
                [min(max(floor(ONE * (1 + act.hardship_response.value * b / 15)), 0), MOST) for b in BINS]
                for _, act in kinds
            ]
        ),
        "climate_prior": floor(ONE * behaviour.climate.prior.value),
        "record_dread": floor(behaviour.dread.record.value),
        "sanction_dread": floor(behaviour.dread.sanction.value),
        "denial_dread": floor(behaviour.dread.denial.value),
        "associate_dread": floor(behaviour.dread.associate.value),
    }
