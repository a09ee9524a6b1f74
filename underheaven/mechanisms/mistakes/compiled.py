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
from typing import Any

import numpy as np

from underheaven.documents.quantity import Quantity
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.seeing import NOUGHT, UNIT
from underheaven.engine.compiling.thresholds import cap_of, choice, floor, poisson
from underheaven.engine.world import World
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

    `rates` object[Z, R, G] before the lasting factor, of which `factors` has one for each class of people.
    """

    sort: int
    source: int
    records: dict[str, Quantity]
    rates: Any
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
    most = max((count.shape[-1] for count in counts), default=1)
    until = np.full((*shape, CLASSES, len(streams), most), EVER, np.int64)
    for j, count in enumerate(counts):
        until[:, :, :, :, j, : count.shape[-1]] = count
    widest = max((len(stream.records) for stream in streams), default=1)
    pick = np.full((len(streams), widest), EVER, np.int64)
    kind = np.zeros((len(streams), widest), np.int64)
    for j, stream in enumerate(streams):
        pick[j, : len(stream.records)] = choice([share.value for share in stream.records.values()])
        kind[j, : len(stream.records)] = [kinds.index(name) for name in stream.records]
    rate = np.zeros((*shape, len(streams)), np.int64)
    for j, stream in enumerate(streams):
        rate[..., j] = np.vectorize(_minutely, otypes=[np.int64])(stream.rates)
    return WrongTables(
        stream=np.array([stream.sort for stream in streams], np.int64),
        source=np.array([stream.source for stream in streams], np.int64),
        until=until,
        rate=rate,
        pick=pick,
        kind=kind,
    )


def lasting(world: World) -> Any:
    """int64[8]: cumulative thresholds of the classes of the lasting factor (7.3)."""
    return _persistence(list(world.policy.sources.values()))[1]


def _streams(world: World, segments: Segments, factors: list[Decimal]) -> Iterator[Stream]:
    """False matches of each source in the order of names, then the clerical mistakes of each."""
    shape = (segments.count, len(world.society.regions), len(world.society.groups))
    for name, s, source in _by_name(world):
        if source.faces is not None:
            rates = np.empty(shape, object)
            for z, day in enumerate(segments.days):
                for r, region in enumerate(world.society.regions.values()):
                    rates[z, r] = list(false_match_rates(world, source, region, day).values())
            what = f"false matches of one citizen by {name}"
            yield Stream(MATCHES, s, source.faces.records, rates, factors, what)
    for name, s, source in _by_name(world):
        if source.mistakes is not None:
            rates = np.empty(shape, object)
            for z, day in enumerate(segments.days):
                rates[z] = _mistakes(world, source, day)
            what = f"clerical mistakes about one citizen by {name}"
            yield Stream(SLIPS, s, source.mistakes.records, rates, [UNIT] * CLASSES, what)


def _by_name(world: World) -> list[tuple[str, int, Source]]:
    """Name, number and source, in the order of names."""
    sources = world.policy.sources
    return [(name, s, sources[name]) for name, s in sorted((name, s) for s, name in enumerate(sources))]


def _counts(world: World, stream: Stream) -> Any:
    """int64[Z, R, G, 8, cap]: cumulative thresholds of the number of a stream's records."""
    means = {
        (rate, factor): rate * factor * world.step_minutes / YEAR_MINUTES
        for rate in set(stream.rates.flat)
        for factor in set(stream.factors)
    }
    cap = cap_of(means.values(), stream.what)
    until_of = {pair: poisson(mean, cap) for pair, mean in means.items()}
    out = np.full((*stream.rates.shape, CLASSES, cap), EVER, np.int64)
    for index in np.ndindex(*stream.rates.shape):
        for c, factor in enumerate(stream.factors):
            out[*index, c] = until_of[stream.rates[index], factor]
    return out


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
