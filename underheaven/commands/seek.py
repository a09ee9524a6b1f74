"""`underheaven seek`: the smallest set of safeguards that brings harms below limits."""

from __future__ import annotations

from collections.abc import Sequence

from underheaven.commands.console import output, print_json
from underheaven.commands.values import whole
from underheaven.commands.weighed import Request, planned, runs_of
from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import refuse
from underheaven.report.sought import summary
from underheaven.study.ceilings import ceilings
from underheaven.study.seek import FRESH, seek


def seek_command(request: Request, limits: Sequence[str], runs: str) -> None:
    """Search, and print what was found; exits with 130 when interrupted."""
    found = Gathered()
    asked = found.take(lambda: ceilings(limits))
    most = found.take(lambda: _most(runs))
    plan = planned(request, found)
    with runs_of(request, plan.pool) as (known, on_run):
        result = seek(
            plan.world, asked or (), plan.safeguards, seeds=(plan.seeds, FRESH), most_runs=most or 0,
            pool=plan.pool, known=known, on_run=on_run,
        )  # fmt: skip
    if request.as_json:
        print_json(result.to_dict())
    else:
        output().print(summary(result))


def _most(text: str) -> int:
    number = whole("--runs", text)
    if number < 1:
        raise refuse(
            f"a search cannot be done with {number} runs", "it needs at least one", "write --runs 600"
        )
    return number
