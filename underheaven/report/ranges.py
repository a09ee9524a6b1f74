"""The range by what is assumed, in words: how wide it is beside that of chance, and what drives it."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.engine.world import World
from underheaven.measure.headlines import main
from underheaven.measure.results import Measures, Value
from underheaven.report.words import in_unit, interval, percent
from underheaven.study.assuming.found import Ranges, Unknown

NOT_KNOWN = "How far these figures depend on assumed numbers is not known for this run"
REMEDY = "A run with the option --assumptions finds it out."
NO_YEAR = "ranges are of whole calendar years, and this run has none"
NO_MEASURE = "no main measure has a range"


def unknown(why: str) -> str:
    """That no range is known, why, and what finds one."""
    return f"{NOT_KNOWN}: {why}. {REMEDY}"


def known(ranges: Ranges | Unknown, last: Measures) -> Ranges | Unknown:
    """The ranges as far as they say something of a run's last year."""
    if isinstance(ranges, Unknown):
        return ranges
    if not last.period.is_a_year or ranges.year_for(last.years[-1]) is None:
        return Unknown(NO_YEAR)
    return ranges


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
    found: list[Line] = []
    if isinstance(known(ranges, last), Unknown):
        return found
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


def sentence(ranges: Ranges | Unknown, world: World, last: Measures) -> str:
    """How far the first main measure may be off: `4.7 %, by chance 4.4 to 4.9 %, by assumption …`."""
    ranges = known(ranges, last)
    if isinstance(ranges, Unknown):
        return unknown(ranges.why)
    lines = lines_of(ranges, world, last)
    if not lines:
        return unknown(NO_MEASURE)
    first = lines[0]
    chance = f", by chance {first.chance}" if first.chance else ""
    driven = f" (it depends most on {first.most_by})" if first.most_by else ""
    return (
        f"{first.title.capitalize()}: {first.value}{chance}, by assumption {first.assumed}{driven}. "
        f"{how(ranges, last.years[-1])}"
    )


def hangs(ranges: Ranges | Unknown, year: int) -> str:
    """How far the share of adults under a consequence hangs on what is assumed, for an audit of a year."""
    if isinstance(ranges, Unknown):
        return unknown(ranges.why)
    found = ranges.of(year, "under")
    if found is None or found.low is None or found.high is None:
        return unknown(NO_MEASURE if ranges.year_for(year) else NO_YEAR)
    most = ranges.most_by("under")
    driven = "" if most is None else f" (this depends most on {most.group})"
    return (
        f"Within the ranges of the assumed numbers, {percent(found.low)} to {percent(found.high)} of adults "
        f"in the scheme are under any consequence{driven}. {how(ranges, year)}"
    )


def how(ranges: Ranges, year: int) -> str:
    """How the ranges were found, and of which year they are where it is another than the one asked about."""
    world, of = ranges.world, ranges.year_for(year)
    before = f" It is that of {of}, the last year that was lived for it." if of != year else ""
    return (
        f"Range by assumption: the 5th to 95th percentile of {ranges.draws} draws, each of which draws all "
        f"{ranges.numbers} assumed numbers within their ranges. Each draw was lived with {world.citizens:,} "
        f"citizens from {world.start} to {world.end}, with {ranges.seeds} seeds; this run may have other "
        f"people, another seed and another last day.{before} Found on {ranges.date}."
    )
