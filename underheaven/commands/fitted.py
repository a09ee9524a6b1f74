"""How well a society's people fit its margins, as tables."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.commands.offered import offers
from underheaven.documents.words import counted
from underheaven.society.fit import Fit
from underheaven.society.schema import Society


def fit_tables(society: Society, found: Fit) -> RenderableType:
    """A society at a glance: what it is, how its people fit it, and what they consider."""
    s = found.summary
    people = sum(int(region.population.value) for region in society.regions.values())
    return Group(
        Text(f"{society.society}: {society.title}", style="bold"),
        Text(society.about.strip()),
        Text(
            f"\n{people:,} people in {counted(len(society.regions), 'region')}; "
            f"{counted(s.citizens, 'synthetic citizen')} in "
            f"{counted(s.communities, 'community', 'communities')} and {counted(s.households, 'household')} "
            "were drawn for this page."
        ),
        _facts(found),
        _errors(found),
        _margins(society, found),
        _acts(society, found),
        *_offers(society),
    )


def _offers(society: Society) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for heading, rows in offers(society).items():
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for row in rows:
            table.add_row(*map(Text, row))
        parts += [Text(f"\n{heading}", style="bold"), table]
    return parts


def _facts(found: Fit) -> Table:
    s = found.summary
    table = Table(
        "", "wanted", "found", title="\nPeople", title_justify="left", box=None, padding=(0, 2, 0, 0)
    )
    table.add_row("persons in a household", f"{s.household_size_wanted:.3f}", f"{s.household_size_found:.3f}")
    table.add_row("segregation (eta squared)", f"{s.segregation_wanted:.3f}", f"{s.segregation_found:.3f}")
    table.add_row("households with a small child", "", f"{s.small_child_households:.3f}")
    table.add_row("acts considered per citizen-day", "", f"{s.acts_per_citizen_day:.4f}")
    return table


def _errors(found: Fit) -> Table:
    table = Table(
        "margin", "in the nation", "in a region",
        title="\nLargest error of a share", title_justify="left", box=None, padding=(0, 2, 0, 0),
    )  # fmt: skip
    for margin, error in found.summary.national_errors.items():
        table.add_row(margin, f"{error:.4f}", f"{found.summary.regional_errors[margin]:.4f}")
    return table


def _margins(society: Society, found: Fit) -> Table:
    """Wanted and found for each category of each margin, region by region; long societies show the worst."""
    rows = sorted(found.rows, key=lambda row: -row.error)
    few = len(society.regions) <= 6
    shown = found.rows if few else tuple(rows[:40])
    title = "\nFit to every margin" if few else "\nFit: the 40 largest errors (--json gives every margin)"
    table = Table(
        "region", "margin", "category", "wanted", "found",
        title=title, title_justify="left", box=None, padding=(0, 2, 0, 0),
    )  # fmt: skip
    for row in shown:
        table.add_row(row.region, row.margin, row.category, f"{row.wanted:.4f}", f"{row.found:.4f}")
    return table


def _acts(society: Society, found: Fit) -> Table:
    table = Table(
        "kind", "class", "a year", "title",
        title="\nActs considered, mean over all citizens", title_justify="left", box=None,
        padding=(0, 2, 0, 0),
    )  # fmt: skip
    for kind, rate in found.summary.acts_per_citizen_year.items():
        act = society.acts[kind]
        table.add_row(kind, act.kind, f"{rate:.2f}", act.title)
    return table
