"""`underheaven sweep`: worlds at the points of a design, and one long table of what came of them."""

from __future__ import annotations

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.studied import Request, asked, at_work, check_plan
from underheaven.report.exports.frame import Frame
from underheaven.report.studied import sweep_summary
from underheaven.report.study_stamp import stamp_of
from underheaven.study.sweeping.design import GRID
from underheaven.study.sweeping.planning import SEEDS, plan_sweep
from underheaven.study.sweeping.sweep import sweep
from underheaven.study.sweeping.tables import FILE


def sweep_command(request: Request) -> None:
    """Live the design, keep its table, and print or write what came of it; 130 when interrupted."""
    what = asked(request)
    plan = plan_sweep(
        what.world, what.axes, what.design, what.points, SEEDS if what.seeds is None else what.seeds,
        what.outcomes,
    )  # fmt: skip
    folder = check_plan(plan, what, request)
    with at_work(plan, what, request, folder) as (on_run, on_time):
        found = sweep(
            plan, pool=what.pool, folder=folder, most_runs=what.most_runs, on_run=on_run,
            on_time=on_time, checked=True,
        )  # fmt: skip
    samples = None if plan.design.name == GRID else len(plan.design.points)
    stamp = stamp_of("sweep", plan, {"policy": what.policy, "society": what.society}, samples)
    files = [folder / FILE]
    for file, _, _ in request.files:
        if file is not None:
            files.append(Frame.of_table("Runs of a sweep", found.runs(), stamp).save(file))
    if request.as_json:
        print_json({**found.to_dict(), "files": [*map(str, files)]})
        return
    output().print(sweep_summary(found))
    for file in files:
        output().print(unbroken(f"Written: {file}"))
