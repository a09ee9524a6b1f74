"""A standard that follows outcomes holds two different states from two different beginnings.

Who is under a consequence is denied what is needed every day, and whoever goes without does twice as much
wrong. The threshold rises where more wrong is done than its target, and falls where less is. Between what is
done by the free and by the denied lies the target, so that a threshold above everybody's score keeps its own
reason, and so does one below: neither is ever left (Coate and Loury 1993, whose employers' beliefs confirm
themselves). Two groups that are alike in everything but where their thresholds begin then stay apart for
good, where each is judged by its own outcomes; where they share one, they end alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import exact, normal

CITIZENS, WEEKS, SETTLED = 4_000, 104, 52
FREE = Decimal("0.2")
"""How much of the wrong that they consider the free do; those who go without do twice as much."""
TARGET, STEP, LEAST, MOST = Decimal("0.3"), 5, -50, 50
HIGH, LOW = 10, -10
"""Points at which a threshold begins, above and below everybody's score."""
GROUPS = ("first", "second")


def world_of(begins: Sequence[int], by_group: bool, seed: int = small.SEED, **follows: Any) -> World:
    """People who are all at 0, of two groups whose thresholds begin at these points."""
    acts = {
        "service": small.act(365, kind="need", hardship=255),
        "wrong": small.act(50, FREE, hardship_response=1),
    }
    among = small.society(
        acts, {name: Decimal("0.5") for name in GROUPS}, behaviour={"hardship": {"fade_per_year": 100}}
    )
    standard = {
        "what": "done", "kinds": ["wrong"], "over_days": 28, "by_group": by_group, "target": TARGET,
        "raise_when": "above", "gain": 1_000, "step": STEP, "between": {"least": LEAST, "most": MOST},
        **follows,
    }  # fmt: skip
    denied = {
        "title": "Denied", "below": begins[0], "below_of_group": {GROUPS[1]: begins[1]},
        "denies": ["service"], "follows": standard,
    }  # fmt: skip
    ruled = small.policy(
        {"watch": small.source({"service": 0})}, {"service": -1}, consequences={"denied": denied}
    )
    return small.world(ruled, among, CITIZENS, 7 * WEEKS, seed)


@dataclass(frozen=True)
class Ended:
    """By group: where the threshold is in the end and how much of it was moved in the last year, in points;
    and how much of the wrong that is considered was done in that year, of how much."""

    threshold: tuple[float, ...]
    since: tuple[float, ...]
    share: tuple[float, ...]
    considered: tuple[int, ...]


def lived(world: World) -> Ended:
    """Live a world, half of whose people are of each group."""
    people = np.where(np.arange(CITIZENS) % 2 == 0, small.archetype(0), small.archetype(1))
    steps = small.run(Engine(world, archetypes=small.columns(world, people)))
    layout = layout_of(world)
    offset = [layout.known.index(f"standard.denied.{group}.offset") for group in GROUPS]
    denied = world.policy.consequences["denied"]
    begins = [float(denied.below_of_group.get(group, denied.below).values[0]) for group in GROUPS]
    moved = [
        [step.known[0, field] / small.SIXTEENTHS for field in offset] for step in (steps[SETTLED], steps[-1])
    ]
    counts = np.sum([step.tallies[0] for step in steps[SETTLED:]], axis=0)
    done, considered = (counts[:, layout.column(f"act.wrong.{what}")] for what in ("done", "considered"))
    return Ended(
        tuple(begin + move for begin, move in zip(begins, moved[1], strict=True)),
        tuple(late - early for early, late in zip(*moved, strict=True)),
        tuple((done / considered).tolist()),
        tuple(considered.tolist()),
    )


def compare(about: str, group: int, high: bool, found: Ended) -> list[Finding]:
    """A group's threshold is at one end and stays, and so much wrong is done as that makes people do."""
    name, share = f"{about}: {GROUPS[group]} group", float(2 * FREE if high else FREE)
    deviation = math.sqrt(share * (1 - share) / found.considered[group])
    return [
        exact(f"{name}, the threshold in the end", MOST if high else LEAST, found.threshold[group]),
        exact(f"{name}, moved in the last year by", 0.0, found.since[group]),
        normal(f"{name}, share of wrong that is done", share, found.share[group], deviation),
    ]


def run() -> Sequence[Finding]:
    """Two beginnings of one world; two groups that are alike; a target out of reach; a lag."""
    high, low = (lived(world_of((begin, begin), False)) for begin in (HIGH, LOW))
    apart = lived(world_of((LOW, HIGH), True))
    late = lived(world_of((LOW, HIGH), True, lag_days=28))
    strict = lived(world_of((LOW, LOW), False, target=Decimal("0.1")))
    return [
        *compare("from a high threshold", 0, True, high),
        *compare("from a low threshold", 0, False, low),
        *compare("each by its own outcomes", 0, False, apart),
        *compare("each by its own outcomes", 1, True, apart),
        *compare("the same a period later", 0, False, late),
        *compare("the same a period later", 1, True, late),
        *compare("a target that nobody meets, from a low threshold", 0, True, strict),
    ]


CASES = (
    Case(
        name="standards",
        title="A standard that confirms itself",
        checks="thresholds that follow outcomes, by all and by group, with a lag; two states of one world",
        kind="engine",
        label="emergent",
        source="Coate and Loury 1993; Mouzannar, Ohannessian and Srebro 2019",
        tolerance="the ends of the threshold's range, exactly; normal limits of shares",
        false_alarm=1e-6,
        run=run,
        quick=False,
        tested=True,
    ),
)
