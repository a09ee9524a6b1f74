"""The rows of the table of the engine's speed: what each measures, and what it should reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.scalars import shorten
from underheaven.documents.words import nearest
from underheaven.study.bench.costs import Cost, costs, costs_unused
from underheaven.study.bench.measuring import LEAST_CITIZENS, Measuring, Setting, processor
from underheaven.study.bench.mechanisms import PAIRS, unused
from underheaven.study.bench.pairs import Ratio
from underheaven.study.bench.worlds import world_of_none

MECHANISMS_ROW = "mechanisms"
"""Costs of mechanisms, which are a table of their own."""


@dataclass(frozen=True)
class Row:
    """One ratio, or one for each size, and what it should be."""

    name: str
    title: str
    reach: float | None = None
    """What is wanted; None where nothing is."""
    goal: float | None = None
    more: bool = False
    """Whether more is better."""
    quartile: bool = False
    """Whether the lower quartile must reach it: no more may be measurable."""

    def reached(self, ratio: Ratio) -> bool | None:
        """Whether a ratio is as wanted; None where nothing is wanted."""
        if self.reach is None:
            return None
        if self.more:
            return ratio.ratio >= self.reach
        return (ratio.low if self.quartile else ratio.ratio) <= self.reach


ARTICLE = Row("article", "article-2019, one thread, over draws and state", 10, 6)
W2 = Row("w2", "the bare workload, one thread, over a plain loop", 1.0, 0.7)
THREADS = Row("threads", "speed of two threads over one, by the clock", 1.8, 1.95, more=True)
NONE = Row("none", "none, one thread, over draws and state")
UNUSED = Row("unused", "none, over a society without what it does not use", 1.0, quartile=True)
SIZE = Row("size", f"a citizen-day, over one among {LEAST_CITIZENS:,} citizens", 1.1)
SYNTHESIS = Row("synthesis", "making a citizen over living a week, two threads", 4, 1)
COMPILING = Row("compiling", "compiling the engine over compiling the plain loop", 39, 19.5)
"""What version 0.3.0 took, and half of it."""
Measure = Callable[[Measuring], list[Ratio]]
MEASURED: dict[str, tuple[tuple[Row, ...], Measure]] = {
    "article": ((ARTICLE,), Measuring.over_floor),
    "w2": ((W2,), Measuring.over_loop),
    "threads": ((THREADS,), Measuring.of_threads),
    "none": ((NONE, UNUSED), Measuring.of_none),
    "size": ((SIZE,), Measuring.in_size),
    "synthesis": ((SYNTHESIS,), Measuring.of_synthesis),
    "compiling": ((COMPILING,), Measuring.of_compiling),
}
"""What can be asked for, the rows that it gives, and how they are measured."""
NAMES = (*MEASURED, MECHANISMS_ROW)
ROWS = {row.name: row for rows, _ in MEASURED.values() for row in rows}


@dataclass(frozen=True)
class Benchmark:
    """What was measured in one run."""

    setting: Setting
    ratios: tuple[Ratio, ...]
    costs: tuple[Cost, ...]
    """What each mechanism costs under `article-2019`."""
    unused: tuple[Cost, ...]
    """What `none` pays for each mechanism of the society."""
    facts: dict[str, float]


def row_of(ratio: str) -> Row:
    """The row that a ratio belongs to, by the ratio's name."""
    return ROWS[ratio.partition("-")[0]]


def asked(names: Sequence[str]) -> tuple[str, ...]:
    """The names, all without any; InputError with the nearest for each that is none."""
    problems = []
    for name in names:
        if name not in NAMES:
            near = nearest(name, NAMES)
            remedy = f"did you mean {near}?" if near else "choose some of these, or none for all"
            why = f"its rows are {', '.join(NAMES)}"
            problems.append(Problem(f"bench has no row '{shorten(name)}'", why, remedy))
    if problems:
        raise InputError(problems)
    return tuple(name for name in NAMES if not names or name in names)


def measure(
    setting: Setting, names: Sequence[str], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Benchmark:
    """Measure what is named, of `NAMES`; `progress` is told how many parts are done, of how many."""
    measuring, done = Measuring(setting), 0
    pairs = [*PAIRS, *unused(world_of_none(300, 1))] if MECHANISMS_ROW in names else []
    total = sum(name in MEASURED for name in names) + len(pairs)

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    ratios: list[Ratio] = []
    for name, (_, how) in MEASURED.items():
        if name in names:
            ratios += how(measuring)
            step()
    prices: list[Cost] = []
    idle: list[Cost] = []
    if pairs:
        _ = measuring.warm
        prices = costs(setting.citizens, setting.weeks, measuring.people, step)
        idle = costs_unused(setting.citizens, setting.weeks, measuring.people, step)
    return Benchmark(setting, tuple(ratios), tuple(prices), tuple(idle), measuring.facts())


def as_data(result: Benchmark) -> dict[str, object]:
    """What `bench --json` prints."""
    s = result.setting
    return {
        "citizens": s.citizens, "steps": s.weeks, "repeats": s.pairs, "largest": s.largest,
        "processor": processor(), "ratios": [_with_targets(each) for each in result.ratios],
        "costs": [asdict(each) for each in result.costs],
        "unused": [asdict(each) for each in result.unused], **result.facts, "synthetic": True,
    }  # fmt: skip


def _with_targets(ratio: Ratio) -> dict[str, object]:
    row = row_of(ratio.name)
    return {**asdict(ratio), "title": title(ratio), "reach": row.reach, "goal": row.goal,
            "reached": row.reached(ratio)}  # fmt: skip


def title(ratio: Ratio) -> str:
    """What a ratio is of, in words."""
    row = row_of(ratio.name)
    _, _, citizens = ratio.name.partition("-")
    return f"{row.title}: {int(citizens):,}" if citizens else row.title
