"""`underheaven spiral`: what part of the spiral is selection, and how records are concentrated in a run."""

from __future__ import annotations

from pathlib import Path

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import output, print_json
from underheaven.commands.progress import at_work
from underheaven.commands.weighed import Request, planned, runs_bar
from underheaven.documents.gathering import Gathered
from underheaven.measure.concentration import sampled
from underheaven.record.concentration import records_of
from underheaven.record.query import RunFolder
from underheaven.report.spiralled import concentrated, summary
from underheaven.study.ablate import seeds_from
from underheaven.study.spiral import require_differences, spiral


def spiral_command(request: Request) -> None:
    """Live the four worlds of each seed, and print the parts; of a run's folder, where its records lie."""
    if Path(request.policy).is_dir():
        _of_run(Path(request.policy), request.as_json)
        return
    plan = planned(request, Gathered())
    require_differences(plan.world)
    tell_of_compiling()
    seeds = seeds_from(plan.world, plan.seeds)
    with runs_bar(request.as_json) as on_run:
        found = spiral(plan.world, seeds, plan.pool.places, on_run)
    if request.as_json:
        print_json(found.to_dict())
    else:
        output().print(summary(found))


def _of_run(path: Path, as_json: bool) -> None:
    """How the records of a run are concentrated, by living its communities again, or some of them."""
    folder = RunFolder(path)
    tell_of_compiling()
    with at_work("living communities again", as_json):
        found = records_of(folder)
    values = sampled(found.records)
    if as_json:
        print_json(
            {
                "synthetic": True,
                "run": str(path),
                "people": found.people,
                "communities": len(found.records),
                "of": found.communities,
                "concentration": {
                    name: {"value": each.value, "low": each.low, "high": each.high}
                    for name, each in values.items()
                },
            }
        )
    else:
        output().print(concentrated(found, values))
