"""A calibration in the terminal: what was fitted, how near rounds came, and predicted against observed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import counted, quoted
from underheaven.report.exports.stamp import Stamp
from underheaven.report.guarded import corrected
from underheaven.report.reproduce import asked_by
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import number
from underheaven.study.calibrating.found import Calibration, Predicted
from underheaven.study.calibrating.planning import Plan

READ = (
    "An interval holds nine tenths: of the prior's draws, or of those that were kept, lived again with "
    "fresh seeds. Met: the observed total lies in the latter."
)


def ran(plan: Plan) -> str:
    """What was run, in a sentence."""
    world, settings = plan.world, plan.settings
    return (
        f"{world.society.title}, {world.citizens:,} citizens, {world.start} to {world.end}: "
        f"{counted(settings.draws, 'draw')} of the prior, {settings.rounds} rounds at most, of each the "
        f"nearest {settings.kept:,} are kept, {counted(settings.seeds, 'seed')} a draw."
    )


def calibration_summary(found: Calibration) -> RenderableType:
    """Rounds, parameters, and totals: those that were fitted to, and those that were not seen."""
    plan = found.plan
    population = found.fitted.population
    return Group(
        Text(f"A calibration of {quoted(plan.world.policy.policy)}", style="bold"),
        Text(SYNTHETIC), Text(), Text(ran(plan)), Text(),
        _rounds(found), Text(),
        Text("Parameters: the middle and nine tenths of the draws", style="bold"),
        _parameters(found),
        Text(f"Draws of equal weight that would tell as much: {population.effective:.0f}."), Text(),
        Text("Fitted to", style="bold"), _totals([each for each in found.totals if each.fitted]), Text(),
        *_unseen(found), Text(told(found)), Text(READ), *corrected(plan.world.policy),
    )  # fmt: skip


def _unseen(found: Calibration) -> list[RenderableType]:
    """What was predicted; nothing where nothing was to be."""
    some = [each for each in found.totals if not each.fitted]
    if not some:
        return []
    return [Text("Predicted, and not seen", style="bold"), _totals(some), Text()]


def told(found: Calibration) -> str:
    """How many totals are met, of those that were fitted to and of those that were not seen."""
    said = []
    for fitted, what in ((True, "that were fitted to"), (False, "that were not seen")):
        some = [each for each in found.totals if each.fitted == fitted]
        if some:
            met = sum(each.verdict == "met" for each in some)
            said.append(f"{met} of {len(some)} {what}")
    return f"Totals that are met: {', and '.join(said)}."


def _rounds(found: Calibration) -> Table:
    table = _table(("Round", "runs", "within the last", "tolerance", "by chance", "equal draws"))
    for place, each in enumerate(found.fitted.rounds):
        within = "-" if place == 0 else f"{100 * each.accepted:.0f} %"
        table.add_row(
            "prior" if place == 0 else str(place), f"{each.runs:,}", within, number(each.tolerance),
            "-" if each.by_chance != each.by_chance else number(each.by_chance), f"{each.effective:.0f}",
        )  # fmt: skip
    return table


def _parameters(found: Calibration) -> Table:
    table = _table(("Key", "prior", "fitted", "width"))
    for each in found.marginals:
        table.add_row(
            each.key.removeprefix("society."), f"{number(each.prior_low)} to {number(each.prior_high)}",
            f"{number(each.median)} ({number(each.low)} to {number(each.high)})",
            f"{100 * each.spread:.0f} %",
        )  # fmt: skip
    return table


def _totals(totals: Sequence[Predicted]) -> Table:
    table = _table(("Total", "observed", "prior", "fitted", ""))
    for each in totals:
        table.add_row(
            each.name, number(each.observed), _ends(each.prior), _ends(each.posterior), each.verdict
        )
    return table


def _ends(interval: tuple[float, float, float] | None) -> str:
    return "-" if interval is None else f"{number(interval[0])} to {number(interval[2])}"


def stamp_of(plan: Plan, given: str) -> Stamp:
    """The stamp of a calibration; `given` as its file was named."""
    name = asked_by(given)
    world = plan.world
    command = f"underheaven calibrate {name} --citizens {world.citizens}"
    python = ("import underheaven as uh", f"found = uh.calibrate({name!r}, citizens={world.citizens})")
    return Stamp(f"{world.policy.title}: {ran(plan)}", (command,), python, world.policy.corrections)


def rows_of_totals(found: Calibration) -> list[Mapping[str, object]]:
    """The totals as rows of a frame."""
    rows: list[Mapping[str, object]] = []
    for each in found.totals:
        prior, posterior = each.prior or (None,) * 3, each.posterior or (None,) * 3
        rows.append(
            {
                "total": each.name, "title": each.title, "unit": each.unit, "fitted": each.fitted,
                "observed": each.observed, "prior_low": prior[0], "prior_median": prior[1],
                "prior_high": prior[2], "low": posterior[0], "median": posterior[1], "high": posterior[2],
                "verdict": each.verdict, "source": each.source, "date": each.date,
            }
        )  # fmt: skip
    return rows


def _table(heads: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for head in heads:
        table.add_column(head, no_wrap=head != "Key", overflow="fold")
    return table
