"""The same people and the same draws under two policies or more: what changes, for whom, and how sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study import frames
from underheaven.study.effects import Effect, effects_of
from underheaven.study.limits import require_renewal
from underheaven.study.lived import Lived, OnStep, unheard
from underheaven.study.outcomes import Outcome, Split, outcomes_of, scale_of, split
from underheaven.study.pool import Pool, on_threads
from underheaven.study.running import day_of
from underheaven.study.together import Family, families_of, live_families
from underheaven.study.unchanged import why_the_same

SEEDS = (1, 2, 3, 4, 5)
MOST_SEEDS = 1_000
NO_INTERVALS = "One seed was run: there are no intervals. Give more seeds."


@dataclass(frozen=True)
class Twin:
    """What a second policy (b) changes against the first (a)."""

    policy: str
    world: World
    """Of the first seed."""
    effects: tuple[Effect, ...]
    outcomes: tuple[Outcome, ...]
    digests: tuple[str, ...]
    """Of b's runs, one a seed."""
    parts_on: dt.date | None
    """The day of the first step in which anything that is read differs, in any seed; None: in no step."""
    differs_on: dt.date | None
    """The day of the first step in which anything counted differs, in any seed; None: in no step."""
    why_the_same: str | None
    """Why every life went the same, where it did."""

    other_scale: bool
    """Whether the two policies score on different scales, so that differences in points mean little."""

    def __repr__(self) -> str:
        """In a line: which policy, and of how many measures."""
        return f"<Twin {self.policy}: {counted(len(self.effects), 'effect')}>"

    def effect(self, measure: str) -> Effect:
        """The effect on a measure; InputError, with near names, where there is none of that name."""
        return frames.named(measure, {each.name: each for each in self.effects})

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "policy": self.policy,
            "parts_on": None if self.parts_on is None else self.parts_on.isoformat(),
            "differs_on": None if self.differs_on is None else self.differs_on.isoformat(),
            "why_the_same": self.why_the_same,
            "other_scale": self.other_scale,
            "digests": list(self.digests),
            "corrections": list(self.world.policy.corrections),
            "effects": {each.name: each.to_dict() for each in self.effects},
            "outcomes": {each.kind.name: each.to_dict() for each in self.outcomes},
        }


@dataclass(frozen=True)
class Comparison:
    """One policy (a) and what each other changes against it, over seeds. Everybody in it is synthetic."""

    policy: str
    world: World
    """Of the first seed."""
    seeds: tuple[int, ...]
    twins: tuple[Twin, ...]
    digests: tuple[str, ...]
    """Of a's runs, one a seed."""
    steps_lived: int
    steps_saved: int
    """Steps that were lived once for two policies, since nothing differed up to there."""
    considered: int
    """Acts considered in all runs."""

    def __repr__(self) -> str:
        """In a line: which policies, and over how many seeds."""
        others = ", ".join(twin.policy for twin in self.twins)
        return f"<Comparison of {self.policy} with {others}: {counted(len(self.seeds), 'seed')}>"

    @property
    def note(self) -> str | None:
        """What to know about the intervals, where there are none."""
        return NO_INTERVALS if len(self.seeds) == 1 else None

    def effects(self) -> pa.Table:
        """A row for each policy, measure and category, with names and units in the fields' metadata."""
        return frames.effects(self.policy, [(each.policy, each.effects) for each in self.twins])

    def outcomes(self) -> pa.Table:
        """A row for each policy, outcome and category: shares better off, the same and worse off."""
        return frames.outcomes(self.policy, [(each.policy, each.outcomes) for each in self.twins])

    def distribution(self) -> pa.Table:
        """A row for each policy, outcome and class of individual difference: its share of people."""
        return frames.distribution(self.policy, [(each.policy, each.outcomes) for each in self.twins])

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        world = self.world
        return {
            "synthetic": True,
            "policy": self.policy,
            "society": world.society.society,
            "citizens": world.citizens,
            "from": world.start.isoformat(),
            "to": world.end.isoformat(),
            "step_minutes": world.step_minutes,
            "renewal": world.renewal,
            "seeds": list(self.seeds),
            "digests": list(self.digests),
            "corrections": list(world.policy.corrections),
            "steps_lived": self.steps_lived,
            "steps_saved": self.steps_saved,
            "considered": self.considered,
            "note": self.note,
            "twins": [each.to_dict() for each in self.twins],
        }


