"""How fast the engine is on this machine, beside the floor that the machine sets.

Everything is measured in one run and in turn, so that ratios hold where the machine's speed drifts;
medians are what counts. The scheme reaches everybody from the first day: the slowest that it can be.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from array import array
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from underheaven import draws
from underheaven.counted.columns import Act
from underheaven.documents.quantity import Quantity
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.enrolment import Rollout
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.limits import require_memory

START = dt.date(2020, 1, 1)
DAYS = 7
BLOCK = 4_096
WORDS_PER_CALL = 4
NANO = 1e9


@dataclass(frozen=True)
class Benchmark:
    """Medians of the repeats, and the least and the most; times in nanoseconds."""

    citizens: int
    steps: int
    repeats: int
    ns_per_citizen_day: tuple[float, float, float]
    """One thread: least, median, most of the processor's time, in which what else runs does not count."""
    ns_per_considered_act: float
    acts_per_citizen_day: float
    tables_seconds: float
    """Compiling the tables, once a run; its share is in the times above."""
    two_threads: float
    """Speed of two threads over that of one by the clock: the median of the pairs."""
    draw_ns: float
    """Floor: four random words in a vector loop."""
    copy_ns: float
    """Floor: reading and writing one citizen's state once."""
    floor_ns_per_citizen_day: float
    """Floor: the words and the state's traffic of one citizen-day, and nothing else."""
    bytes_per_citizen: int
    bytes_of_firms: int
    """Scores of firms, all together."""


def benchmark(citizens: int, steps: int, repeats: int, progress: Callable[[int], None]) -> Benchmark:
    """Measure `article-2019` on `china-2019`, all in the scheme; `progress` is told the repeats done."""
    world = world_of_article(citizens, steps)
    require_memory(world, 2)
    one, two, acts, tables = [], [], [], []
    draw, copy = [], []
    bytes_per_citizen = bytes_of_firms = 0
    with closing(Engine(world_of_article(citizens, 1), 1)) as first:
        people = people_of(first)
        _lived(first)
    for repeat in range(repeats):
        begun = time.process_time()
        compile_tables(world)
        tables.append(time.process_time() - begun)
        engine = Engine(world, 1, people)
        bytes_per_citizen, bytes_of_firms = engine.bytes_per_citizen, int(engine.state.firm.nbytes)
        seconds, of_processor, considered = _lived(engine)
        one.append(of_processor + tables[-1] * steps * DAYS / (8 * 365.25))
        acts.append(considered)
        two.append(seconds / _lived(Engine(world, 2, people))[0])
        draw.append(_draw_seconds())
        copy.append(_copy_seconds(engine) / citizens)
        progress(repeat + 1)
    days = citizens * steps * DAYS
    per_day = [seconds / days * NANO for seconds in one]
    draw_ns, copy_ns = statistics.median(draw) * NANO, statistics.median(copy) * NANO
    considered_a_day = acts[0] / days
    # Two draws a citizen and step (counts, lasting factor), two an act (what, whether seen).
    floor = (2 * draw_ns + copy_ns) / DAYS + 2 * draw_ns * considered_a_day
    return Benchmark(
        citizens=citizens,
        steps=steps,
        repeats=repeats,
        ns_per_citizen_day=(min(per_day), statistics.median(per_day), max(per_day)),
        ns_per_considered_act=statistics.median(per_day) / considered_a_day,
        acts_per_citizen_day=considered_a_day,
        tables_seconds=statistics.median(tables),
        two_threads=statistics.median(two),
        draw_ns=draw_ns,
        copy_ns=copy_ns,
        floor_ns_per_citizen_day=floor,
        bytes_per_citizen=bytes_per_citizen,
        bytes_of_firms=bytes_of_firms,
    )


def world_of_article(citizens: int, weeks: int, start: dt.date = START) -> World:
    """`article-2019` on `china-2019` for some weeks, everybody in the scheme from the first day."""
    everybody = Rollout(since=start, share=Quantity(value=Decimal(1)))
    policy = load_policy("article-2019").model_copy(update={"rollout": {"everybody": everybody}})
    end = start + dt.timedelta(days=weeks * DAYS - 1)
    return World(policy, load_society("china-2019"), 1, start, end, citizens)


def people_of(engine: Engine) -> Archetypes:
    """The archetypes of each community, which no policy changes: they need not be synthesised again."""
    c = engine.communities
    return {
        (region, number): array("H", engine.state.archetype[begin : begin + size].tobytes())
        for region, number, begin, size in zip(*(a.tolist() for a in c[:4]), strict=True)
    }


def _lived(engine: Engine) -> tuple[float, float, int]:
    """Seconds of living all steps by the clock and of the processor, and the acts considered."""
    considered = 0
    begun, of_processor = time.perf_counter(), time.process_time()
    for record in engine.records():
        if isinstance(record, StepRecord):
            kinds = record.tallies[..., : engine.layout.blocks.source]
            considered += int(kinds[..., Act.CONSIDERED :: len(Act)].sum())
    seconds, of_processor = time.perf_counter() - begun, time.process_time() - of_processor
    engine.close()
    return seconds, of_processor, considered


def _draw_seconds() -> float:
    """Seconds for four words, in the loop that the engine draws with."""
    who = np.arange(BLOCK, dtype=np.uint32)
    words = np.zeros((WORDS_PER_CALL, BLOCK), np.uint32)
    draws.fill(1, who, BLOCK, 0, draws.COUNT, (1, 2), words)
    times = []
    for _ in range(200):
        begun = time.perf_counter()
        draws.fill(1, who, BLOCK, 0, draws.COUNT, (1, 2), words)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) / BLOCK


def _copy_seconds(engine: Engine) -> float:
    """Seconds to read and write every citizen's state once."""
    columns = [np.asarray(column) for column in engine.state]
    copies = [column.copy() for column in columns]
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        for column, copy in zip(columns, copies, strict=True):
            np.copyto(copy, column)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
