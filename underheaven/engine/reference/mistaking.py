"""Streams of wrong records: how many, which are kept, and what they say (specification, 7.2 to 7.5)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from underheaven.documents.quantity import Quantity
from underheaven.engine.reference.decimals import (
    CERTAIN,
    MINUTES_PER_YEAR,
    choose,
    cumulative,
    poisson_cap,
    poisson_thresholds,
)
from underheaven.engine.reference.matching import Matching
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World
from underheaven.mechanisms.mistakes.model import Mistakes
from underheaven.policy.schema import Source

KEPT = 2**40
"""Unit of the rates that thinning compares."""


class Writer(NamedTuple):
    """A source that makes mistakes: name, number, and the kinds of act that it writes down, with shares."""

    name: str
    source: int
    records: list[tuple[int, Decimal]]


Rates = Callable[[Segment, int, int], Decimal]
"""Wrong records per person-year in a segment, for a region and a group."""


class Stream:
    """Wrong records of one sort by one source; `factors` are the lasting factors of the classes of people."""

    def __init__(
        self,
        world: World,
        scheme: Scheme,
        writer: Writer,
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
        self.name, self.source = writer.name, writer.source
        self._written = [kind for kind, _ in writer.records]
        self._until = cumulative([share for _, share in writer.records])
        means = [self._mean(found, factor) for found in self._rates.values() for factor in factors]
        self._cap = poisson_cap(max(means), f"{what} by {writer.name}")
        self._counts: dict[Decimal, tuple[int, ...]] = {}

    def _mean(self, rate: Decimal, factor: Decimal) -> Decimal:
        return rate * factor * self._minutes / MINUTES_PER_YEAR

    def rate(self, segment: Segment, region: int, group: int) -> Decimal:
        """Wrong records per person-year, before the lasting factor."""
        return self._rates[segment.number, region, group]

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

    def kind(self, word: int) -> int:
        """The kind of act that is written down."""
        return self._written[choose(word, self._until)]


def false_matches(world: World, scheme: Scheme, factors: list[Decimal]) -> list[Stream]:
    """The streams of faces taken for somebody else's, in the order of the sources' names.

    There are none where faces alone may write no record.
    """
    if world.policy.safeguards.no_biometric_only:
        return []
    matching, found = Matching(world), []
    for name, number, source in _by_name(world):
        if source.faces is not None:
            writer = Writer(name, number, _records(scheme, source.faces.records))
            rates = partial(matching.rate, source, source.faces)
            found.append(Stream(world, scheme, writer, rates, factors, "false matches"))
    return found


def clerical_mistakes(world: World, scheme: Scheme) -> list[Stream]:
    """The streams of slips of the pen, which befall everybody alike, in the order of the sources' names."""
    found = []
    for name, number, source in _by_name(world):
        if source.mistakes is not None:
            writer = Writer(name, number, _records(scheme, source.mistakes.records))
            rates = partial(_slips, source.mistakes)
            found.append(Stream(world, scheme, writer, rates, [Decimal(1)], "clerical mistakes"))
    return found


def _slips(mistakes: Mistakes, segment: Segment, _region: int, _group: int) -> Decimal:
    return segment.number_of(mistakes.per_person_year)


def _by_name(world: World) -> list[tuple[str, int, Source]]:
    """The sources with their numbers, in the order of their names."""
    numbered = [(name, number, source) for number, (name, source) in enumerate(world.policy.sources.items())]
    return sorted(numbered, key=lambda entry: entry[0])


def _records(scheme: Scheme, records: Mapping[str, Quantity]) -> list[tuple[int, Decimal]]:
    """What a source writes by mistake: (kind, share) in the order of the kinds' names."""
    return [(scheme.kinds[kind], share.value) for kind, share in sorted(records.items())]
