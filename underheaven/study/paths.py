"""The effect of a policy split by path: through ties, behaviour and hardship, and directly.

Every set of paths is opened in both worlds, the others closed (switches.py), and each pair of worlds is run
with each seed: a full factorial. v(S) is the effect b − a with the paths of S open. What is left with all
closed is direct; the rest is shared out by Shapley values, which add up (shapley.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from underheaven.engine.world import World
from underheaven.measure.results import Measure, Measures
from underheaven.study import frames
from underheaven.study.branch import Compiled
from underheaven.study.effects import ordered
from underheaven.study.limits import require_renewal
from underheaven.study.lived import Lived, OnStep, unheard
from underheaven.study.pathsplit import PathSplit
from underheaven.study.pool import Pool, on_threads
from underheaven.study.seeds import Estimate, over_seeds
from underheaven.study.shapley import Paths, interactions, shapley, subsets
from underheaven.study.switches import PATHS, closed
from underheaven.study.together import families_of, live_families

NAMES = tuple(PATHS)
ALL: Paths = frozenset(NAMES)
CITIZENS = 20_000
"""Citizens of the command's runs unless it is told otherwise: there are sixteen runs a seed."""
NONE = "no path"
Values = dict[str, float | None]


@dataclass(frozen=True)
class Routes:
    """How the effect of one policy (b) against another (a) comes about. Everybody in it is synthetic."""

    policies: tuple[str, str]
    world: World
    """Of a and the first seed, all paths open."""
    seeds: tuple[int, ...]
    splits: tuple[PathSplit, ...]
    runs: int
    """Runs that the factorial has."""
    runs_lived: int
    """Without those whose tables were those of another: paths that are closed in both policies anyway."""

    def split(self, measure: str) -> PathSplit:
        """The split of a measure; InputError, with the nearest, where there is none of that name."""
        return frames.named(measure, {each.name: each for each in self.splits})

    def table(self) -> pa.Table:
        """A row for each measure and part, with names and units in the fields' metadata."""
        return frames.routes(self.policies, self.splits)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "policies": list(self.policies),
            "society": self.world.society.society,
            "citizens": self.world.citizens,
            "from": self.world.start.isoformat(),
            "to": self.world.end.isoformat(),
            "seeds": list(self.seeds),
            "runs": self.runs,
            "runs_lived": self.runs_lived,
            "measures": {each.name: each.to_dict() for each in self.splits},
        }


def routes(
    a: World,
    b: World,
    *,
    seeds: Sequence[int],
    pool: Pool | None = None,
    names: tuple[str, str] | None = None,
    on_step: OnStep = unheard,
) -> Routes:
    """Split the effect of b's policy against a's by path; the worlds differ in nothing but their policies.

    Raises `InputError` as `compare` does for worlds that cannot be compared.
    """
    pool = on_threads() if pool is None else pool
    for world in (a, b):
        require_renewal(world)
        pool.require(world)
    pairs = {
        opened: [Compiled.of(closed(world, sorted(ALL - opened))) for world in (a, b)]
        for opened in subsets(NAMES)
    }
    # Paths that neither policy uses leave the tables as they are: such pairs need not be lived again.
    same = {opened: tuple(each.fingerprint for each in pair) for opened, pair in pairs.items()}
    distinct = list({key: opened for opened, key in reversed(same.items())}.values())
    families = [family for opened in distinct for family in families_of(pairs[opened], seeds)]
    found: dict[int, list[Values]] = {}
    known: dict[str, tuple[int, Measure]] = {}

    def take(number: int, runs: tuple[Measures, ...]) -> None:
        # What a measure is, is told as the last family has it, whichever family ends last.
        found[number] = [{name: each.all.value for name, each in run.items()} for run in runs]
        for run in reversed(runs):
            known.update(
                (name, (number, each))
                for name, each in run.items()
                if name not in known or known[name][0] <= number
            )

    live_families(families, pool, measures_of_runs, take, on_step, lives=False)
    place = {same[opened]: number * len(seeds) for number, opened in enumerate(distinct)}
    effects = {
        opened: [_effect(*found[place[key] + seed]) for seed in range(len(seeds))]
        for opened, key in same.items()
    }
    in_order = dict.fromkeys(
        name for number in range(len(families)) for run in reversed(found[number]) for name in run
    )
    last = {name: known[name][1] for name in in_order}
    called = names or (a.policy.policy, b.policy.policy)
    return Routes(
        policies=called,
        world=families[-1].worlds[0],
        seeds=tuple(seeds),
        splits=tuple(
            _split(
                measure, subject, {of: [each.get(measure.name) for each in v] for of, v in effects.items()}
            )
            for measure, subject in ordered(last)
        ),
        runs=2 * len(seeds) * len(pairs),
        runs_lived=2 * len(families),
    )


def measures_of_runs(runs: tuple[Lived, ...]) -> tuple[Measures, ...]:
    """What is kept of the runs of a family."""
    return tuple(run.measures for run in runs)


def _effect(a: Values, b: Values) -> Values:
    return {
        name: None if one is None or (other := b.get(name)) is None else other - one
        for name, one in a.items()
    }


def _split(measure: Measure, subject: str, v: dict[Paths, list[float | None]]) -> PathSplit:
    """From v(S) of each seed; what is undefined with any set of paths open is missing in every part."""
    seeds = range(len(v[ALL]))
    reason = measure.all.reason or measure.specification.undefined
    games = [_game({opened: each[seed] for opened, each in v.items()}) for seed in seeds]

    def over(of_seed: list[float | None]) -> Estimate:
        return over_seeds(of_seed, reason)

    values = [None if game is None else shapley(game, NAMES) for game in games]
    together = [None if game is None else interactions(game, NAMES) for game in games]
    return PathSplit(
        name=measure.name,
        title=measure.title,
        subject=subject,
        unit=measure.unit,
        total=over([None if game is None else game[ALL] for game in games]),
        direct=over([None if game is None else game[frozenset()] for game in games]),
        shares={path: over([None if of is None else float(of[path]) for of in values]) for path in NAMES},
        interactions={
            _name(some): over([None if of is None else float(of[some]) for of in together])
            for some in subsets(NAMES)
            if len(some) >= 2
        },
        opened={_name(some): over([None if game is None else game[some] for game in games]) for some in v},
    )


def _game(v: dict[Paths, float | None]) -> dict[Paths, float] | None:
    known = {opened: value for opened, value in v.items() if value is not None}
    return known if len(known) == len(v) else None


def _name(some: Paths) -> str:
    return " and ".join(path for path in NAMES if path in some) or NONE