def compare(
    a: World,
    *others: World,
    seeds: Sequence[int] = SEEDS,
    pool: Pool | None = None,
    names: Sequence[str] | None = None,
    on_step: OnStep = unheard,
) -> Comparison:
    """Run worlds that differ in nothing but their policies, each with every seed, and compare them with `a`.

    The worlds' own seeds are replaced. `names` are what the policies are called, first that of `a`; by
    default what they call themselves. Runs go on side by side in a `pool`, by default on a thread for each
    processor. `on_step` is told the steps done and their number, over all runs. Raises `InputError` where
    there is no other world, where the worlds differ in more than policy, where names or seeds are given
    twice, and as `live` does.
    """
    worlds = (a, *others)
    called = tuple(names) if names is not None else tuple(world.policy.policy for world in worlds)
    _check(worlds, called, seeds)
    pool = on_threads() if pool is None else pool
    for world in worlds:
        require_renewal(world)
        pool.require(world, len(worlds) * len(seeds), lives=True)
    families = families_of(worlds, seeds)
    gathered = _Gathered(len(others), len(seeds))
    live_families(families, pool, gathered_of, gathered.take, on_step)
    twins = tuple(_twin(called, number, families, gathered) for number in range(1, len(worlds)))
    return Comparison(
        policy=called[0],
        world=families[0].worlds[0],
        seeds=tuple(seeds),
        twins=twins,
        digests=tuple(runs[0].digest for runs in gathered.runs()),
        steps_lived=sum(family.steps for family in families),
        steps_saved=sum(family.saved for family in families),
        considered=sum(run.considered for runs in gathered.runs() for run in runs),
    )


def _check(worlds: Sequence[World], names: Sequence[str], seeds: Sequence[int]) -> None:
    if len(worlds) < 2:
        raise refuse("there is one policy", "a comparison needs two or more", "name another policy")
    if len(names) != len(worlds):
        raise refuse(
            f"{counted(len(names), 'name')} for {counted(len(worlds), 'policy', 'policies')}",
            "each needs one",
            "give as many",
        )
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise refuse(
            f"two policies are called {twice}",
            "nobody could tell in the results which is which",
            "give one of them another name",
        )
    if not seeds:
        raise refuse("there is no seed", "a comparison needs one or more", "give seeds such as 1 to 5")
    if len(set(seeds)) < len(seeds):
        raise refuse(
            "a seed is given twice", "its run would count twice as if it were another", "give each seed once"
        )
    for seed in seeds:
        replace(worlds[0], seed=seed)


def gathered_of(runs: tuple[Lived, ...]) -> tuple[tuple[Lived, ...], list[Split]]:
    """What is kept of the runs of a seed: none of the columns of their people, once these are counted."""
    splits = [split(runs[0], other) for other in runs[1:]]
    return tuple(run.without_people() for run in runs), splits


class _Gathered:
    """What is kept of all seeds."""

    def __init__(self, others: int, seeds: int) -> None:
        self._runs: list[tuple[Lived, ...]] = [()] * seeds
        self._splits: list[dict[int, Split]] = [{} for _ in range(others)]

    def take(self, seed: int, found: tuple[tuple[Lived, ...], list[Split]]) -> None:
        self._runs[seed], splits = found
        for number, each in enumerate(splits):
            self._splits[number][seed] = each

    def runs(self) -> list[tuple[Lived, ...]]:
        """The runs of each seed, in the order of seeds."""
        return self._runs

    def splits_of(self, number: int) -> list[Split]:
        """The counts of another policy's people, in the order of seeds."""
        return [self._splits[number][seed] for seed in range(len(self._runs))]


def _twin(names: tuple[str, ...], number: int, families: Sequence[Family], gathered: _Gathered) -> Twin:
    a, b = families[0].worlds[0], families[0].worlds[number]
    pairs = [(runs[0], runs[number]) for runs in gathered.runs()]
    parted = min(family.partings[number] for family in families)
    same = all(one.digest == other.digest and one.chain == other.chain for one, other in pairs)
    first = min(_first(one.chain, other.chain) for one, other in pairs)
    return Twin(
        policy=names[number],
        world=b,
        effects=effects_of(
            [one.measures for one, _ in pairs],
            [other.measures for _, other in pairs],
            (names[0], names[number]),
        ),
        outcomes=outcomes_of(a, b, gathered.splits_of(number - 1)),
        digests=tuple(other.digest for _, other in pairs),
        parts_on=day_of(a, parted) if parted < a.steps else None,
        differs_on=day_of(a, first) if first < a.steps else None,
        other_scale=scale_of(a.policy) != scale_of(b.policy),
        why_the_same=why_the_same(a, b, parted < a.steps, pairs) if same else None,
    )


def _first(a: Sequence[bytes], b: Sequence[bytes]) -> int:
    """The first step after which two chains of digests differ; their length where none does."""
    return next((step for step, (one, other) in enumerate(zip(a, b, strict=True)) if one != other), len(a))
