"""An audit in the terminal: what was found and how sure it is, then the tables; never a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import agreeing, counted, quoted
from underheaven.measure.audit import SYNTHETIC, Audit
from underheaven.measure.headlines import MAIN
from underheaven.measure.rows import EVERYONE, FEWEST_EVENTS, FEWEST_PEOPLE, Row
from underheaven.policy.flags import flags
from underheaven.report.findings import findings
from underheaven.report.gaps import EXPLAINED, gaps
from underheaven.report.ranges import hangs
from underheaven.report.said import (
    about_p,
    axes,
    between,
    called,
    no_intervals,
    p_value,
    rule,
    shown_by_rule,
    what_is_true,
)
from underheaven.report.words import capital, in_unit, listed, number
from underheaven.study.assuming.found import Ranges, Unknown

RATES = (
    "base_rate",
    "selected",
    "true_positive_rate",
    "false_positive_rate",
    "false_negative_rate",
    "precision",
)
VALIDITY = ("rank_agreement", "linear_agreement", "explained_share", "gained_by_gaming")
WATCH = ("precision", "recall", "records", "wrong_records")
MOST_ROWS = 40
"""Lines of a table that are shown, the first of the file; all are in the table that --csv writes."""
SMALL = f"* fewer than {FEWEST_PEOPLE} people, or fewer than {FEWEST_EVENTS} of either outcome"


def audited(audit: Audit, ranges: Ranges | Unknown) -> RenderableType:
    """What is shown of an audit, in 80 columns; `ranges` is the range by assumption, if known."""
    policy = audit.world.policy
    seeds = f"{agreeing(len(audit.seeds), 'seed', 'seeds')} {listed([str(seed) for seed in audit.seeds])}"
    parts: list[RenderableType] = [
        Text(
            f"Audit of {quoted(policy.policy)} on {audit.world.society.society}, {seeds}, {audit.period}",
            style="bold",
        ),
        Text(SYNTHETIC),
        Text(_how(audit)),
        Text(),
        Text("What is found, and how sure it is:", style="bold"),
    ]
    for finding in findings(audit):
        parts += [_point(finding.text, finding.sure)]
    parts.append(_point(hangs(ranges, audit.year)))
    parts += [
        *_section("Validity: does the score tell who does what is punished?", _validity(audit)),
        *_section("Equalised odds: being under a consequence, against conduct", *_odds(audit)),
        *_section(f"Calibration: deeds {audit.period.within} of those with a score", _calibration(audit)),
        *_section("The four-fifths rule: shares over the highest", _four_fifths(audit)),
        *_section("Gaps, crude and standardised", _gaps(audit)),
        *_section("Intersections: time under any consequence", _intersections(audit)),
        *_section("The watch's own errors", _by_category(audit, "watch", WATCH)),
    ]
    if known := flags(policy):
        parts += [Text("\nWhat to know about this policy:", style="bold"), *(_point(each) for each in known)]
    if policy.corrections:
        parts += [Text("\nWhat scholarship corrects in what is described:", style="bold")]
        parts += [_point(" ".join(each.split())) for each in policy.corrections]
    return Group(*parts)


def _how(audit: Audit) -> str:
    if missing := no_intervals(audit.rows):
        return f"{capital(missing)}."
    if len(audit.seeds) > 1:
        seeds = counted(len(audit.seeds), "seed")
        return f"Means over {seeds}, with 95 % intervals that say how far seeds differ."
    return "95 % intervals leave out one of 32 blocks of communities at a time (docs/audit.md)."


def _point(text: str, sure: str = "") -> Table:
    """A point of a list, wrapped under itself."""
    point = Table.grid(padding=(0, 1, 0, 0))
    point.add_column(width=1)
    point.add_column(overflow="fold")
    words = Text(text)
    if sure:
        words.append(f" [{sure}]", style="bold")
    point.add_row("-", words)
    return point


def _section(title: str, *tables: RenderableType | None) -> list[RenderableType]:
    found = [table for table in tables if table is not None]
    return [Text(f"\n{title}", style="bold"), *found] if found else []


def _table(first: str, *heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _cell(row: Row | None) -> str:
    if row is None or row.value is None:
        return "-"
    return in_unit(row.value, row.unit) + ("*" if row.small else "")


def _categories(audit: Audit, subject: str) -> list[str]:
    groups = {row.category for row in audit.of(subject) if row.by == "group"}
    return [EVERYONE, *(group for group in audit.world.society.groups if group in groups)]


def _find(rows: Sequence[Row], category: str) -> Row | None:
    return next((row for row in rows if row.category == category), None)


def _by_category(
    audit: Audit, subject: str, measures: Sequence[str], basis: str = ""
) -> RenderableType | None:
    """Measures down, everyone and the groups across, with everyone's interval."""
    categories = _categories(audit, subject)
    table = _table("", "everyone", "95 % interval", *(called(name) for name in categories[1:]))
    for measure in measures:
        rows = [row for row in audit.of(subject, measure) if basis in ("", row.basis) or not row.basis]
        everyone = _find(rows, EVERYONE)
        if everyone is None:
            continue
        others = (_cell(_find(rows, category)) for category in categories[1:])
        unit = (
            ""
            if everyone.unit in ("share", "times") or everyone.unit in everyone.title
            else f", {everyone.unit}"
        )
        table.add_row(f"{everyone.title}{unit}", _cell(everyone), between(everyone) or "-", *others)
    if not table.row_count:
        return None
    undefined = [row for row in audit.of(subject) if row.value is None and row.reason]
    if undefined and all(row.value is None for row in audit.of(subject)):
        return Text(f"Undefined: {undefined[0].reason}.")
    return table


