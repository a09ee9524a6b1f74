"""How often 95 % intervals hold the truth: many runs of a world whose every expected value is known.

Two regions and two groups differ; within them people are alike. Slips come at a rate and are seen by lenses
or, of what those miss, by clerks, who also write down slips that nobody made; frauds are rare. Whoever has
a record is listed and is denied visits. With true records at a rate λ and wrong ones at μ, a person is
listed at time t with chance 1 − exp(−(λ + μ)t), in error with chance exp(−λt)(1 − exp(−μt)); all other
values follow from the rates alone. Each run goes through engine and measures as any other does, and gives
an interval of each value from its own 32 blocks of communities; a run that gives none counts as one that
misses.

How many of n runs have an interval that holds the truth is binomial. With a chance of 95 %, the share of 400
runs leaves 0.91 to 0.98 once in 1,100 times. The same runs, taken five at a time, give means over seeds with
the interval of Student's distribution that comparisons use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

import numpy as np
from scipy.special import bdtr, bdtrc

from underheaven.engine.cpu import simulate
from underheaven.measure.cells import Cells
from underheaven.measure.frame import Frame
from underheaven.measure.named import measure_named
from underheaven.measure.pool import Pool
from underheaven.measure.results import Value
from underheaven.measure.run import measure_records
from underheaven.measure.sample import Ratio, Sample, Statistic, differences, ratios
from underheaven.study.seeds import over_seeds
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.known import LESS, OVER, Quantity, people_of, truths, world_of

FEW, MANY, TOGETHER = 100, 400, 5
"""Runs when quick and otherwise, and seeds of one mean."""
LOW, HIGH = 0.91, 0.98
"""Shares of `MANY` runs whose intervals may hold the truth."""
LEVEL, FALSE_ALARM = 0.95, 1e-3
HELD: dict[Quantity, Callable[[Sample, Statistic, int, str], Sequence[Value | Ratio]]] = {
    Quantity("records", "group", "few", LESS): differences,
    Quantity("records", "group", "few", OVER): ratios,
    Quantity("under", "group", "few", OVER): ratios,
    Quantity("recall", "region", "south", OVER): ratios,
}
"""What is held against the other group or region, and how."""


@cache
def values(seed: int) -> Mapping[Quantity, Value]:
    """What the run of a seed says of each quantity."""
    world = world_of(seed)
    result = simulate(world, archetypes=small.columns(world, people_of(world)))
    frame = Frame.of(world)
    measures = measure_records(frame, result.years, result.steps)
    found = {quantity: quantity.of(measures) for quantity in truths() if quantity not in HELD}
    pool = Pool(frame)
    for year in result.years:
        pool.add_year(year)
    for quantity, contrast in HELD.items():
        cells = Cells(pool, (quantity.dimension,))
        place = 1 + cells.names.index((quantity.category,))
        # Of two, the other is the one that is left.
        held = contrast(cells.sample, cells.of(measure_named(quantity.name, frame)), 3 - place, "undefined")
        of_it = held[place]
        found[quantity] = of_it.value if isinstance(of_it, Ratio) else of_it
    return found


def compare(about: str, held: Sequence[bool]) -> Finding:
    """The finding about intervals of which each held the truth or did not."""
    number, expected = len(held), LEVEL
    low, high = (LOW, HIGH) if number == MANY else (_least(number) / number, 1.0)
    chance = bdtr(np.ceil(low * number) - 1, number, expected) + bdtrc(
        np.floor(high * number), number, expected
    )
    found = float(np.mean(held))
    return Finding(
        about, expected, found, f"{low:.2f} to {high:.2f} of {number}", float(chance), low <= found <= high
    )


def _least(number: int) -> int:
    """The most of so many intervals that hold the truth with a chance of a false alarm that is small."""
    return int(np.flatnonzero(bdtr(np.arange(number), number, LEVEL) > FALSE_ALARM)[0])


def _holds(low: float | None, high: float | None, truth: float) -> bool:
    return low is not None and high is not None and low <= truth <= high


def run(number: int) -> Sequence[Finding]:
    """So many seeds, each by itself and five together."""
    runs = [values(small.SEED + seed) for seed in range(number)]
    findings = []
    for quantity, truth in truths().items():
        found = [run[quantity] for run in runs]
        findings.append(compare(f"one run: {quantity}", [_holds(one.low, one.high, truth) for one in found]))
    for quantity, truth in truths().items():
        alone = [run[quantity].value for run in runs]
        means = [over_seeds(alone[first : first + TOGETHER]) for first in range(0, number, TOGETHER)]
        held = [_holds(mean.low, mean.high, truth) for mean in means]
        findings.append(compare(f"{TOGETHER} seeds: {quantity}", held))
    return findings


CASES = tuple(
    Case(
        name=name,
        title=f"Intervals that hold the truth, {number} runs",
        checks="intervals of one run and over seeds: rates, shares, times, few events, differences, ratios",
        kind="engine",
        label="input",
        source="Poisson processes; the binomial law of coverage; Student 1908",
        tolerance=tolerance,
        false_alarm=FALSE_ALARM,
        run=partial(run, number),
        quick=number == FEW,
    )
    for name, number, tolerance in (
        ("coverage", FEW, "the lower limit of a binomial share"),
        (
            "coverage-long",
            MANY,
            f"{LOW:g} to {HIGH:g} of the runs; the lower limit of a binomial share of the means",
        ),
    )
)
