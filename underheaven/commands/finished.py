"""What is told of a run that has ended: its measures, a report and a brief, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from underheaven.commands.asked import Plan, Request
from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.following import following
from underheaven.commands.page import write_page
from underheaven.commands.progress import at_work
from underheaven.measure.headlines import MAIN
from underheaven.measure.lived.lived import Lived, live_again
from underheaven.measure.trend import Trend, has_settled
from underheaven.policy.flags import flags
from underheaven.record.query import RunFolder
from underheaven.report.gathering import Gathering
from underheaven.report.results import Results
from underheaven.report.terminal import summary
from underheaven.report.words import listed
from underheaven.society.crowding import WEEK
from underheaven.study.outcome import Outcome


def told(
    outcome: Outcome,
    request: Request,
    plan: Plan,
    gathered: Gathering | None = None,
    reliving: Future[Lived] | None = None,
) -> Exception | None:
    """Measure, report and print a finished run; why the report was not written.

    What was gathered and lived again while it was lived is not read and lived once more.
    """
    folder = RunFolder(outcome.folder, verify=False, world=outcome.world)
    reliving = reliving or _begun(folder)
    with at_work("Measuring", request.as_json):
        results = Results.of(folder, gathered, reliving)
    measures, html, brief = results.measures, request.html, request.brief
    failure = unwritten = None
    if html is not None:
        with at_work("Drawing the report", request.as_json):
            failure = write_page(partial(_report, results, html), html, outcome.folder)
        html = html if failure is None else None
    if brief is not None:
        with at_work("Drawing the brief", request.as_json):
            unwritten = write_page(partial(_brief, results, brief), brief, outcome.folder, "brief")
        failure = failure or unwritten
    lived = _lived_again(results, request)
    if request.as_json:
        without_effect = [asdict(each) for each in plan.idle]
        settled = {"settled": has_settled(results.trends)} if plan.until_settled else {}
        said = as_json(outcome, results) | settled
        print_json({**said, "given": request.given, "without_effect": without_effect})
    else:
        told = summary(outcome, measures, results.trends, html, request.given, results.ranges, lived)
        output().print(told)
        output().print(kept(outcome))
        if plan.until_settled:
            output().print(unbroken(_ended(outcome, results.trends)))
        if brief is not None and unwritten is None:
            output().print(unbroken(f"Brief:  {brief}"))
        output().print("\nNext:")
        for command in following(outcome, measures, request):
            output().print(unbroken(f"  {command}"))
    return failure


def _begun(folder: RunFolder) -> Future[Lived] | None:
    """Communities that are lived again while the rest is measured and drawn; none where no score matters."""
    if not folder.world.policy.consequences:
        return None
    thread = ThreadPoolExecutor(1)
    reliving = thread.submit(live_again, folder)
    thread.shutdown(wait=False)
    return reliving


def _lived_again(results: Results, request: Request) -> Lived | None:
    """What came of people who are lived again; nobody is where nothing hangs on a score."""
    if not results.world.policy.consequences:
        return None
    with at_work("Living communities again", request.as_json):
        return results.lived


def _ended(outcome: Outcome, trends: Mapping[str, Trend]) -> str:
    """Whether a run that goes on until it has settled has, and else what still moves."""
    if has_settled(trends):
        return f"Ended:  settled; the same run is made by --to {outcome.world.end}"
    moving = [MAIN[name] for name, trend in trends.items() if trend.verdict in ("rising", "falling")]
    still = f"still moving: {listed(moving)}" if moving else "more citizens would leave less to chance"
    return f"Ended:  not settled by {outcome.world.end}; {still}"


def _report(results: Results, html: Path) -> None:
    # Imported here, as below: what draws takes long to import, and most runs draw nothing.
    from underheaven.report.html import write_report

    write_report(results, html)


def _brief(results: Results, path: Path) -> None:
    from underheaven.report.brief.content import brief_of
    from underheaven.report.brief.page import write_brief

    write_brief(brief_of(results), path)


def kept(outcome: Outcome) -> Text:
    """What was there beside the citizens, and in how many bytes all of it was kept."""
    extra = outcome.extra_bytes - outcome.bytes_of_life * outcome.world.citizens
    state = f"State:  {outcome.bytes_per_citizen} bytes for each citizen"
    if outcome.bytes_of_life:
        state += f", and {outcome.bytes_of_life} to count what happens to each of them"
    if extra:
        size = f"{extra / 2**20:,.1f} MiB" if extra >= 2**20 else f"{extra / 2**10:,.1f} KiB"
        state += f"; {size} for firms and for records that can change"
    firms = [f"Firms:  {outcome.firms:,} at the end"] if outcome.firms else []
    return Text("\n".join([*firms, state]))


def as_json(outcome: Outcome, results: Results) -> dict[str, Any]:
    """The object that `--json` prints."""
    world = outcome.world
    return {
        "policy": world.policy.policy,
        "society": world.society.society,
        "citizens": world.citizens,
        "firms": outcome.firms,
        "weeks": round(world.horizon / WEEK, 4),
        "seed": world.seed,
        "digest": outcome.digest,
        "seconds": round(outcome.seconds, 3),
        "citizen_weeks_per_second": round(outcome.citizen_weeks_per_second),
        "considered_acts_per_citizen_day": round(outcome.acts_per_citizen_day, 6),
        "peak_rss_bytes": outcome.peak_rss_bytes,
        "bytes_per_citizen": outcome.bytes_per_citizen,
        "extra_bytes": outcome.extra_bytes,
        "renewal": world.renewal,
        "flags": list(flags(world.policy)),
        "synthetic": True,
        "corrections": list(world.policy.corrections),
        "folder": str(outcome.folder),
        "world": world.hash,
        "measures": results.measures.to_dict(),
        "trends": {name: trend.to_dict() for name, trend in results.trends.items()},
        "assumptions": results.ranges.to_dict(),
        "lived": results.lived.to_dict(),
    }
