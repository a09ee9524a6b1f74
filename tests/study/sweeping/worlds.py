"""Small worlds of Riverton for studies, and models that cost nothing."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.sweeping.design import Axis, Design
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended, Model
from underheaven.study.sweeping.outcomes import Outcome
from underheaven.study.sweeping.sweep import Plan

RIVERTON, ARTICLE = load_society("riverton"), load_policy("article-2019")
WORLD = World(ARTICLE, RIVERTON, 5, dt.date(2020, 1, 1), dt.date(2020, 2, 9), 500)
RECORD, FADE = "society.behaviour.dread.record", "society.behaviour.dread.fade_per_year"
OUTCOME = Outcome("y", "a number", "a unit", "a formula", "measure")


def free(count: int, low: float = -math.pi, high: float = math.pi) -> list[Axis]:
    """Axes of keys that stand in no file, for functions."""
    ends = Decimal(repr(low)), Decimal(repr(high))
    return [
        Axis(Key(f"x{n}", "society", (f"x{n}",), "number", Decimal(0), None), (), *ends)
        for n in range(1, count + 1)
    ]


def function(of: Callable[[Sequence[float], int], float]) -> Model:
    """A model that is a function of the values and the seed."""

    def model(values: dict[Key, Decimal], seed: int, _check: Check) -> Ended:
        return Ended("world", "digest", {"y": of([float(each) for each in values.values()], seed)})

    return model


def plan(design: Design, seeds: Sequence[int] = (1, 2)) -> Plan:
    """The plan of a function; its world is that of the tests, and is never lived."""
    return Plan(WORLD, design, tuple(seeds), (OUTCOME,))
