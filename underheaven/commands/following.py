"""What to do next with a finished run: three commands that work where the run was made."""

from __future__ import annotations

import shlex

from underheaven.commands.asked import Request
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.report.views import befell
from underheaven.society.crowding import WEEK
from underheaven.study.outcome import Outcome

OTHERS = ("none", "rights-respecting", "article-2019")
"""Policies that a run is compared with: the first that is another one and that the society can have."""
MOST_CITIZENS = 20_000
"""A comparison runs each policy several times, so that it takes fewer citizens than one large run."""


def following(outcome: Outcome, measures: Measures, request: Request) -> tuple[str, ...]:
    """The report if it was not written, else the audit; lives; and a comparison with another policy."""
    run, world = str(outcome.folder), outcome.world
    other = _other(world)
    words = [
        ["report", run] if request.html is None else ["audit", run],
        ["lives", run, "--where", befell(measures)],
        ["export", run] if other is None else _comparison(world, request, other),
    ]
    return tuple(shlex.join(["underheaven", *each]) for each in words)


def _other(world: World) -> str | None:
    for name in OTHERS:
        policy, document = load_policy_document(name)
        if policy.policy == world.policy.policy:
            continue
        try:
            check_fit(policy, world.society, document)
        except InputError:
            continue
        return name
    return None


def _comparison(world: World, request: Request, other: str) -> list[str]:
    words = ["compare", request.policy, other, "--society", request.society]
    words += ["--citizens", str(min(world.citizens, MOST_CITIZENS))]
    words += ["--from", str(world.start), "--to", str(world.end)]
    if world.step_minutes != WEEK:
        words += ["--step-minutes", str(world.step_minutes)]
    return [*words, *["--renewal"] * world.renewal]
