"""How often each archetype considers each kind of act, and does it (specification, 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import floor
from typing import Any, TypeAlias, TypeVar

from underheaven.documents.problems import refuse
from underheaven.documents.quantity import Quantity
from underheaven.documents.remembered import remembered
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.thresholds import alias_table, cap_of, chance, poisson
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.lasting.combining import combinations
from underheaven.society.numbering import Numbering
from underheaven.society.schema import ATTRIBUTES, Society

ONE, MOST = 1 << 16, 1 << 20
COARSE, FINE = 4, 0
"""Bits of a level of dread or hardship within one bin: sixteen levels, or one."""
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


Manners: TypeAlias = Sequence[tuple[Any, ...]]
"""What makes each manner of acting: the rates of all kinds a year, then their thresholds of being done."""
Ways: TypeAlias = Sequence[tuple[tuple[Decimal, ...], tuple[Decimal, ...]]]
"""Of archetypes the rates of all kinds a year, and the chances of doing what is considered."""
Row = TypeVar("Row", bound=tuple[Any, ...])
MOST_MANNERS = 1 << 14
"""Rows of the tables of manners, so that they take seconds to make and some megabytes."""


@remembered
def manners(society: Society) -> tuple[list[int], Manners]:
    """The first row of each archetype's manner of acting, and all rows in order.

    Archetypes that consider and do everything alike share their rows, of which there is one for each
    combination of classes of the lasting factors (30.3). InputError where there are more than 16,384.
    """
    numbers, distinct = ways_of_acting(society)
    among = combinations(society)
    if len(among) > 1 and len(distinct) * len(among) > MOST_MANNERS:
        raise refuse(
            f"{len(distinct) * len(among):,} ways of acting",
            f"of {len(distinct):,} by what people are and {len(among)} by their lasting classes, and there is"
            f" room for {MOST_MANNERS:,}",
            f"give fewer classes, so that there are at most {MOST_MANNERS // len(distinct)} combinations",
            where="behaviour.lasting",
        )
    done: dict[tuple[Decimal, ...], tuple[int, ...]] = {}
    """Most ways of acting differ in what is considered alone."""
    rows = []
    for often, wont in distinct:
        for of in among:
            chances = tuple(_times(wont, of.propensity))
            if chances not in done:
                done[chances] = tuple(map(_threshold, society.acts, chances))
            rows.append((*_times(often, of.considering), *done[chances]))
    return [number * len(among) for number in numbers], rows


def ways_of_acting(society: Society) -> tuple[list[int], Ways]:
    """The number of each archetype's way of acting, lasting differences aside, and all of them in order."""
    distinct: dict[tuple[tuple[Decimal, ...], tuple[Decimal, ...]], int] = {}
    pairs = zip(rates(society), propensities(society), strict=True)
    numbers = [distinct.setdefault(pair, len(distinct)) for pair in pairs]
    return numbers, list(distinct)


def _times(values: Sequence[Decimal], factors: Sequence[Decimal]) -> Iterator[Decimal]:
    return (value if factor == 1 else value * factor for value, factor in zip(values, factors, strict=True))


@remembered
def act_tables(society: Society, step_minutes: int) -> dict[str, Any]:
    """Counts, kinds and propensities of considered acts, by manner.

    Manners that consider alike share a row, and so do those that do alike what they consider: the tables are
    looked into for every act, and stay in the cache.
    """
    _, rows = manners(society)
    kinds, order = len(society.acts), by_name(society.acts)
    considering, of_considering = shared([tuple(row[k] for k in order) for row in rows])
    doing, of_doing = shared([row[kinds:] for row in rows])
    means = [sum(row) * step_minutes / YEAR_MINUTES for row in considering]
    cap = cap_of(means, "acts considered")
    aliases = [alias_table(row) for row in considering]
    of_means = {mean: [threshold - 1 for threshold in poisson(mean, cap)] for mean in dict.fromkeys(means)}
    above = [of_means[mean] for mean in means]
    return {
        "considering": table(of_considering, "uint16"),
        "doing": table(of_doing, "uint16"),
        "count_above": table(list(zip(*above, strict=True)), "uint32"),
        "alias_cut": table([[min(c, 2**32 - 1) for c in cut] for cut, _ in aliases], "uint32"),
        "alias_kind": table([alias for _, alias in aliases], "uint8"),
        "by_name": table(order, "uint8"),
        "base": table(doing),
        "tone": table([SPEECH[act.speech] for act in society.acts.values()], "uint8"),
        "deprivation": table([floor(act.hardship.value) for act in society.acts.values()]),
    }


def shared(rows: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """Each row once, and the number of each."""
    numbers: dict[Row, int] = {}
    of = [numbers.setdefault(row, len(numbers)) for row in rows]
    return list(numbers), of


def propensities(society: Society) -> list[tuple[Decimal, ...]]:
    """Of each archetype and kind the chance of doing what is considered, without dread and hardship."""
    of_kinds = (scaled(society, act.propensity.value, act.propensity_by) for act in society.acts.values())
    return list(zip(*of_kinds, strict=True))


def _threshold(name: str, propensity: Decimal) -> int:
    """The threshold of a propensity; InputError for one above 1."""
    if propensity > 1:
        raise refuse(
            f"{name}: a propensity of {propensity:.4g}",
            "the factors of `propensity_by`, and those of lasting classes, raise it above 1",
            "lower `propensity` or the factors",
            where=f"acts.{name}.propensity",
        )
    return chance(propensity)


def bin_bits(society: Society) -> int:
    """How many bits of a level lie within one bin of the responses: none where levels act without steps."""
    fine = society.behaviour.interpolate or society.behaviour.deterrence is not None
    return FINE if fine else COARSE


def behaviour_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Responses to dread, climate and hardship, and what adds to them."""
    society, policy = world.society, world.policy
    behaviour, kinds = society.behaviour, list(society.acts.items())
    within = bin_bits(society)
    bins = range(256 >> within)
    last = len(bins) - 1
    response = filled((segments.count, len(kinds), len(bins)))
    for z, day in enumerate(segments.days):
        spread = secrecy_on(policy, day) * behaviour.dread.secrecy_spread.value
        for k, (name, act) in enumerate(kinds):
            punished = min(points_on(policy, name, act, day)) < 0
            whole = act.dread_response.value * (1 if punished else spread)
            response[z, k] = [floor(ONE * whole * b / last) for b in bins]
    low, high = behaviour.climate.alone.value, behaviour.climate.crowd.value
    crowd = [floor(ONE * (low + (high - low) * b / last)) for b in bins]
    return {
        "dread_response": response,
        "climate_factor": table(
            [crowd if act.speech == "critical" else [ONE] * len(bins) for _, act in kinds]
        ),
        "hardship_factor": table(
            [
                [min(max(floor(ONE * (1 + act.hardship_response.value * b / last)), 0), MOST) for b in bins]
                for _, act in kinds
            ]
        ),
        "bin_bits": within,
        "climate_prior": floor(ONE * behaviour.climate.prior.value),
        "record_dread": floor(behaviour.dread.record.value),
        "sanction_dread": floor(behaviour.dread.sanction.value),
        "denial_dread": floor(behaviour.dread.denial.value),
        "associate_dread": floor(behaviour.dread.associate.value),
    }
