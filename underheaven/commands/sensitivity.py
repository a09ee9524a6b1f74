"""`underheaven sensitivity`: which numbers move the outcomes, and what of it is chance."""

from __future__ import annotations

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.studied import Request, asked, at_work, check_plan
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.sensitive import picture
from underheaven.report.studied import sensitivity_summary
from underheaven.report.study_stamp import stamp_of
from underheaven.study.sensitivity.analysis import SEEDS, plan_sensitivity, sensitivity
from underheaven.study.sensitivity.designs import MORRIS, blocks_of
from underheaven.study.sweeping.tables import FILE


def sensitivity_command(request: Request) -> None:
    """Live the design, and print, draw or write the indices; exits with 130 when interrupted."""
    what = asked(request)
    plan = plan_sensitivity(
        what.world, what.axes, what.design or MORRIS, what.points,
        SEEDS if what.seeds is None else what.seeds, what.outcomes,
    )  # fmt: skip
    folder = check_plan(plan, what, request)
    with at_work(plan, what, request, folder) as (on_run, on_time):
        found = sensitivity(
            plan, pool=what.pool, folder=folder, most_runs=what.most_runs, on_run=on_run,
            on_time=on_time, checked=True,
        )  # fmt: skip
    samples = len(blocks_of(plan.design))
    stamp = stamp_of("sensitivity", plan, {"policy": what.policy, "society": what.society}, samples)
    files = [folder / FILE]
    for file, endings, _ in request.files:
        if file is None:
            continue
        if ".csv" in endings:
            files.append(Frame.of_table("Indices of sensitivity", found.table(), stamp).save(file))
        else:
            files.append(Figure(picture(found), stamp).save(file))
    if request.as_json:
        print_json({**found.to_dict(), "files": [*map(str, files)]})
        return
    output().print(sensitivity_summary(found))
    for file in files:
        output().print(unbroken(f"Written: {file}"))
