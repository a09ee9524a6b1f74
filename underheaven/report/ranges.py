"""The range by what is assumed, in words: how wide it is beside that of chance, and what drives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.engine.world import World
from underheaven.measure.headlines import main
from underheaven.measure.results import Measures, Value
from underheaven.report.words import in_unit, interval, percent
from underheaven.study.assuming.found import Ranges

UNKNOWN = (
    "How far these figures depend on assumed numbers is not known for this run. "
    "A run with the option --assumptions finds it out."
)


@dataclass(frozen=True)
class Line:
    """One main measure: its value, its interval by chance, its range by assumption, and what drives that.

    `share` is how much of the variance of single runs is assumption. What is not known is "".
    """

    name: str
    title: str
    value: str
    chance: str
    assumed: str
    share: str
    most_by: str


def lines_of(ranges: Ranges, world: World, last: Measures) -> list[Line]:
    """The main measures of a run's last year that have a range."""
    found = []
    for name, short in main(world, last).items():
        measure = last[name]
        each = ranges.of(last.years[-1], name)
        if each is None or each.low is None or each.high is None:
            continue
        most = ranges.most_by(name)
        whole = Value(measure.all.value, each.low, each.high, None)
        found.append(
            Line(
                name, short, in_unit(measure.all.value or 0.0, measure.unit),
                interval(measure.all, measure.unit),
                interval(whole, measure.unit), "" if each.share is None else percent(each.share),
                "" if most is None else most.group,
            )
        )  # fmt: skip
    return found


def sentence(ranges: Ranges, lines: Sequence[Line]) -> str:
    """How far the first main measure may be off: `4.7 %, by chance 4.4 to 4.9 %, by assumption …`."""
    if not lines:
        return ""
    first = lines[0]
    chance = f", by chance {first.chance}" if first.chance else ""
    driven = f" (it depends most on {first.most_by})" if first.most_by else ""
    return (
        f"{first.title.capitalize()}: {first.value}{chance}, by assumption {first.assumed}{driven}. "
        f"{how(ranges)}"
    )


def hangs(ranges: Ranges | None, year: int) -> str:
    """How far the share of adults under a consequence hangs on what is assumed, for an audit of a year."""
    found = None if ranges is None else ranges.of(year, "under")
    if ranges is None or found is None or found.low is None or found.high is None:
        return UNKNOWN
    most = ranges.most_by("under")
    driven = "" if most is None else f" (this depends most on {most.group})"
    return (
        f"Within the ranges of the assumed numbers, {percent(found.low)} to {percent(found.high)} of adults "
        f"in the scheme are under any consequence{driven}. {how(ranges)}"
    )


def how(ranges: Ranges) -> str:
    """How the ranges were found."""
    world = ranges.world
    return (
        f"Range by assumption: the 5th to 95th percentile of {ranges.draws} draws, each of which draws all "
        f"{ranges.numbers} assumed numbers within their ranges. Each draw was lived with {world.citizens:,} "
        f"citizens from {world.start} to {world.end}, with {ranges.seeds} seeds. Found on {ranges.date}."
    )
