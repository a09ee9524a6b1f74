"""The spiral in its parts, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import counted, quoted
from underheaven.measure.concentration import Sampled
from underheaven.record.concentration import OfCommunities
from underheaven.report.guarded import corrected
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import number
from underheaven.study.seeds import Estimate
from underheaven.study.spiral import OUTCOMES, Parts, Spiral

READING = (
    "Selection is what lasting differences between people make of it, caused what hardship does to what "
    "people do; the rest is there without both. Parts are summands; those of the first outcome are factors. "
    "In brackets: 95 % intervals over seeds."
)
CHOSEN = "Those under a consequence at the end, in each domain in which people differ for life:"


def summary(found: Spiral) -> RenderableType:
    """What was lived, every outcome in its parts, and who is under a consequence."""
    world = found.world
    ran = (
        f"{world.society.title}, {world.citizens:,} citizens, {world.start} to {world.end}: four worlds with "
        f"{counted(len(found.seeds), 'seed')} each."
    )
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    for name in ("Outcome", "part", "value", "95 % interval"):
        table.add_column(name, justify="left" if name in ("Outcome", "part") else "right", overflow="fold")
    for parts in found.parts:
        _rows(table, parts)
    chosen = [
        Text(f"  {name}: a mean factor of {_said(each)} {_between(each)}".rstrip())
        for name, each in found.chosen.items()
    ]
    return Group(
        Text(f"The spiral of {quoted(world.policy.policy)} in its parts", style="bold"),
        Text(SYNTHETIC), Text(), Text(ran), Text(), table, Text(), *_undefined(found), Text(READING), Text(),
        Text(CHOSEN), *chosen, *corrected(world.policy),
    )  # fmt: skip


def _rows(table: Table, parts: Parts) -> None:
    """A row for the whole of an outcome, and one for each part; one row where there is no value."""
    if parts.whole.mean is None:
        table.add_row(parts.outcome.title, "whole", "-", "")
        return
    for part, title in (("whole", parts.outcome.title), ("rest", ""), ("selection", ""), ("caused", "")):
        estimate: Estimate = getattr(parts, part)
        sign = "" if part in ("whole", "rest") else "x " if parts.outcome.times else "+"
        said = _said(estimate)
        # A summand below 0 has a sign of its own.
        sign = "" if sign == "+" and said.startswith("−") else sign
        table.add_row(title, part, f"{sign}{said}", _between(estimate))


def _undefined(found: Spiral) -> Iterator[Text]:
    """Why some outcome has no value."""
    for parts in found.parts:
        if parts.whole.mean is None:
            yield Text(f"- of “{parts.outcome.title}”: {parts.whole.missing}.")


def _said(estimate: Estimate) -> str:
    """A mean, or why there is none."""
    return _signed(estimate.mean) if estimate.mean is not None else estimate.missing or "undefined"


def _between(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"({_signed(estimate.low)} to {_signed(estimate.high)})"


def _signed(value: float) -> str:
    """With four decimals at most: what is smaller says nothing of shares and records."""
    return number(round(value, 4)).replace("-", "−")


def concentrated(found: OfCommunities, values: Mapping[str, Sampled]) -> RenderableType:
    """How the records of a run lie over people: of everybody, or of some communities with intervals."""
    world = found.world
    said = (
        f"Everybody in the scheme at the end, {found.people:,} people."
        if found.everybody
        else f"{found.people:,} people in the scheme at the end, in {len(found.records)} of"
        f" {found.communities:,} communities, evenly spread."
    )
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    for name in ("Records that cost points", "value", "" if found.everybody else "95 % interval"):
        table.add_column(name, justify="left" if name.startswith("Rec") else "right", overflow="fold")
    titles = {each.name: each.title for each in OUTCOMES}
    for name, each in values.items():
        between = (
            "" if each.low is None or found.everybody else f"({number(each.low)} to {number(each.high or 0)})"
        )
        table.add_row(titles[name], "undefined" if each.value is None else number(each.value), between)
    return Group(
        Text(f"How records are concentrated under {quoted(world.policy.policy)}", style="bold"),
        Text(SYNTHETIC), Text(), Text(said), Text(), table, *corrected(world.policy),
    )  # fmt: skip
