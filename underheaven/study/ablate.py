"""Weigh safeguards: the worlds of the design, paired over seeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.policy.schema import Policy
from underheaven.study.ablation import Ablation
from underheaven.study.design import Design, Set, design_of, why
from underheaven.study.pool import ALONE, Pool
from underheaven.study.structure import without_rules
from underheaven.study.weighing import OnRun, Weighed, unheard

__all__ = ["Ablation", "ablate"]

SEEDS = 5
MOST_SEEDS = 1_000


def ablate(
    world: World,
    seeds: int = SEEDS,
    safeguards: Iterable[str] | None = None,
    *,
    pairs: bool = True,
    pool: Pool = ALONE,
    known: Weighed | None = None,
    on_run: OnRun = unheard,
) -> Ablation:
    """Weigh safeguards on the world's policy, over so many seeds from the world's own on.

    `known` keeps what was weighed before; `on_run` is told the runs done and their number. Raises InputError
    before any work for what cannot be weighed, and KeyboardInterrupt when it is interrupted.
    """
    design = design_of(world.policy, world.society, safeguards)
    chosen = seeds_from(world, seeds)
    found, missing = policies_of(design, design.sets(pairs))
    known = Weighed() if known is None else known
    worlds = {
        of: [replace(world, policy=policy, seed=seed) for seed in chosen] for of, policy in found.items()
    }
    structure = [without_rules(replace(world, seed=seed)) for seed in chosen]
    flat = [each for several in (*worlds.values(), *(of.values() for of in structure)) for each in several]
    known.weigh(flat, pool, on_run)
    values = {of: tuple(known.of(each) for each in several) for of, several in worlds.items()}
    rules = {name: tuple(known.of(of[name]) for of in structure) for name in structure[0]}
    return Ablation(world, design, chosen, values, missing, len({each.hash for each in flat}), rules)


def policies_of(design: Design, sets: Iterable[Set]) -> tuple[dict[Set, Policy], dict[Set, str]]:
    """The policy of each set, and why there is none for the others."""
    found: dict[Set, Policy] = {}
    missing: dict[Set, str] = {}
    for of in sets:
        try:
            found[of] = design.under(of)
        except InputError as error:
            missing[of] = why(error)
    return found, missing


def seeds_from(world: World, many: int) -> tuple[int, ...]:
    """So many seeds from the world's own on. InputError for fewer than two, or too many."""
    if not 2 <= many <= MOST_SEEDS:
        raise refuse(
            counted(many, "seed"),
            "an interval over seeds needs at least two, and five or more are better",
            f"give --seeds a number of 2 to {MOST_SEEDS:,}",
        )
    return tuple((world.seed + number) % 2**64 for number in range(many))
