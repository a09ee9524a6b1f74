"""The picture of who is under each consequence over time, and who of them in error."""

from __future__ import annotations

import numpy as np

from underheaven.measure.named import value_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, ORANGE, PALE_BLUE
from underheaven.report.words import capital, of_many, percent

NAME, PLACE = "sanctions", 90

TITLE = "Under each consequence, rightly and in error"
AXIS = "of adults in the scheme"
KINDS = (
    Kind("under", "under the consequence", BLUE, PALE_BLUE),
    Kind("error", "of them in error", DARK_ORANGE, ORANGE),
)


def picture(results: Results) -> Picture:
    """Shares of adults in the scheme under each consequence over the run, and of them in error."""
    reading = (
        "Blue: the share of adults in the scheme who were under the consequence. Orange: those of them who "
        "would not have been if nothing false had been written about anybody. Each panel has its own scale; "
        "the numbers above it are of the end. Dashed lines are days on which the scheme reaches more people: "
        "shares fall there, because newcomers begin at the start score."
    )
    line, consequences = results.timeline, results.world.policy.consequences
    if not results.anybody or not consequences:
        return Picture("sanctions", TITLE, reading, "Nobody was in a scheme with consequences.")
    panels, every = [], []
    base = dict.fromkeys(("under", "error"), line.in_scheme)
    for name, each in consequences.items():
        under = value_of(f"under.{name}", line.counts)
        wrong = value_of(f"error_share.{name}", line.counts)
        found = kept({"under": under, "error": under * np.nan_to_num(wrong)}, base)
        every.append(found)
        last = float(under[-1])
        in_error = f"{percent(float(wrong[-1]))} in error" if last else "nobody under it"
        said = (f"{percent(last)} under it", in_error)
        panels.append(Panel(each.title, said, found.fields, AXIS, thin=found.thin))
    reading = f"{reading} {told(every, 'adults in the scheme')}".strip()
    days = rollout_days(results.world)
    charts = [panels_chart(panels, KINDS, days, line.days, narrow) for narrow in (False, True)]
    return Picture("sanctions", TITLE, reading, _finding(results), *charts)


def _finding(results: Results) -> str:
    last, when = results.last, results.when
    under, wrong = last.under.all.value, last.error_share.all.value
    if not under or wrong is None:
        return f"Nobody was under a consequence {when}."
    shares = {
        name: value
        for name in results.frame.consequences
        if (value := last[f"error_share.{name}"].all.value) is not None
    }
    worst = max(shares, key=shares.__getitem__)
    return (
        f"{capital(when)}, {of_many(under, 'adults in the scheme')} were under some consequence at any one "
        f"time, and {of_many(wrong)} only because of wrong records; the largest share in error was under "
        f"“{results.frame.consequences[worst]}” ({percent(shares[worst])})."
    )
