"""Attention that follows what it found: without correction it runs away, with it it goes to the true shares.

Two regions of as many people, and a source all of whose attention follows its findings. Where acts are
frequent it finds more and looks more, so that it ends up looking there alone; where both have as many, it
keeps what it believed beforehand. If it divides its findings by the attention with which they were made, its
levels go to the shares of acts, whatever was believed (Ensign and others 2018: a Polya urn into which a
discovered incident goes with a probability that falls with the chance of having looked).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, normal

SEEDS = tuple(small.SEED + number for number in range(3))
CITIZENS, WEEKS, SETTLED = 20_000, 130, 52
"""People of both regions; weeks of a run; and those after which what was believed has worn off."""
MEMORY_DAYS = 28
RATE, CATCH = Decimal(15), Decimal("0.2")
"""Acts a head and year in the mean, and how many of them are seen with even attention."""
ALONE = 0.98
"""A share of what it goes by with which a source looks at one region almost alone."""
WEIGHT = 7 / (7 + MEMORY_DAYS)
"""Of the last week's findings."""


@dataclass(frozen=True)
class Watched:
    """Shares of the first region: of the acts, and of what is believed beforehand."""

    acts: Decimal
    believed: Decimal


EQUAL = Watched(Decimal("0.5"), Decimal("0.75"))
"""As many acts in both, and three times as many believed in the first."""
UNEQUAL = Watched(Decimal(3) / 5, Decimal("0.25"))
"""Half as many again in the first, and three times as many believed in the second."""


def world_of(of: Watched, correction: int, seed: int) -> World:
    """Two regions, whose people differ in their group and so in how often they act."""
    groups = {"first": of.acts, "second": 1 - of.acts}
    base = small.society(
        {"offence": small.act(RATE, rate_by={"group": {name: 2 * part for name, part in groups.items()}})},
        {name: Decimal("0.5") for name in groups},
    )
    only = base.regions["plain"].model_dump(exclude_none=True)
    regions = {
        name: {**only, "tile": (0, number), "groups": {"values": {name: 1}}}
        for number, name in enumerate(groups)
    }
    among = type(base).model_validate({**base.model_dump(exclude_none=True), "regions": regions})
    learning = {
        "memory_days": MEMORY_DAYS,
        "prior": {
            "per_person_year": RATE * CATCH,
            "levels": {"first": of.believed, "second": 1 - of.believed},
        },
        "correction": correction,
    }
    patrol = small.source({"offence": CATCH}, attention=1, learning=learning)
    return small.world(small.policy({"patrol": patrol}, {"offence": -1}), among, CITIZENS, 7 * WEEKS, seed)


def shares(of: Watched, correction: int, seed: int) -> Floats:
    """The first region's share of what the source goes by after each week, float64[weeks]."""
    world = world_of(of, correction, seed)
    first = world.citizens_of_regions[0]
    people = np.where(np.arange(CITIZENS) < first, small.archetype(0), small.archetype(1))
    engine = Engine(world, archetypes=small.columns(world, people))
    level = engine.layout.known.index("level.patrol")
    found = np.array([step.known[:, level] for step in small.run(engine)], float)
    return np.asarray(found[:, 0] / found.sum(axis=1))


def week_to_week(share: float, corrected: bool) -> float:
    """The standard deviation of the first region's share of what is found in one week."""
    number = CITIZENS * small.in_step(RATE * CATCH)
    if not corrected:
        return math.sqrt(share * (1 - share) / number)
    # A region's findings are as many as its acts times the attention to it, and both go by its share.
    mine = number / 2 * (2 * share) ** 2
    others = number / 2 * (2 * (1 - share)) ** 2
    return share * (1 - share) * math.sqrt(1 / mine + 1 / others)


def compare_corrected(about: str, of: Watched, found: Floats) -> Finding:
    """With correction: the mean share of the weeks after what was believed has worn off."""
    after = found[SETTLED:]
    deviation = week_to_week(float(of.acts), True) / math.sqrt(len(after))
    return normal(
        f"{about}, corrected: the first region's share of what is gone by", float(of.acts),
        float(after.mean()), deviation,
    )  # fmt: skip


def compare_running_away(about: str, found: Floats) -> Finding:
    """Without correction: in the end the source looks at the region with more acts alone."""
    end = float(found[-1])
    what = f"{about}, not corrected: the first region's share at the end"
    return Finding(what, f"above {ALONE}", end, "direction", 1e-6, end > ALONE)


def compare_staying(about: str, found: Floats) -> Finding:
    """Without correction and with as many acts in both: a walk without drift from what was believed."""
    share = float(EQUAL.believed)
    deviation = WEIGHT * week_to_week(share, False) * math.sqrt(WEEKS)
    what = f"{about}, not corrected: the first region's share at the end"
    return normal(what, share, float(found[-1]), deviation)


def run() -> Sequence[Finding]:
    """Equal and unequal shares of acts, each with correction and without, and several seeds."""
    findings = []
    for seed in SEEDS:
        more, as_many = f"more acts in the first region, seed {seed}", f"as many acts in both, seed {seed}"
        findings += [
            compare_running_away(more, shares(UNEQUAL, 0, seed)),
            compare_corrected(more, UNEQUAL, shares(UNEQUAL, 1, seed)),
            compare_staying(as_many, shares(EQUAL, 0, seed)),
            compare_corrected(as_many, EQUAL, shares(EQUAL, 1, seed)),
        ]
    return findings


CASES = (
    Case(
        name="runaway",
        title="Attention that runs away, and attention that is corrected",
        checks="attention, what it learns from, memory, prior, and division by the chance of having looked",
        kind="engine",
        label="emergent",
        source="Lum and Isaac 2016; Ensign and others 2018",
        tolerance="normal limits of shares of counts; without correction almost everything in one region",
        false_alarm=1e-6,
        run=run,
    ),
)
