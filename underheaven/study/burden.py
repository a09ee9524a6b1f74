"""Who bears what gaming costs: effort by group, and of those who would have qualified anyway.

The effort is that of a world whose people game for thresholds. Its twin is the same world without gaming:
the same people, with the same draws. Somebody *would have qualified anyway* if in the twin their clean score,
the one without wrong records, is on the good side of the threshold for which the game is played: at the end
of the same step, or at the end of the run. Both worlds are lived in full, and then each community once more
in both, side by side: each act is told apart, and the interval is of what other seeds bring (Milli and others
2019; Hu, Immorlica and Vaughan 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from underheaven.counted.events import Row, What
from underheaven.documents.problems import refuse
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.layout import Layout, layout_of
from underheaven.engine.records import Int64, StepRecord
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.frame import MINUTES_PER_YEAR
from underheaven.mechanisms.standards.moving import in_force
from underheaven.record.reliving import Reliving
from underheaven.record.sampling import communities_of
from underheaven.study.limits import threads_or_default
from underheaven.study.seeds import Estimate, over_seeds

UNIT = 1 << 16
"""Parts of a unit of effort."""
EVERYONE, NO_EFFORT = "everyone", "no effort was spent"


@dataclass(frozen=True)
class Share:
    """Of one group, or of everyone: effort a person-year in the scheme, and whose it is as shares of it."""

    group: str
    effort: Estimate
    qualified_then: Estimate
    """Of those who without gaming would have been on the good side at the end of the same step."""
    qualified_at_end: Estimate
    """The same at the end of the run."""


@dataclass(frozen=True)
class Burden:
    """What gaming costs in one world, over several seeds. Everybody in it is synthetic."""

    world: World
    seeds: tuple[int, ...]
    shares: tuple[Share, ...]
    """Everyone first, then each group."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "policy": self.world.policy.policy,
            "society": self.world.society.society,
            "citizens": self.world.citizens,
            "seeds": list(self.seeds),
            "groups": {
                each.group: {
                    "effort": each.effort.to_dict(),
                    "qualified_then": each.qualified_then.to_dict(),
                    "qualified_at_end": each.qualified_at_end.to_dict(),
                }
                for each in self.shares
            },
        }


@dataclass(frozen=True)
class Spent:
    """Of one run, by group: person-years in the scheme, effort, and that of those who would have qualified
    at the end of the same step and of the run; float64[groups] each."""

    years: Any
    effort: Any
    then: Any
    at_end: Any


def burden(world: World, seeds: Sequence[int], threads: int | None = None) -> Burden:
    """What gaming costs whom, over these seeds.

    InputError where people do not game for thresholds, or where others take their places.
    """
    gaming = world.society.behaviour.gaming
    if gaming is None or gaming.aims != "thresholds":
        raise refuse(
            "nobody games for a threshold",
            "who would have qualified anyway can be asked only where something is aimed at",
            "set `behaviour.gaming.aims` to `thresholds`",
        )
    if world.renewal:
        raise refuse(
            "a world with renewal",
            "who left cannot be found at the end of the run",
            "run it without renewal",
        )
    found = [spent(replace(world, seed=seed), threads) for seed in seeds]
    names = (EVERYONE, *world.society.groups)
    return Burden(
        world,
        tuple(seeds),
        tuple(
            Share(
                name,
                _within(over_seeds([_ratio(each.effort, each.years, g) for each in found]), None),
                _within(over_seeds([_ratio(each.then, each.effort, g) for each in found], NO_EFFORT), 1.0),
                _within(over_seeds([_ratio(each.at_end, each.effort, g) for each in found], NO_EFFORT), 1.0),
            )
            for g, name in enumerate(names, -1)
        ),
    )


def _within(estimate: Estimate, highest: float | None) -> Estimate:
    """The same, its interval cut off at 0 and at what is the highest."""
    if estimate.low is None or estimate.high is None:
        return estimate
    high = estimate.high if highest is None else min(highest, estimate.high)
    return replace(estimate, low=max(0.0, estimate.low), high=high)