def _validity(audit: Audit) -> RenderableType | None:
    bases = [basis for basis in ("done", "expected") if audit.of("validity", basis=basis)]
    if not bases:
        return _by_category(audit, "validity", VALIDITY)
    parts: list[RenderableType] = []
    for basis in bases:
        about = (
            f"Deeds done {audit.period.within}"
            if basis == "done"
            else "Deeds expected, of people left to themselves"
        )
        found = _by_category(audit, "validity", VALIDITY if basis == bases[0] else VALIDITY[:3], basis)
        parts += [Text(about, style="italic"), *([found] if found is not None else [])]
    return Group(*parts)


def _odds(audit: Audit) -> list[RenderableType | None]:
    bases = list(dict.fromkeys(row.basis for row in audit.of("odds")))
    parts: list[RenderableType | None] = []
    for basis in sorted(bases, key=lambda each: not each.startswith("done")):
        if basis:
            parts.append(Text(f"True of those who {what_is_true(basis)}", style="italic"))
        parts.append(_by_category(audit, "odds", RATES, basis))
    return parts


def _calibration(audit: Audit) -> RenderableType | None:
    basis = "done" if audit.counted else "expected"
    rows = audit.of("calibration", "deeds", basis=basis)
    if not rows:
        return _by_category(audit, "calibration", ("deeds",))
    groups = _categories(audit, "calibration")[1:]
    table = _table("score", "everyone", *(called(group) for group in groups))
    for everyone in (row for row in rows if row.by == "score"):
        of_groups = (_find(rows, f"{group}, {everyone.category}") for group in groups)
        table.add_row(everyone.category, _cell(everyone), *(_cell(row) for row in of_groups))
    return table


def _four_fifths(audit: Audit) -> RenderableType | None:
    rows = [row for row in shown_by_rule(audit.of("four fifths")) if row.value is not None]
    if not rows:
        missing = next((row.reason for row in audit.of("four fifths")), None)
        return Text(f"Undefined: {missing}.") if missing else None
    table = _table("favourable outcome", "of whom", "over", "ratio", "95 % interval", "p")
    for row in rows[:MOST_ROWS]:
        table.add_row(
            row.title.removesuffix(": share over the highest"),
            called(row.category), called(row.against), _cell(row), between(row) or "-",
            "-" if row.p is None else p_value(row.p).removeprefix("p ").removeprefix("= "),
        )  # fmt: skip
    left = len(rows) - MOST_ROWS
    more = f" The {counted(left, 'other')} stand in the table of --csv." if left > 0 else ""
    tested = sum(row.p is not None for row in audit.of("four fifths", "impact_ratio"))
    about = f" {about_p(tested)}" if tested else ""
    return Group(table, Text(f"{SMALL}. Shown by a rule fixed beforehand: {rule(rows)}.{more}{about}"))


def _gaps(audit: Audit) -> RenderableType | None:
    found = list(gaps(audit))
    if not found:
        return None
    tables: dict[str, Table] = {}
    for gap in found[:MOST_ROWS]:
        if gap.named not in tables:
            tables[gap.named] = _table(gap.named, "crude", "standardised", "95 % interval", "composition")
        cells = (gap.said(row) for row in (gap.crude, gap.standardised))
        between_ = gap.sure(gap.standardised) or "-"
        unit = "" if gap.unit == "share" else f", {gap.unit}"
        title = MAIN.get(gap.measure, f"{gap.title}{unit}")
        tables[gap.named].add_row(title, *cells, between_, gap.said(gap.composition))
    left = len(found) - MOST_ROWS
    more = f" The {counted(left, 'other')} stand in the table of --csv." if left > 0 else ""
    return Group(*tables.values(), Text(f"{EXPLAINED}{more}"))


def _intersections(audit: Audit) -> RenderableType | None:
    rows = [row for row in audit.of("intersections", "under") if row.by != EVERYONE and row.value is not None]
    if not rows:
        return None
    table = _table(axes(rows[0].by), "adults", "under", "95 % interval")
    for row in rows[:MOST_ROWS]:
        adults = number(round(row.people or 0))
        table.add_row(called(row.category), adults, _cell(row), between(row) or "-")
    left = len(rows) - MOST_ROWS
    more = f" In the order of the society's file; {left} more in the table of --csv." if left > 0 else ""
    return Group(table, Text(f"{SMALL}.{more}"))
