"""Streams of wrong records: how many, which are kept, and what they say (specification, 7.2 to 7.5)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from underheaven.documents.quantity import Quantity
from underheaven.engine.reference.decimals import (
    CERTAIN,
    MINUTES_PER_YEAR,
    choose,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    total,
)
from underheaven.engine.reference.matching import Matching
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World

KEPT = 2**40
"""Unit of the rates that thinning compares."""


class Writer(NamedTuple):
    """A source that makes mistakes: its number, and the kinds of act that it writes down, with shares."""

    source: int
    records: list[tuple[int, Decimal]]


Rates = Callable[[Segment, int, int], list[Decimal]]
"""Wrong records per person-year by each writer, in a segment, for a region and a group."""


class Stream:
    """Wrong records of one sort; `factors` are the lasting factors of the classes of people."""

    def __init__(
        self,
        world: World,
        scheme: Scheme,
        writers: list[Writer],
        rates: Rates,
        factors: list[Decimal],
        what: str,
    ) -> None:
        """Compute every rate; raises InputError, naming `what` is counted, when there are too many."""
        self._scheme, self._factors = scheme, factors
        self._minutes = world.step_minutes
        self._rates = {
            (segment.number, region, group): rates(segment, region, group)
            for segment in scheme.segments
            for region in range(len(world.society.regions))
            for group in range(len(world.society.groups))
        }
        self._shares = [[share for _, share in writer.records] for writer in writers]
        self._entries = [(writer.source, kind) for writer in writers for kind, _ in writer.records]
        means = [self._mean(total(found), factor) for found in self._rates.values() for factor in factors]
        self._cap = poisson_cap(max(means), what)
        self._counts: dict[Decimal, tuple[int, ...]] = {}
        self._choices: dict[tuple[int, int, int], tuple[int, ...]] = {}

    def _mean(self, rate: Decimal, factor: Decimal) -> Decimal:
        return rate * factor * self._minutes / MINUTES_PER_YEAR

    def rate(self, segment: Segment, region: int, group: int) -> Decimal:
        """Wrong records per person-year by all writers together, before the lasting factor."""
        return total(self._rates[segment.number, region, group])

    def counts(self, step: int, region: int, group: int, lasting: int) -> tuple[int, ...]:
        """Thresholds of the number of events in a step, by its busiest segment."""
        rate = max(self.rate(segment, region, group) for segment in self._scheme.of_step(step))
        mean = self._mean(rate, self._factors[lasting])
        if mean not in self._counts:
            self._counts[mean] = poisson_thresholds(mean, self._cap)
        return self._counts[mean]

    def keeps(self, step: int, segment: Segment, region: int, group: int, word: int) -> bool:
        """Whether an event of a segment remains when the busiest segment's events are thinned to its rate."""
        segments = self._scheme.of_step(step)
        if len(segments) == 1:
            return True
        rates = [math.floor(self.rate(s, region, group) * KEPT / MINUTES_PER_YEAR) for s in segments]
        return word * max(rates) < rates[segment.number - segments[0].number] * CERTAIN

    def entry(self, segment: Segment, region: int, group: int, word: int) -> tuple[int, int]:
        """The source that writes, and the kind of act that it writes down."""
        which = (segment.number, region, group)
        if which not in self._choices:
            shares = [
                rate * share
                for rate, records in zip(self._rates[which], self._shares, strict=True)
                for share in records
            ]
            self._choices[which] = cumulative(shares)
        return self._entries[choose(word, self._choices[which])]


def false_matches(world: World, scheme: Scheme, factors: list[Decimal]) -> Stream:
    """The stream of faces taken for somebody else's; none where faces alone may write no record."""
    matching = Matching(world)
    void = world.policy.safeguards.no_biometric_only
    sources = enumerate(world.policy.sources.values())
    searching = [(j, source, source.faces) for j, source in sources if source.faces is not None and not void]

    def rates(segment: Segment, region: int, group: int) -> list[Decimal]:
        return [matching.rate(source, faces, segment, region, group) for _, source, faces in searching]

    writers = [Writer(j, _records(scheme, faces.records)) for j, _, faces in searching]
    return Stream(world, scheme, writers, rates, factors, "false matches")


def clerical_mistakes(world: World, scheme: Scheme) -> Stream:
    """The stream of slips of the pen, which befall everybody alike."""
    sources = enumerate(world.policy.sources.values())
    slipping = [(j, source.mistakes) for j, source in sources if source.mistakes is not None]

    def rates(segment: Segment, _region: int, _group: int) -> list[Decimal]:
        return [segment.number_of(mistakes.per_person_year) for _, mistakes in slipping]

    writers = [Writer(j, _records(scheme, mistakes.records)) for j, mistakes in slipping]
    return Stream(world, scheme, writers, rates, [Decimal(1)], "clerical mistakes")


def _records(scheme: Scheme, records: Mapping[str, Quantity]) -> list[tuple[int, Decimal]]:
    """What a source writes by mistake: (kind, share) in the order of the file."""
    return [(scheme.kinds[kind], share.value) for kind, share in records.items()]
