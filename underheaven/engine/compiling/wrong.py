"""How often a source writes about the wrong person (specification, 7.2 to 7.5).

False matches follow from the searches, the gallery and the false-match rate: where every hit is acted
on, a citizen of group g is hit by every search of anybody; where only the best hit is, the searches
that hit anybody at all are shared out. FPIR = 1 - (1 - FMR)^N (Grother, Ngan and Hanaoka 2019).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.compiling.safeguarding import over
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.seeing import NOUGHT, UNIT, blind, density_of
from underheaven.engine.compiling.thresholds import cap_of, choice, floor, poisson
from underheaven.engine.world import World
from underheaven.policy.schema import Faces, Source
from underheaven.society.schema import Region

CLASSES = 8
EVER = 1 << 32


def wrong_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Counts, rates and entries of false matches and of clerical mistakes."""
    return {**_match_tables(world, segments), **_clerk_tables(world, segments)}


def _match_tables(world: World, segments: Segments) -> dict[str, Any]:
    society, sources = world.society, list(world.policy.sources.values())
    kinds, regions = list(society.acts), list(society.regions.values())
    entries = [
        (s, kinds.index(kind), share.value)
        for s, source in enumerate(sources)
        if source.faces is not None
        for kind, share in source.faces.records.items()
    ]
    factors, until = _persistence(sources)
    shape = (segments.count, len(regions), len(society.groups))
    total = np.empty(shape, object)
    pick = np.zeros((*shape, len(entries)), np.int64)
    for z, day in enumerate(segments.days):
        for r, region in enumerate(regions):
            found = [false_match_rates(world, source, region, day) for source in sources]
            for g, group in enumerate(society.groups):
                total[z, r, g] = sum((rates[group] for rates in found), NOUGHT)
                pick[z, r, g] = choice([found[s][group] * share for s, _, share in entries])
    means = {
        (rate, factor): rate * factor * world.step_minutes / YEAR_MINUTES
        for rate in set(total.flat)
        for factor in factors
    }
    cap = cap_of(means.values(), "false matches of one citizen")
    until_of = {pair: poisson(mean, cap) for pair, mean in means.items()}
    thresholds = np.full((*shape, CLASSES, cap), EVER, np.int64)
    for index in np.ndindex(*shape):
        for c, factor in enumerate(factors):
            thresholds[*index, c] = until_of[total[index], factor]
    return {
        "person_until": until,
        "match_until": thresholds,
        "match_rate": np.vectorize(_minutely, otypes=[np.int64])(total),
        "match_pick": pick,
        "match_source": np.array([s for s, _, _ in entries], np.int64),
        "match_kind": np.array([k for _, k, _ in entries], np.int64),
    }


def _clerk_tables(world: World, segments: Segments) -> dict[str, Any]:
    sources, kinds = list(world.policy.sources.values()), list(world.society.acts)
    entries = [
        (s, kinds.index(kind), share.value)
        for s, source in enumerate(sources)
        if source.mistakes is not None
        for kind, share in source.mistakes.records.items()
    ]
    rates = [[_mistakes(world, source, day) for source in sources] for day in segments.days]
    totals = [sum(row, NOUGHT) for row in rates]
    means = [total * world.step_minutes / YEAR_MINUTES for total in totals]
    cap = cap_of(means, "clerical mistakes about one citizen")
    return {
        "clerk_until": np.array([poisson(mean, cap) for mean in means], np.int64),
        "clerk_rate": np.array([_minutely(total) for total in totals], np.int64),
        "clerk_pick": np.array(
            [choice([row[s] * share for s, _, share in entries]) for row in rates], np.int64
        ).reshape(segments.count, len(entries)),
        "clerk_source": np.array([s for s, _, _ in entries], np.int64),
        "clerk_kind": np.array([k for _, k, _ in entries], np.int64),
    }


def _minutely(per_year: Decimal) -> int:
    """A rate a year as a rate a minute in 2^-40ths."""
    return floor(per_year * 2**40 / YEAR_MINUTES)


def _mistakes(world: World, source: Source, day: dt.date) -> Decimal:
    return (
        NOUGHT
        if source.mistakes is None or over(world.policy, day)
        else source.mistakes.per_person_year.on(day) or NOUGHT
    )


def _persistence(sources: list[Source]) -> tuple[list[Decimal], Any]:
    """The lasting factors, and the thresholds that choose a person's."""
    faces = next((source.faces for source in sources if source.faces is not None), None)
    factors = [UNIT] if faces is None else [part.factor.value for part in faces.persistence]
    shares = [UNIT] if faces is None else [part.share.value for part in faces.persistence]
    until = np.full(CLASSES, EVER, np.int64)
    until[: len(shares)] = choice(shares)
    return factors, until


def _gallery(world: World, faces: Faces, region: Region) -> dict[str, Decimal]:
    """Real persons of each group in the gallery."""
    society = world.society
    if faces.gallery == "nation":
        return {
            group: sum((int(r.population.value) * _share(r, group) for r in society.regions.values()), NOUGHT)
            for group in society.groups
        }
    size = int(region.population.value)
    if isinstance(faces.gallery, int):
        size = min(size, faces.gallery)
    return {group: size * _share(region, group) for group in society.groups}


def _share(region: Region, group: str) -> Decimal:
    return region.groups.values.get(group, NOUGHT)


def false_match_rates(world: World, source: Source, region: Region, day: dt.date) -> dict[str, Decimal]:
    """Wrong records a year of one citizen of each group, before the lasting factor."""
    groups, faces = world.society.groups, source.faces
    if faces is None or blind(world, source, day):
        return dict.fromkeys(groups, NOUGHT)
    people = _gallery(world, faces, region)
    searches = _searches(source, faces, region, day)
    factor = {(h, g): _factor(world, h, g) for h in groups for g in groups}
    rate = {pair: min(UNIT, faces.false_match_rate.value * f) for pair, f in factor.items()}
    if faces.acted_on == "every_hit":
        return {g: sum((searches * people[h] * rate[h, g] for h in groups), NOUGHT) for g in groups}
    out = dict.fromkeys(groups, NOUGHT)
    for h in groups:
        weight = sum((people[g] * factor[h, g] for g in groups), NOUGHT)
        if weight:
            hits = searches * people[h] * _anybody({g: (rate[h, g], people[g]) for g in groups})
            for g in groups:
                out[g] += hits * factor[h, g] / weight
    return out


def _searches(source: Source, faces: Faces, region: Region, day: dt.date) -> Decimal:
    """Faces searched per head and year: those that the source's coverage reaches."""
    urban = region.urban.value
    mean = urban * (source.coverage.urban.on(day) or NOUGHT) + (1 - urban) * (
        source.coverage.rural.on(day) or NOUGHT
    )
    reach = min(UNIT, mean * density_of(source, region))
    return (faces.searches_per_person_year.on(day) or NOUGHT) * reach


def _factor(world: World, searched: str, matched: str) -> Decimal:
    factor = world.society.matching.false_match.get(searched, {}).get(matched)
    return UNIT if factor is None else factor.value


def _anybody(gallery: dict[str, tuple[Decimal, Decimal]]) -> Decimal:
    """FPIR: the chance that a search hits anybody wrongly, from rate and number by group."""
    nobody = UNIT
    for rate, people in gallery.values():
        if people:
            nobody *= (1 - rate) ** people
    return 1 - nobody
