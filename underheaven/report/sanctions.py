"""The picture of who is under each consequence over time, and who of them in error."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from underheaven.measure import error, standing
from underheaven.report.events import rollout_days, time_axis, timestamp
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, INK, ORANGE, PALE_BLUE, PERCENT_LABEL, SMALL, TEXT
from underheaven.report.words import of_many, percent

TITLE = "Under each consequence, rightly and in error"
HEIGHT, NARROW_HEIGHT, AXIS = 110, 90, 54


@dataclass(frozen=True)
class Panel:
    """One consequence. `rows` have `from` (ms), `under` and `error`, shares of adults in the scheme.

    `under` and `error` are those of the last period, `error` as a share of those under it.
    """

    title: str
    rows: list[dict[str, Any]]
    under: float
    error: float | None


def sanctions_chart(
    panels: Sequence[Panel], rollouts: Sequence[dt.date], days: Sequence[dt.date], narrow: bool = False
) -> Chart:
    """A panel for each consequence, with its own scale: everybody under it, and those in error.

    The days of `rollouts` are marked by dashed lines.
    """
    across = 2 if narrow else 3
    parts: list[Chart] = [_key(narrow)]
    for first in range(0, len(panels), across):
        row = panels[first : first + across]
        titles = [wrap(panel.title, 20 if narrow else 26) for panel in row]
        most = max(map(len, titles))
        parts.append(
            alt.hconcat(
                *(
                    _panel(panel, [""] * (most - len(title)) + title, rollouts, days, narrow)
                    for panel, title in zip(row, titles, strict=True)
                ),
                spacing=8 if narrow else 20,
            )
        )
    return alt.vconcat(*parts, spacing=20)


def _panel(
    panel: Panel, title: list[str], rollouts: Sequence[dt.date], days: Sequence[dt.date], narrow: bool
) -> Chart:
    x = time_axis(days, narrow=True)
    highest = max(row["under"] for row in panel.rows) * 1.12 or 0.001
    # Of one width, so that the panels stand below each other.
    axis = alt.Axis(
        title=None, format="~%", labelExpr=PERCENT_LABEL, tickCount=3, minExtent=AXIS, maxExtent=AXIS
    )
    scale = alt.Scale(domain=[0, highest], nice=False)
    base = alt.Chart(alt.InlineData(values=panel.rows))
    height = NARROW_HEIGHT if narrow else HEIGHT

    def area(field: str, fill: str, line: str) -> Chart:
        y = alt.Y(f"{field}:Q", axis=axis, scale=scale)
        filled = base.mark_area(color=fill, opacity=1, line={"color": line, "strokeWidth": 1.4})
        chart: Chart = filled.encode(x=x, y=y)
        return chart

    marked = alt.Chart(alt.InlineData(values=[{"from": timestamp(day)} for day in rollouts]))
    wrong = "nobody under it" if panel.error is None else f"{percent(panel.error)} in error"
    return alt.layer(
        area("under", PALE_BLUE, BLUE),
        area("error", ORANGE, DARK_ORANGE),
        marked.mark_rule(color=INK, strokeDash=[2, 2], opacity=0.6).encode(
            x=x, y=alt.value(0), y2=alt.value(height)
        ),
    ).properties(
        width=110 if narrow else 220,
        height=height,
        title=alt.Title(
            title,
            subtitle=[f"{percent(panel.under)} under it,", wrong]
            if narrow
            else f"{percent(panel.under)} under it, {wrong}",
            fontSize=SMALL if narrow else TEXT,
            offset=8,
            anchor="start",
            frame="bounds",
        ),
    )


def _key(narrow: bool) -> Chart:
    """What the two colours are."""
    layers = []
    texts = (("under the consequence", PALE_BLUE, BLUE), ("of them in error", ORANGE, DARK_ORANGE))
    for place, (text, fill, line) in enumerate(texts):
        left, top = (0, 18 * place) if narrow else (200 * place, 0)
        base = alt.Chart(alt.InlineData(values=[{"text": text}]))
        layers += [
            base.mark_rect(color=fill, stroke=line).encode(
                x=alt.value(left), x2=alt.value(left + 14), y=alt.value(top), y2=alt.value(top + 11)
            ),
            base.mark_text(align="left", baseline="middle").encode(
                x=alt.value(left + 20), y=alt.value(top + 6), text="text:N"
            ),
        ]
    return alt.layer(*layers).properties(width=200 if narrow else 400, height=30 if narrow else 12)


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
    middles = [(timestamp(first) + timestamp(after)) // 2 for first, after in itertools.pairwise(line.days)]
    panels = []
    for name, each in consequences.items():
        under = standing.under(line.counts, name)
        wrong = error.error_share(line.counts, name)
        rows = [
            {"from": middle, "under": round(share, 7), "error": round(share * part, 7) if share else 0.0}
            for middle, share, part in zip(middles, under.tolist(), wrong.tolist(), strict=True)
            if share == share
        ]
        last = float(under[-1])
        panels.append(Panel(each.title, rows, last, float(wrong[-1]) if last else None))
    days = rollout_days(results.world)
    charts = [sanctions_chart(panels, days, line.days, narrow) for narrow in (False, True)]
    return Picture("sanctions", TITLE, reading, _finding(results), *charts)


def _finding(results: Results) -> str:
    last, year = results.last, results.last_year
    under, wrong = last.under.all.value, last.error_share.all.value
    if not under or wrong is None:
        return f"Nobody was under a consequence in {year}."
    shares = {
        name: value
        for name in results.frame.consequences
        if (value := last[f"error_share.{name}"].all.value) is not None
    }
    worst = max(shares, key=shares.__getitem__)
    return (
        f"In {year}, {of_many(under, 'adults in the scheme')} were under some consequence at any one time, "
        f"and {of_many(wrong)} only because of false records; the largest share in error was under "
        f"“{results.frame.consequences[worst]}” ({percent(shares[worst])})."
    )
