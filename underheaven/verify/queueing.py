"""Who is served first, and who waits for it: a queue with classes, against Cobham's law of 1954.

One server, classes with rates λ_k, services with mean 1/μ and mean square E[S²], nobody interrupted. With
W0 = Σ λ E[S²]/2 and σ_k the load of the first k classes, class k waits W_k = W0/((1 − σ_{k−1})(1 − σ_k)),
and everybody in one line W0/(1 − σ). What one class gains others lose: Σ ρ_k W_k = ρ W0/(1 − ρ), whoever is
first (Kleinrock 1976). More than two classes follow from two: the first k together wait as one fast class
would.

The events of such a queue are simulated here, and nowhere else, so that the law is tested as well as its
code: arrivals, services and a line for each class.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from underheaven.mechanisms.hospital.rule import waits
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import RARE, near, student
from underheaven.verify.small import SEED, SIXTEENTHS

ONE = 65_536
SERVICE = 64
"""Minutes of a service, so that a wait in services can be read off minutes."""
REPEATS, CUSTOMERS, BEFORE = 60, 4_000, 500
"""Independent lines, customers of each, and those that are not counted, being the first."""


@dataclass(frozen=True)
class Line:
    """Loads of the classes, first the one that is served first; and the services' standard deviation."""

    loads: tuple[float, ...]
    variation: float
    named: str


MARKOV, FIXED = "random services", "equal services"
PUBLISHED = (
    (Line((0.2, 0.7), 1, MARKOV), (1.125, 11.25), 9.0),
    (Line((0.1, 0.3, 0.4), 1, MARKOV), (0.8889, 1.4815, 6.6667), 4.0),
    (Line((0.2, 0.7), 0, FIXED), (0.5625, 5.625), 4.5),
)
SIMULATED = (
    Line((0.2, 0.4), 1, MARKOV),
    Line((0.2, 0.4), 0, FIXED),
    Line((0.1, 0.2, 0.3), 1, MARKOV),
)


def cobham(line: Line) -> tuple[list[float], float]:
    """Waits of the classes, and of everybody in one line, in services."""
    work = sum(line.loads) * (1 + line.variation**2) / 2
    upto = [sum(line.loads[:k]) for k in range(len(line.loads) + 1)]
    classes = [work / ((1 - before) * (1 - after)) for before, after in itertools.pairwise(upto)]
    return classes, work / (1 - upto[-1])


def by_the_engine(line: Line) -> tuple[list[float], float]:
    """The same by the engine's function, which knows two classes: any number of the first are its fast one.

    From the mean wait of the first k together and of the first k − 1 follows that of class k.
    """
    spread = int(ONE * (1 + line.variation**2) / 2)
    together, one_line = [0.0], 0.0
    for k in range(1, len(line.loads) + 1):
        first, rest = sum(line.loads[:k]), sum(line.loads[k:])
        fast, _, all_of_them = waits(round(ONE * first), round(ONE * rest), SERVICE * SIXTEENTHS, spread)
        together.append(first * fast / SIXTEENTHS / SERVICE)
        one_line = all_of_them / SIXTEENTHS / SERVICE
    classes = [
        (after - before) / load
        for before, after, load in zip(together, together[1:], line.loads, strict=False)
    ]
    return classes, one_line


def rounding(line: Line) -> float:
    """How far whole sixteenths of a minute and whole 65,536ths of a load may move a wait, in services."""
    classes, _ = cobham(line)
    idle = 1 - sum(line.loads)
    return (2 / SIXTEENTHS / SERVICE + 4 / ONE / idle * max(classes)) / min(line.loads)


def simulated(line: Line, seed: int) -> list[float]:
    """Mean waits of the classes in one line of `CUSTOMERS`, by its events, in services."""
    dice = np.random.default_rng(seed)
    classes, load = len(line.loads), sum(line.loads)
    arrival = np.cumsum(dice.exponential(1 / load, CUSTOMERS)).tolist()
    kind = dice.choice(classes, CUSTOMERS, p=np.array(line.loads) / load).tolist()
    service = (dice.exponential(1, CUSTOMERS) if line.variation else np.ones(CUSTOMERS)).tolist()
    waiting: list[list[int]] = [[] for _ in range(classes)]
    served = [0] * classes
    waited: list[list[float]] = [[] for _ in range(classes)]
    now, come = 0.0, 0
    while come < CUSTOMERS or any(served[c] < len(waiting[c]) for c in range(classes)):
        first = next((c for c in range(classes) if served[c] < len(waiting[c])), None)
        if first is None:
            now = max(now, arrival[come])
        else:
            customer = waiting[first][served[first]]
            served[first] += 1
            if customer >= BEFORE:
                waited[first].append(now - arrival[customer])
            now += service[customer]
        while come < CUSTOMERS and arrival[come] <= now:
            waiting[kind[come]].append(come)
            come += 1
    return [float(np.mean(of_class)) for of_class in waited]


def compare_closed(line: Line, classes: Sequence[float], one_line: float) -> list[Finding]:
    """The findings about waits by the engine's function, expected to be these."""
    found, in_one_line = by_the_engine(line)
    within = rounding(line)
    loads = ", ".join(f"{load:g}" for load in line.loads)
    about = f"{line.named}, loads {loads}"
    kept = sum(load * wait for load, wait in zip(line.loads, found, strict=True))
    return [
        *(
            near(f"{about}: wait of class {k + 1}", expected, found[k], within + 5e-5)
            for k, expected in enumerate(classes)
        ),
        near(f"{about}: wait in one line", one_line, in_one_line, within + 5e-5),
        near(
            f"{about}: waits by load, summed, as in one line", sum(line.loads) * one_line, kept, within + 5e-5
        ),
    ]


def compare_events(line: Line, seed: int) -> list[Finding]:
    """The findings about waits of simulated events, expected as the engine's function has them."""
    expected, _ = by_the_engine(line)
    runs = np.array([simulated(line, seed + repeat) for repeat in range(REPEATS)])
    loads = ", ".join(f"{load:g}" for load in line.loads)
    findings = []
    for k, wait in enumerate(expected):
        found = float(runs[:, k].mean())
        error = float(runs[:, k].std(ddof=1)) / REPEATS**0.5
        what = f"events, {line.named}, loads {loads}: wait of class {k + 1}"
        findings.append(student(what, wait, found, error, REPEATS - 1))
    return findings


def run_closed() -> Sequence[Finding]:
    """The three published lines."""
    return [finding for published in PUBLISHED for finding in compare_closed(*published)]


def run_events() -> Sequence[Finding]:
    """Three lines of moderate load, by their events."""
    return [
        finding
        for arm, line in enumerate(SIMULATED)
        for finding in compare_events(line, SEED + REPEATS * arm)
    ]


CASES = (
    Case(
        name="priority-queue",
        title="Who is served first",
        checks="the waits of two classes and of one line, and what the one costs the other",
        kind="unit",
        label="input",
        source="Cobham 1954; Kleinrock 1976 (conservation)",
        tolerance="whole sixteenths of a minute and whole 65,536ths of a load",
        false_alarm=0.0,
        run=run_closed,
    ),
    Case(
        name="queue-events",
        title="A queue event by event",
        checks="the same waits against simulated arrivals and services",
        kind="unit",
        label="input",
        source="Cobham 1954",
        tolerance=f"t limits of the mean of {REPEATS} lines",
        false_alarm=RARE,
        run=run_events,
    ),
)
