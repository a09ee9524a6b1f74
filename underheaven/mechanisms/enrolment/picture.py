"""The picture of the rollout: the main harms in pilots against the rest."""

from __future__ import annotations

from underheaven.measure.frame import NOT_REACHED
from underheaven.measure.results import Measure
from underheaven.report.dots import Panel, dots_chart, rows_of
from underheaven.report.few import Base, base_of, hollow
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.words import capital, in_unit, plain

NAME, PLACE = "waves", 160

TITLE = "Pilots against the rest"
SHOWN = {
    "under": "Under any consequence",
    "error_share": "Of them in error",
    "denied": "Acts denied",
    "prevented": "Prevented by confinement",
    "chill_critical": "Critical speech held back",
    "mean_dread": "Mean dread, 0 to 255",
}


def picture(results: Results) -> Picture | None:
    """Main measures of the last year by wave of the rollout; nothing where it comes in one wave."""
    rollout = {name: each for name, each in results.world.policy.rollout.items() if each.share.value}
    last = results.last
    if len(rollout) < 2:
        return None
    reading = (
        f"Values of {results.last.period} by the part of the rollout through which the scheme first came to "
        "a community; which communities came first was drawn by lot. Each panel has its own scale from 0. A "
        "dot is the value, its bar the 95 % interval where there is one; the dashed line is everyone's "
        "value. Where the scheme has not come, dread is what news and announcements left."
    )
    shown = [last[name] for name in SHOWN if any(value.value for value in last[name].by("wave").values())]
    if not shown:
        return Picture("waves", TITLE, reading, "Nothing happened to anybody in any wave.")
    waves = [
        wave
        for wave in results.frame.dimensions["wave"]
        if any(measure.by("wave")[wave].value is not None for measure in shown)
    ]
    adults = base_of(last, lambda counts: counts.adult_years / len(last.years))
    wide, narrow = ([_panel(measure, waves, each, adults) for measure in shown] for each in (False, True))
    many = sum(row.few for panel in wide for row in panel.rows)
    reading = f"{reading} {hollow('adults', many)}".strip()
    charts = [dots_chart(wide), dots_chart(narrow, narrow=True)]
    return Picture("waves", TITLE, reading, _finding(results, shown, waves), *charts)


def _panel(measure: Measure, waves: list[str], narrow: bool, base: Base) -> Panel:
    values = {wave: measure.by("wave")[wave] for wave in waves}
    percents = measure.unit == "share"
    axis = (
        "share" if percents else measure.unit.replace("per thousand person-years", "a year, per 1,000 adults")
    )
    return Panel(
        SHOWN[measure.name],
        axis,
        rows_of(measure.all, {"wave": values}, narrow, base),
        percents,
        who="part of the rollout",
    )


def _finding(results: Results, shown: list[Measure], waves: list[str]) -> str:
    for measure in shown:
        values = {wave: measure.by("wave")[wave].value for wave in waves if wave != NOT_REACHED}
        known = [(wave, value) for wave, value in values.items() if value is not None]
        if len(known) > 1:
            (first, one), (rest, other) = known[0], known[-1]
            return (
                f"{SHOWN[measure.name]} {results.when}: {in_unit(one, measure.unit)} where the "
                f"scheme came with “{plain(first)}”, {in_unit(other, measure.unit)} where it came with "
                f"“{plain(rest)}”."
            )
    return f"{capital(results.when)} the scheme had reached one wave alone."
