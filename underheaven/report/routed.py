"""The split of a policy's effects by path, in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import quoted
from underheaven.measure.headlines import MAIN
from underheaven.report.contrasts import difference, signed
from underheaven.study.paths import NAMES, Routes
from underheaven.study.pathsplit import PathSplit
from underheaven.study.seeds import Estimate

MOST = 8
TITLE = 24
SWITCHED = (
    "ties: the pull of household, workplace and friends on a score",
    "behaviour: how dread, the opinion climate and gaming change what people do",
    "hardship: how being denied things changes what people do",
)


def ways(routes: Routes, measure: str | None = None, everything: bool = False) -> RenderableType:
    """What comes through each path, directly, and of paths together."""
    if measure is not None:
        chosen = [each for each in routes.splits if each.name == measure]
    else:
        known = [each for each in routes.splits if each.total.mean is not None]
        chosen = known if everything else _largest(known)
    a, b = routes.policies
    return Group(
        Text(f"How what {quoted(b)} changes against {quoted(a)} comes about", style="bold"),
        Text(
            "Each path was closed in both worlds, alone and with others: "
            f"{routes.runs} runs of {routes.world.citizens:,} citizens{_spared(routes)}. Shapley values of "
            f"the paths and what is direct sum to the effect{_sure(routes)}."
        ),
        *(Text(f"  {line}") for line in SWITCHED),
        _parts(chosen),
        Text(),
        Text("What paths do together, beyond each alone (Shapley interaction index; all three: dividend)"),
        _together(chosen),
    )


def _sure(routes: Routes) -> str:
    return "; ± is half the 95 % interval" if len(routes.seeds) > 1 else ""


def _spared(routes: Routes) -> str:
    spared = routes.runs - routes.runs_lived
    return f", {spared} of which equal others, since neither policy uses a path" if spared else ""


def _largest(known: list[PathSplit]) -> list[PathSplit]:
    """Main measures whose effect is more than chance, the first few in the order of measures."""
    some = [each for each in known if each.name in MAIN and (each.total.apart or each.total.low is None)]
    return [each for each in some if each.total.mean and "points" not in each.unit][:MOST]


def _parts(chosen: list[PathSplit]) -> Table:
    table = _table("measure", "effect", "direct", *NAMES)
    for each in chosen:
        parts = [each.total, each.direct, *(each.shares[name] for name in NAMES)]
        table.add_row(each.title, *(_cell(part, each.unit) for part in parts))
    return table


def _together(chosen: list[PathSplit]) -> Table:
    names = list(chosen[0].interactions) if chosen else []
    table = _table("measure", *(_short(name) for name in names))
    for each in chosen:
        table.add_row(each.title, *(_cell(each.interactions[name], each.unit) for name in names))
    return table


def _short(name: str) -> str:
    return "all three" if name.count(" and ") == 2 else name.replace(" and ", " x ")


def _cell(part: Estimate, unit: str) -> str:
    """A mean with half its interval below it."""
    if part.mean is None or part.high is None:
        return difference(part, unit)
    return f"{difference(part, unit)}\n±{signed(part.high - part.mean, unit).lstrip('+')}"


def _table(first: str, *heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first, max_width=TITLE)
    for head in heads:
        table.add_column(Text(head), justify="right", max_width=12)
    return table
