"""The worlds that are measured, and living them: the scheme reaches everybody from the first day."""

from __future__ import annotations

import datetime as dt
import time
from array import array
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from underheaven.counted.columns import Act
from underheaven.documents.quantity import Quantity
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.mechanisms.enrolment.model import Rollout
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.study.bench.fixed import W2_POLICY, W2_SOCIETY

START = dt.date(2020, 1, 1)
W2_START = dt.date(2019, 1, 1)
DAYS = 7


@dataclass(frozen=True)
class Lived:
    """A whole run: seconds by the clock and of the processor, and the acts considered in it."""

    clock: float
    processor: float
    acts: int


def world_of_article(citizens: int, weeks: int, start: dt.date = START) -> World:
    """`article-2019` on `china-2019` for some weeks, everybody in the scheme from the first day."""
    everybody = Rollout(since=start, share=Quantity(value=Decimal(1)))
    policy = _policy("article-2019").model_copy(update={"rollout": {"everybody": everybody}})
    return World(policy, load_society("china-2019"), 1, start, _end(start, weeks), citizens)


def world_of_none(citizens: int, weeks: int, start: dt.date = START) -> World:
    """`none` on `china-2019`."""
    return World(_policy("none"), load_society("china-2019"), 1, start, _end(start, weeks), citizens)


def world_of_w2(citizens: int, weeks: int) -> World:
    """The bare workload, whose plain loop is a yardstick."""
    policy, society = _policy(str(W2_POLICY)), load_society(str(W2_SOCIETY))
    return World(policy, society, 1, W2_START, _end(W2_START, weeks), citizens)


def people_of(engine: Engine) -> Archetypes:
    """The archetypes of each community, which no policy changes: they need not be synthesised again."""
    c = engine.communities
    return {
        (region, number): array("H", engine.state.archetype[begin : begin + size].tobytes())
        for region, number, begin, size in zip(*(a.tolist() for a in c[:4]), strict=True)
    }


def lived(engine: Engine) -> Lived:
    """Live all steps, and end the engine's threads."""
    considered = 0
    engine.compile()
    begun, of_processor = time.perf_counter(), time.process_time()
    for record in engine.records():
        if isinstance(record, StepRecord):
            kinds = record.tallies[..., : engine.layout.blocks.source]
            considered += int(kinds[..., Act.CONSIDERED :: len(Act)].sum())
    found = Lived(time.perf_counter() - begun, time.process_time() - of_processor, considered)
    engine.close()
    return found


@cache
def _policy(name: str) -> Policy:
    return load_policy(name)


def _end(start: dt.date, weeks: int) -> dt.date:
    return start + dt.timedelta(days=weeks * DAYS - 1)