def _ratio(above: Any, below: Any, group: int) -> float | None:
    """Of a group, or of everyone (-1); None where nothing is below."""
    one, other = (each.sum() if group < 0 else each[group] for each in (above, below))
    return float(one / other) if other else None


def twin(world: World) -> World:
    """The same world without gaming."""
    behaviour = world.society.behaviour.model_copy(update={"gaming": None})
    return replace(world, society=world.society.model_copy(update={"behaviour": behaviour}))


def spent(world: World, threads: int | None = None, archetypes: Any = None) -> Spent:
    """What gaming costs in one run; `archetypes` gives the columns of communities, for tests."""
    other, groups = twin(world), len(world.society.groups)
    knowns, minutes = _known(world, threads, archetypes)
    others, _ = _known(other, threads, archetypes)
    tables, theirs, layout = compile_tables(world), compile_tables(other), layout_of(other)
    effort, then, at_end = (np.zeros(groups) for _ in range(3))
    for place in communities_of(world):
        column = None if archetypes is None else archetypes[place]
        mine = Reliving(world, knowns, *place, archetypes=column, tables=tables)
        without = Reliving(other, others, *place, archetypes=column, tables=theirs)
        mine.watch(range(mine.size))
        kept = []
        for step in range(len(knowns)):
            mine.live(step)
            without.live(step)
            games = _games(mine)
            kept.append(games)
            below, above = _thresholds(theirs, layout, others, step)
            group, good = _standing(games, without, below[place[0]], above)
            np.add.at(effort, group, games[:, 2])
            np.add.at(then, group, games[:, 2] * good)
        games = np.concatenate(kept)
        group, good = _standing(games, without, below[place[0]], above)
        np.add.at(at_end, group, games[:, 2] * good)
    return Spent(minutes / MINUTES_PER_YEAR, effort / UNIT, then / UNIT, at_end / UNIT)


def _known(world: World, threads: int | None, archetypes: Any) -> tuple[Int64, Int64]:
    """What was known in each step of a run, and the minutes of each group in the scheme."""
    engine = Engine(world, threads_or_default(threads), archetypes)
    minutes = np.zeros(len(world.society.groups), np.int64)
    column = layout_of(world).column("person.enrolled_minutes")
    try:
        for record in engine.records():
            if isinstance(record, StepRecord):
                minutes += record.tallies[:, :, column].sum(axis=0)
    finally:
        engine.close()
    return np.array(engine.knowns), minutes


def _games(lived: Reliving) -> Int64:
    """The games done in the step just lived: slot, aim and effort, int64[games, 3]."""
    rows = lived.log.rows[: int(lived.log.used[0])]
    done = rows[(rows[:, Row.WHAT] == What.GAME) & (rows[:, Row.AIM] > 0) & (rows[:, Row.EFFORT] > 0)]
    return np.asarray(done[:, [Row.SLOT, Row.AIM, Row.EFFORT]])


def _thresholds(tables: Tables, layout: Layout, knowns: Int64, step: int) -> tuple[Int64, Any]:
    """At the end of a step without gaming the thresholds of consequences, int64[R, G, C], as they were moved,
    and those of privileges, int64[P]."""
    z = int(tables.last_segment[step])
    return in_force(tables, layout, knowns[step], z), tables.privileges.above[z]


def _standing(games: Int64, without: Reliving, below: Int64, above: Any) -> tuple[Int64, Any]:
    """The groups of those who game, and whether without it their clean score has what they aim at."""
    slots, aims = games[:, 0], games[:, 1] - 1
    group = without.tables.class_of[without.state.archetype[slots] & ARCHETYPE].astype(np.int64) >> 1
    clean = without.state.clean[slots].astype(np.int64)
    consequences = below.shape[1]
    good = np.zeros(len(games), bool)
    for number in range(consequences + len(above)):
        of = aims == number
        if number < consequences:
            good[of] = clean[of] >= below[group[of], number]
        else:
            good[of] = clean[of] > above[number - consequences]
    return group, good
