"""The page of safeguards as data: every set that was lived, what pairs do, and words for each switch."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Iterator
from typing import Any

from underheaven.observatory.safeguards.found import kept, weighed
from underheaven.policy.loading import load_policy
from underheaven.report.words import number
from underheaven.study.ablation import MEASURES, Ablation
from underheaven.study.design import NONE, Set
from underheaven.study.harms import HARMS
from underheaven.study.safeguards import SAFEGUARDS, owned
from underheaven.study.seeds import Estimate, paired

MODEL = "rights-respecting"
"""The policy whose set of safeguards has a button."""
FIGURES = 6
"""Of a number, as the page is told it."""


def safeguards() -> dict[str, Any]:
    """All of it as plain JSON values, from the file that is kept."""
    said = kept()
    return told(weighed(said), said["made"])


def told(found: Ablation, made: str) -> dict[str, Any]:
    """What the page has of a weighing that was made on a day.

    `sets` has of each set and measure the level and, against the policy without any safeguard, the change:
    mean, low and high of both, null where one is undefined. `pairs` has of each harm what two avoid beyond
    the sum, in the order of `itertools.combinations`.
    """
    world = found.world
    return {
        "made": made,
        "policy": world.policy.policy,
        "society": world.society.title,
        "citizens": world.citizens,
        "from": world.start.isoformat(),
        "to": world.end.isoformat(),
        "seeds": len(found.seeds),
        "command": shlex.join(_command(found)),
        "python": _python(found),
        "model": MODEL,
        "of_model": [name for name in found.safeguards if name in owned(load_policy(MODEL))],
        "measures": [
            {"name": each.name, "unit": each.unit, "formula": each.formula, "harm": each.name in HARMS}
            for each in MEASURES.values()
        ],
        "safeguards": {
            name: {
                "title": SAFEGUARDS[name].words.title,
                "about": SAFEGUARDS[name].words.about,
                "presumes": SAFEGUARDS[name].words.presumes,
                "costs": list(costs(found, name)),
            }
            for name in found.safeguards
        },
        "sets": {
            ",".join(name for name in found.safeguards if name in of): [
                [*_numbers(found.level(measure, of)), *_numbers(change(found, measure, of))]
                for measure in MEASURES
            ]
            for of in found.values
        },
        "pairs": {
            harm: [
                list(_numbers(found.interaction(harm, one, other)))
                for one, other in itertools.combinations(found.safeguards, 2)
            ]
            for harm in HARMS
        },
    }


def change(found: Ablation, measure: str, of: Set) -> Estimate:
    """A measure with a set in force, less that without any safeguard: below 0 there is less of it."""
    before, after = ([each[measure] for each in found.values[which]] for which in (NONE, of))
    return paired(before, after, found.missing.get(of))


def costs(found: Ablation, name: str) -> Iterator[str]:
    """What a safeguard that is the only one makes worse by more than chance: harms that grow, and the purpose
    that is served worse."""
    for measure, each in MEASURES.items():
        here = change(found, measure, frozenset({name}))
        worse = 1 if each.worse == "more" else -1
        if here.mean is None or not here.apart or worse * here.mean < 0:
            continue
        ends = sorted(abs(end) for end in (here.low, here.high) if end is not None)
        verb = "more" if here.mean > 0 else "less"
        yield (
            f"{measure}: {number(abs(here.mean))} {verb} ({number(ends[0])} to {number(ends[1])}), "
            f"{each.unit}"
        )


def _numbers(estimate: Estimate) -> Iterator[float | None]:
    for value in (estimate.mean, estimate.low, estimate.high):
        yield None if value is None else float(f"{value:.{FIGURES}g}")


def _command(found: Ablation) -> list[str]:
    world = found.world
    return [
        "underheaven", "ablate", world.policy.policy, "--society", world.society.society,
        "--citizens", str(world.citizens), "--from", world.start.isoformat(), "--to", world.end.isoformat(),
        "--seeds", str(len(found.seeds)),
    ]  # fmt: skip


def _python(found: Ablation) -> str:
    """The arguments of `uh.ablate` but for the safeguards."""
    world = found.world
    return (
        f"{world.policy.policy!r}, {world.society.society!r}, seeds={len(found.seeds)}, "
        f"citizens={world.citizens}, start='{world.start}', end='{world.end}'"
    )
