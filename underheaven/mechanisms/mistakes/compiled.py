"""How often a source writes about the wrong person (specification, 7.2 to 7.5).

False matches follow from the searches, the gallery and the false-match rate: where every hit is acted
on, a citizen of group g is hit by every search of anybody; where only the best hit is, the searches
that hit anybody at all are shared out. FPIR = 1 - (1 - FMR)^N (Grother, Ngan and Hanaoka 2019).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import floor
from typing import Any

from underheaven.documents.quantity import Quantity
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.seeing import NOUGHT, UNIT
from underheaven.engine.compiling.thresholds import cap_of, choice, poisson
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.mistakes.rule import WrongTables
from underheaven.policy.matching import false_match_rates, over
from underheaven.policy.schema import Source

CLASSES = 8
EVER = 1 << 32
MATCHES, SLIPS = 1, 2
"""Streams of wrong records."""


@dataclass(frozen=True)
class Stream:
    """The wrong records of one sort that one source writes, and how often, a year, in decimals.

    `rates`, by segment, region and group, are those before the lasting factor, of which `factors` has one
    for each class of people.
    """

    sort: int
    source: int
    records: dict[str, Quantity]
    rates: dict[tuple[int, int, int], Decimal]
    factors: list[Decimal]
    what: str


def tables(given: Given) -> WrongTables:
    """Counts, rates and kinds of false matches and of clerical mistakes, by the source that writes them."""
    world, segments = given.world, given.segments
    sources, kinds = list(world.policy.sources.values()), list(world.society.acts)
    factors, _ = _persistence(sources)
    streams = list(_streams(world, segments, factors))
    shape = (segments.count, len(world.society.regions), len(world.society.groups))
    counts = [_counts(world, stream) for stream in streams]
    most = max((len(next(iter(count.values()))) for count in counts), default=1)
    until, rate = filled((*shape, CLASSES, len(streams), most), EVER), filled((*shape, len(streams)))
    for j, (stream, count) in enumerate(zip(streams, counts, strict=True)):
        for place, per_year in stream.rates.items():
            rate[*place, j] = _minutely(per_year)
            for c, factor in enumerate(stream.factors):
                until[*place, c, j] = _to(most, count[per_year, factor], EVER)
    widest = max((len(stream.records) for stream in streams), default=1)
    shares = [choice([share.value for share in stream.records.values()]) for stream in streams]
    named = [[kinds.index(name) for name in stream.records] for stream in streams]
    return WrongTables(
        stream=table([stream.sort for stream in streams]),
        source=table([stream.source for stream in streams]),
        until=until,
        rate=rate,
        pick=table([_to(widest, each, EVER) for each in shares], "int64", len(streams), widest),
        kind=table([_to(widest, each, 0) for each in named], "int64", len(streams), widest),
    )


def _to(length: int, numbers: list[int], rest: int) -> list[int]:
    """The numbers, and `rest` for as many as are wanting."""
    return [*numbers, *[rest] * (length - len(numbers))]


def lasting(world: World) -> Any:
    """[8] cumulative thresholds of the classes of the lasting factor (7.3)."""
    return _persistence(list(world.policy.sources.values()))[1]


def _streams(world: World, segments: Segments, factors: list[Decimal]) -> Iterator[Stream]:
    """False matches of each source in the order of names, then the clerical mistakes of each."""
    regions, groups = list(world.society.regions.values()), range(len(world.society.groups))
    for name, s, source in _by_name(world):
        if source.faces is not None:
            rates = dict[tuple[int, int, int], Decimal]()
            for z, day in enumerate(segments.days):
                for r, region in enumerate(regions):
                    of_groups = false_match_rates(world, source, region, day).values()
                    rates |= {(z, r, g): rate for g, rate in enumerate(of_groups)}
            what = f"false matches of one citizen by {name}"
            yield Stream(MATCHES, s, source.faces.records, rates, factors, what)
    for name, s, source in _by_name(world):
        if source.mistakes is not None:
            by_day = [_mistakes(world, source, day) for day in segments.days]
            places = product(range(segments.count), range(len(regions)), groups)
            rates = {place: by_day[place[0]] for place in places}
            what = f"clerical mistakes about one citizen by {name}"
            yield Stream(SLIPS, s, source.mistakes.records, rates, [UNIT] * CLASSES, what)


def _by_name(world: World) -> list[tuple[str, int, Source]]:
    """Name, number and source, in the order of names."""
    sources = world.policy.sources
    return [(name, s, sources[name]) for name, s in sorted((name, s) for s, name in enumerate(sources))]


def _counts(world: World, stream: Stream) -> dict[tuple[Decimal, Decimal], list[int]]:
    """(Rate, factor) -> cumulative thresholds of the number of a stream's records, of one length."""
    means = {
        (rate, factor): rate * factor * world.step_minutes / YEAR_MINUTES
        for rate in set(stream.rates.values())
        for factor in set(stream.factors)
    }
    cap = cap_of(means.values(), stream.what)
    return {pair: poisson(mean, cap) for pair, mean in means.items()}


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
    return factors, table(_to(CLASSES, choice(shares), EVER))
