"""`underheaven cohorts`: what becomes of those under a consequence, followed week by week."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Group
from rich.table import Table
from rich.text import Text

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import output, print_json
from underheaven.commands.progress import at_work
from underheaven.commands.values import between, day, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.unknown import unknown
from underheaven.measure.lived.categories import DIMENSIONS
from underheaven.measure.lived.cohorts import Found
from underheaven.measure.lived.figures import FIGURES
from underheaven.measure.lived.lived import Lived, live_again
from underheaven.measure.results import Value
from underheaven.record.query import RunFolder
from underheaven.record.weekly import LIVED
from underheaven.report.followed import SHORT, cost_of, sentences_of
from underheaven.report.words import capital, in_unit, interval, plain

MOST_COMMUNITIES = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line, as it was typed."""

    run: Path
    day: str | None
    year: str | None
    consequence: str | None
    by: str | None
    communities: str | None
    as_json: bool


def cohorts_command(wanted: Wanted) -> None:
    """Follow both cohorts and print their figures; whatever is wrong is refused before any work."""
    found = Gathered()
    on = found.take(lambda: None if wanted.day is None else day("--day", wanted.day))
    year = found.take(lambda: None if wanted.year is None else whole("--year", wanted.year))
    many = found.take(
        lambda: (
            LIVED
            if wanted.communities is None
            else between("--communities", wanted.communities, 1, MOST_COMMUNITIES)
        )
    )
    found.take(lambda: _require_dimension(wanted.by))
    folder = found.take(lambda: RunFolder(wanted.run))
    if folder is not None:
        found.take(lambda: _require_consequence(had(folder), wanted.consequence))
    found.settle()
    tell_of_compiling()
    with at_work("Living communities again", wanted.as_json):
        lived = live_again(had(folder), had(many), on, year)
    if wanted.as_json:
        print_json({"synthetic": True, "run": str(wanted.run), "world": lived.world.hash, **lived.to_dict()})
        return
    _print(lived, wanted)


def _require_dimension(by: str | None) -> None:
    if by is not None and by not in DIMENSIONS:
        raise unknown("breakdown", by, DIMENSIONS)


def _require_consequence(folder: RunFolder, consequence: str | None) -> None:
    policy = folder.world.policy
    if not policy.consequences:
        raise refuse(
            f"nobody of {folder.path} can be followed",
            f"nothing depends on a score under {policy.policy}",
            "name a run under a policy with consequences",
        )
    if consequence is not None and consequence not in policy.consequences:
        raise unknown("consequence", consequence, tuple(policy.consequences))


def _print(lived: Lived, wanted: Wanted) -> None:
    told = [each for each in lived.cohorts if each.consequence == (wanted.consequence or "")]
    policy = lived.world.policy
    of = policy.consequences[wanted.consequence].title if wanted.consequence else "any consequence"
    output().print(Text(f"What becomes of those under {of}, {policy.policy}", style="bold"))
    output().print(Text(f"{cost_of(lived)} It took {lived.seconds:.1f} s."))
    for found in told:
        output().print()
        output().print(_everyone(found) if wanted.by is None else _by(found, wanted.by))
    if wanted.by is not None:
        heads = (f"{' '.join(head.split())}: {SHORT[name]}" for name, head in HEADS.items())
        output().print()
        output().print(Text(f"{capital('; '.join(heads))}. -: cannot be known from this run."))
    if not wanted.consequence and wanted.by is None and (said := sentences_of(lived)):
        output().print()
        output().print(Text(" ".join(said)))


def _everyone(found: Found) -> Table:
    table = _table(f"{found.cohort.title}: {found.everyone:,} people")
    table.add_column("everyone", justify="right", no_wrap=True)
    table.add_column("95 % interval", no_wrap=True)
    for figure in FIGURES:
        value = found.of(figure.name)
        title = f"{figure.title}, {figure.unit}" if figure.unit != "share" else figure.title
        table.add_row(title, _said(value, figure.unit), interval(value, figure.unit) or "-")
    return table


def _by(found: Found, dimension: str) -> Group:
    people = found.people[dimension]
    names = [name for name, many in people.items() if many]
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(dimension)
    for figure in FIGURES:
        table.add_column(HEADS[figure.name], justify="right")
    table.add_column("people", justify="right")
    for name in names:
        cells = [_said(found.by(figure.name, dimension)[name], figure.unit) for figure in FIGURES]
        table.add_row(plain(name), *cells, f"{people[name]:,}")
    return Group(Text(f"{found.cohort.title}, by {dimension}"), table)


HEADS = {
    "free_within_year": "free\nin a\nyear",
    "free_after_year": "free\nafter\nit",
    "free_last_weeks": "last\nfour\nweeks",
    "half_left_after": "half\nleft,\ndays",
    "back_soon": "back\nsoon",
    "back_later": "back\nlater",
}


def _table(head: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    table.add_column(head)
    return table


def _said(value: Value, unit: str) -> str:
    return "-" if value.value is None else in_unit(value.value, unit)
