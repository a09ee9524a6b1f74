"""Look for the smallest set of safeguards that brings harms below limits. It takes harms alone, no control.

By size, smallest first, every set of a size as long as the number of runs allows; nothing is presumed of
larger sets from smaller ones, since safeguards may get in each other's way. Where there are too many the
search goes on greedily and says so. What is found is lived again on seeds that the search has not seen: the
best of many looks better than it is (the winner's curse; Andrews, Kitagawa and McCloskey 2024).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from underheaven.documents.problems import refuse
from underheaven.documents.words import quoted
from underheaven.engine.world import World
from underheaven.study.ablate import policies_of, seeds_from
from underheaven.study.ceilings import Ceiling, ceilings
from underheaven.study.design import NONE, Design, Set, design_of
from underheaven.study.found import Found, Tried
from underheaven.study.pool import ALONE, Pool
from underheaven.study.weighing import OnRun, Weighed, unheard

__all__ = ["Found", "seek"]

SEARCHED, FRESH = 3, 5
"""Seeds on which sets are tried, and fresh ones on which what is found is lived again."""
MOST_RUNS = 600
MOST_CONFIRMED = 3
"""Sets of one size that are lived again before the search goes on."""


@dataclass
class _Search:
    """A search as it goes on."""

    world: World
    design: Design
    limits: tuple[Ceiling, ...]
    seeds: tuple[int, ...]
    fresh_seeds: int
    pool: Pool
    known: Weighed
    on_run: OnRun
    tried: dict[Set, Tried] = field(default_factory=dict)
    skipped: dict[Set, str] = field(default_factory=dict)
    rejected: list[Tried] = field(default_factory=list)
    fresh: int = 0
    """Fresh seeds that were used."""
    runs: int = 0

    def lived(self, sets: Sequence[Set], seeds: tuple[int, ...]) -> list[Tried]:
        """Sets laid over the policy and lived; those that do not hold together are skipped."""
        found, missing = policies_of(self.design, [self.design.own | added for added in sets])
        self.skipped |= {of - self.design.own: why for of, why in missing.items()}
        worlds = {
            of - self.design.own: [replace(self.world, policy=policy, seed=seed) for seed in seeds]
            for of, policy in found.items()
        }
        self.known.weigh([each for several in worlds.values() for each in several], self.pool, self.on_run)
        self.runs += sum(map(len, worlds.values()))
        return [
            Tried(added, seeds, tuple(self.known.of(each) for each in several))
            for added, several in worlds.items()
        ]

    def try_all(self, sets: Iterable[Set]) -> list[Tried]:
        """Try sets on the seeds of the search, each once; all of them, in order of merit."""
        wanted = list(sets)
        for each in self.lived([added for added in wanted if added not in self.tried], self.seeds):
            self.tried[each.added] = each
        return sorted((self.tried[added] for added in wanted if added in self.tried), key=self.merit)

    def merit(self, each: Tried) -> tuple[float, float, list[str]]:
        """What sorts sets of a size: how far from the limits, then all harms together, then by name."""
        before = self.tried[NONE]
        return each.excess(self.limits, before), each.total(before), sorted(each.added)

    def again(self, added: Set) -> Tried:
        """A set on seeds that nothing was tried on yet."""
        first = self.seeds[-1] + 1 + self.fresh
        self.fresh += self.fresh_seeds
        seeds = tuple((first + number) % 2**64 for number in range(self.fresh_seeds))
        return self.lived([added], seeds)[0]

    def confirmed(self, sets: Iterable[Tried]) -> Tried | None:
        """The first set that meets the limits on fresh seeds as well, of those that met them."""
        met = [each for each in sets if each.met(self.limits)]
        for each in met[:MOST_CONFIRMED]:
            if (fresh := self.again(each.added)).met(self.limits):
                return fresh
            self.rejected.append(fresh)
        return None


def seek(
    world: World,
    limits: Iterable[str | Ceiling],
    safeguards: Iterable[str] | None = None,
    *,
    seeds: tuple[int, int] = (SEARCHED, FRESH),
    most_runs: int = MOST_RUNS,
    pool: Pool = ALONE,
    known: Weighed | None = None,
    on_run: OnRun = unheard,
) -> Found:
    """The smallest set of safeguards, laid over the world's policy, that keeps harms below limits.

    `limits` as in "sanctioned in error <= 5", of `underheaven.study.harms.HARMS` alone. `seeds` says how many
    seeds sets are tried on, from the world's own on, and on how many fresh ones what is found. Sets of a size
    are tried while all runs so far and these stay within `most_runs`; then the search goes on greedily.
    Raises InputError before any work for what cannot be sought, and KeyboardInterrupt when interrupted.
    """
    asked = ceilings(str(limit) for limit in limits)
    design = design_of(world.policy, world.society, safeguards)
    candidates = tuple(name for name in design.safeguards if name not in design.own)
    if not candidates:
        raise refuse(
            f"the policy {quoted(world.policy.policy)} has all of these safeguards",
            "there is nothing to lay over it",
            "name others with --safeguards",
        )
    search_seeds, fresh_seeds = seeds
    searched = seeds_from(world, search_seeds)
    seeds_from(world, fresh_seeds)
    known = Weighed() if known is None else known
    search = _Search(world, design, asked, searched, fresh_seeds, pool, known, on_run)
    found, whole = _by_size(search, candidates, most_runs)
    greedy = found is None and whole < len(candidates)
    if greedy:
        found = _greedily(search, candidates)
    nearest = None if found else search.again(min(search.tried.values(), key=search.merit).added)
    return Found(
        world, design, asked, candidates, tuple(search.tried.values()), whole, greedy, search.skipped,
        tuple(search.rejected), found, nearest, search.runs,
    )  # fmt: skip


def _by_size(search: _Search, candidates: tuple[str, ...], most_runs: int) -> tuple[Tried | None, int]:
    """Every set of a size, smallest first; what was found, and the largest size that was tried whole."""
    for size in range(len(candidates) + 1):
        sets = list(map(frozenset, itertools.combinations(candidates, size)))
        if size and search.runs + len(sets) * len(search.seeds) > most_runs:
            return None, size - 1
        if found := search.confirmed(search.try_all(sets)):
            return found, size
    return None, len(candidates)


def _greedily(search: _Search, candidates: tuple[str, ...]) -> Tried | None:
    """From the best set so far, one safeguard more at a time; then what can be spared is taken off again."""
    at = min(search.tried.values(), key=search.merit).added
    while len(at) < len(candidates):
        grown = search.try_all(_grown(at, candidates))
        if not grown:
            return None
        at = grown[0].added
        if grown[0].met(search.limits) and (found := search.confirmed([grown[0]])):
            return _spared(search, found)
    return None


def _spared(search: _Search, found: Tried) -> Tried:
    """The set without what it does not need, one safeguard at a time, confirmed each time."""
    while found.added:
        smaller = search.confirmed(search.try_all(found.added - {name} for name in sorted(found.added)))
        if smaller is None:
            break
        found = smaller
    return found


def _grown(at: Set, candidates: tuple[str, ...]) -> Iterator[Set]:
    return (at | {name} for name in candidates if name not in at)
