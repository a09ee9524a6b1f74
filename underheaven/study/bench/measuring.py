"""How each ratio of the engine's speed is measured: what is lived, and over what."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.world import World
from underheaven.study.bench.costs import midway, summed_up, week_by_week
from underheaven.study.bench.fixed import LOOP
from underheaven.study.bench.mechanisms import bare
from underheaven.study.bench.pairs import NANO, Ratio, in_turn, ratio_of, spawned
from underheaven.study.bench.worlds import (
    DAYS,
    Lived,
    lived,
    people_of,
    world_of_article,
    world_of_none,
    world_of_w2,
)
from underheaven.study.bench.yardsticks import floor, w2_loop
from underheaven.study.limits import memory_needed, memory_there

CITIZEN_DAY = "ns a citizen-day"
LEAST_CITIZENS = 100_000
"""The cost in the number of citizens is over that at so many."""
SIZES_STEP = 10
COMPILED = 3
"""Compiling takes long: it is measured in one pair of so many."""
COLD = """
import datetime
from underheaven.engine.cpu import Engine
from underheaven.study.bench.worlds import world_of_article
Engine(world_of_article(300, 1), 1).compile()
"""


@dataclass(frozen=True)
class Setting:
    """How much is lived, how often."""

    citizens: int
    weeks: int
    pairs: int
    largest: int
    """Citizens at most where the cost in their number is measured."""


class Measuring:
    """One run of `bench`; its people are synthesised once."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    @cached_property
    def people(self) -> Archetypes:
        """The citizens of china-2019."""
        with closing(Engine(world_of_article(self.setting.citizens, 1), 1)) as engine:
            return people_of(engine)

    @cached_property
    def of_w2(self) -> Archetypes:
        """The citizens of the bare workload."""
        with closing(Engine(world_of_w2(self.setting.citizens, 1), 1)) as engine:
            return people_of(engine)

    @cached_property
    def article(self) -> World:
        """The world that most is measured on."""
        return world_of_article(self.setting.citizens, self.setting.weeks)

    @cached_property
    def warm(self) -> Lived:
        """The article lived once before anything is measured."""
        return self.live(self.article)

    def live(self, world: World, threads: int = 1) -> Lived:
        """A world of the people of china-2019, lived from the start."""
        return lived(Engine(world, threads, self.people))

    def over_floor(self) -> list[Ratio]:
        """The article over draws and state of as many citizens and acts."""
        return [self._over_floor("article", self.article, self.warm.acts)]

    def of_none(self) -> list[Ratio]:
        """`none` over the floor, and over itself in a society that has nothing that it does not use."""
        world = world_of_none(self.setting.citizens, self.setting.weeks)
        without = bare(world)
        acts = self.live(world).acts
        self.live(without)
        found = in_turn(
            lambda: self.live(world).processor, lambda: self.live(without).processor, self.setting.pairs
        )
        return [self._over_floor("none", world, acts), ratio_of("unused", found, CITIZEN_DAY, self._each)]

    def over_loop(self) -> list[Ratio]:
        """The bare workload over its plain loop."""
        citizens, weeks = self.setting.citizens, self.setting.weeks
        world = world_of_w2(citizens, weeks)
        lived(Engine(world_of_w2(citizens, 1), 1, self.of_w2))
        w2_loop.lived(w2_loop.made(w2_loop.COMMUNITY), 1)
        found = in_turn(
            lambda: lived(Engine(world, 1, self.of_w2)).processor,
            lambda: _processor(lambda: w2_loop.lived(w2_loop.made(citizens), weeks)),
            self.setting.pairs,
        )
        return [ratio_of("w2", found, CITIZEN_DAY, self._each)]

    def of_threads(self) -> list[Ratio]:
        """The speed of two threads over that of one, by the clock; nothing where there is one processor."""
        if processors() < 2:
            return []
        _ = self.warm
        found = in_turn(
            lambda: 1 / self.live(self.article, 2).clock,
            lambda: 1 / self.live(self.article).clock,
            self.setting.pairs,
        )
        weeks = self.setting.citizens * self.setting.weeks / 1e6
        return [ratio_of("threads", found, "million citizen-weeks a second", (weeks, weeks))]

    def in_size(self) -> list[Ratio]:
        """The cost of a citizen-day of larger worlds over that of the least, with what a year has once."""
        _ = self.warm
        return [self._of_size(citizens) for citizens in sizes(self.setting)]

    def of_synthesis(self) -> list[Ratio]:
        """The time to make citizens over the time to live a week, by the clock, on two threads at most."""
        threads = min(2, processors())
        _ = self.warm

        def made() -> float:
            begun = time.perf_counter()
            Engine(self.article, threads).close()
            whole, begun = time.perf_counter() - begun, time.perf_counter()
            Engine(self.article, threads, self.people).close()
            return max(0.0, whole - (time.perf_counter() - begun))

        def week() -> float:
            return self.live(self.article, threads).clock / self.setting.weeks

        each = NANO / self.setting.citizens
        return [ratio_of("synthesis", in_turn(made, week, self.setting.pairs), "ns a citizen", (each, each))]

    def of_compiling(self) -> list[Ratio]:
        """Compiling the engine, with nothing kept, over compiling the plain loop: the user's time."""
        pairs = max(1, self.setting.pairs // COMPILED)
        found = in_turn(lambda: cold(["-c", COLD]), lambda: cold([str(LOOP)]), pairs)
        return [ratio_of("compiling", found, "s")]

    def facts(self) -> dict[str, float]:
        """Of the article: acts, bytes of state, and seconds for its tables, which are made once a run."""
        days = self.setting.citizens * self.setting.weeks * DAYS
        with closing(Engine(world_of_article(self.setting.citizens, 1), 1, self.people)) as engine:
            bytes_of = engine.bytes_per_citizen, int(engine.state.firm.nbytes)
        return {
            "acts_per_citizen_day": self.warm.acts / days,
            "bytes_per_citizen": bytes_of[0],
            "bytes_of_firms": bytes_of[1],
            "tables_seconds": _processor(lambda: compile_tables(self.article)),
        }

    @property
    def _each(self) -> tuple[float, float]:
        """Nanoseconds a citizen-day for a second of the whole."""
        each = NANO / (self.setting.citizens * self.setting.weeks * DAYS)
        return each, each

    def _over_floor(self, name: str, world: World, acts: int) -> Ratio:
        citizens, weeks = self.setting.citizens, self.setting.weeks
        state, of_week = floor.made(citizens), acts / (citizens * weeks)
        floor.lived(state, 1, of_week)
        found = in_turn(
            lambda: self.live(world).processor,
            lambda: _processor(lambda: floor.lived(state, weeks, of_week)),
            self.setting.pairs,
        )
        return ratio_of(name, found, CITIZEN_DAY, self._each)

    def _of_size(self, citizens: int) -> Ratio:
        weeks = self.setting.weeks
        large = Engine(world_of_article(citizens, weeks, midway(weeks)), 1)
        small = Engine(world_of_article(LEAST_CITIZENS, weeks, midway(weeks)), 1)
        with closing(large), closing(small):
            times = week_by_week(large, small)
        times[:, 0] *= LEAST_CITIZENS / citizens
        cost = summed_up("", times, weeks // 2, LEAST_CITIZENS)
        without = cost.ns_per_citizen_day / (cost.ratio - 1) if cost.ratio != 1 else 0.0
        return Ratio(
            size_name(citizens), cost.ratio, cost.low, cost.high, weeks,
            cost.ratio * without, without, CITIZEN_DAY,
        )  # fmt: skip


def size_name(citizens: int) -> str:
    """The name of the ratio of a world of so many citizens."""
    return f"size-{citizens}"


def sizes(setting: Setting) -> list[int]:
    """Ten times the least, and so on, up to the largest that was asked for and has room in memory."""
    found, citizens, there = [], SIZES_STEP * LEAST_CITIZENS, memory_there()
    while citizens <= setting.largest:
        needed = memory_needed(world_of_article(citizens, setting.weeks), 1).total
        if there is not None and needed > there:
            break
        found.append(citizens)
        citizens *= SIZES_STEP
    return found


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processor() -> str:
    """The kind of processor in words, such as `AMD EPYC`."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name" and value.strip():
                return " ".join(value.split())
    except OSError:
        pass
    return platform.processor() or platform.machine()


def cold(words: list[str]) -> float:
    """Seconds of the user's time of a process of Python that finds nothing kept from earlier ones."""
    with tempfile.TemporaryDirectory(prefix="underheaven-cold-") as folder:
        search = os.pathsep.join(path for path in sys.path if path)
        return spawned(words, {**os.environ, "XDG_CACHE_HOME": folder, "PYTHONPATH": search})[0]


def _processor(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
