"""From each figure of a report to what it rests on: definition, code, numbers, ranges, law and command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from underheaven.documents.evidence import Number, counted, numbers
from underheaven.documents.words import counted as many_of
from underheaven.engine.world import World
from underheaven.measure.lived.figures import FIGURES, Figure
from underheaven.measure.lived.sides import SIDES, Side
from underheaven.measure.results import Measure, Value
from underheaven.measure.specification import LABELS, Specification
from underheaven.measure.traced import counted_by, laws_of, rests_on, room_of, written_in
from underheaven.mechanisms.declared import ALL
from underheaven.report.ranges import unknown
from underheaven.report.results import Results
from underheaven.report.words import in_unit, interval
from underheaven.study.assuming.found import Unknown

CHANCE = "coverage"
"""The case of `underheaven verify` that checks intervals."""
ANY = re.compile(r"[^.]+")
OTHER_RANGES = "It is found for the main measures alone."
BY_BLOCKS = "Its 95\N{NO-BREAK SPACE}% interval stands below each value."
NOT_TOLD = "No interval is given: one run of it does not tell the chance. Runs with other seeds do."
COHORTS = ("consequences", "mistakes", "association")
"""What those are under, or spared, of whom people who were lived again are told."""


@dataclass(frozen=True)
class Source:
    """What one figure rests on. `mechanisms` are names; `code` are paths from the root of the repository."""

    anchor: str
    title: str
    unit: str
    definition: str
    reading: str
    missing: str
    origin: str
    code: list[str]
    mechanisms: tuple[str, ...]
    chance: str
    assumed: str
    laws: str
    command: str


@dataclass(frozen=True)
class Numbers:
    """The numbers of a world below one key: where the first is listed, how many, and from where they come."""

    anchor: str
    path: str
    said: str


@dataclass(frozen=True)
class Room:
    """A mechanism: what it does, where its code and its rule are, its numbers and what checks it."""

    name: str
    title: str
    about: str
    code: str
    sections: str
    numbers: list[Numbers]
    laws: str
    figures: list[Source]


def anchor(specification: Specification) -> str:
    """Where a measure is explained on the page of a report."""
    return f"figure-{specification.name}"


def anchor_of(figure: Figure | Side) -> str:
    """Where a figure of people who were lived again is explained."""
    return f"figure-lived-{figure.name}"


def number_anchor(of: str, path: str) -> str:
    """Where a number of the `policy` or of the `society` is listed with its origin."""
    return f"number-{of}-{re.sub(r'[^A-Za-z0-9._-]', '-', path)}"


def sources(results: Results, lived: bool) -> list[Source]:
    """A source for each measure of the run; with `lived`, for each figure of people lived again too."""
    first: dict[Specification, Measure] = {}
    for measure in results.last.values():
        first.setdefault(measure.specification, measure)
    found = [_source(results, measure) for measure in first.values()]
    return [*found, *(_of_lived(results, each) for each in (*FIGURES, *SIDES) if lived)]


def rooms(world: World, figures: Sequence[Source]) -> list[Room]:
    """Every mechanism, with those of the `figures` that it counts first of all."""
    found = {"policy": numbers(world.policy), "society": numbers(world.society)}
    return [
        Room(
            name=name,
            title=each.title,
            about=each.about,
            code=room_of(name),
            sections=", ".join(each.sections),
            numbers=[given for key in each.keys for given in _below(key, found)],
            laws=_verify(each.laws),
            figures=[figure for figure in figures if figure.mechanisms[0] == name],
        )
        for name, each in ALL.items()
    ]


def _source(results: Results, measure: Measure) -> Source:
    of = measure.specification
    counting = counted_by(of)
    return Source(
        anchor=anchor(of),
        title=of.title + (f" (each {of.each})" if of.each else ""),
        unit=of.unit,
        definition=of.formula,
        reading=of.direction,
        missing=of.undefined,
        origin=f"{of.label}: {LABELS[of.label]}",
        code=[written_in(of), *map(room_of, counting)],
        mechanisms=rests_on(counting),
        chance=_by_chance(results, measure),
        assumed=_by_assumption(results, of.name),
        laws=_verify(laws_of(counting)),
        command=_export(results, "measures"),
    )


def _of_lived(results: Results, of: Figure | Side) -> Source:
    is_side = isinstance(of, Side)
    module = "sides" if is_side else "figures"
    counting = COHORTS if is_side else COHORTS[:1]
    return Source(
        anchor=anchor_of(of),
        title=of.title,
        unit=of.unit,
        definition=of.formula,
        reading=of.direction,
        missing=of.undefined,
        origin=f"{of.label}: {LABELS['emergent']}",
        code=[f"underheaven/measure/lived/{module}.py", *map(room_of, counting)],
        mechanisms=rests_on(counting),
        chance=BY_BLOCKS,
        assumed=OTHER_RANGES,
        laws=_verify(laws_of(counting)),
        command=_export(results, "sides" if is_side else "cohorts"),
    )


def _by_chance(results: Results, measure: Measure) -> str:
    of = measure.specification
    if of.interval == "none":
        return NOT_TOLD
    if of.each:
        return BY_BLOCKS
    span = interval(measure.all, of.unit)
    if not span:
        return f"{measure.all.reason or of.undefined}.".capitalize()
    value = in_unit(measure.all.value or 0.0, of.unit)
    return f"{value} {results.when}, 95\N{NO-BREAK SPACE}% interval {span}."


def _by_assumption(results: Results, name: str) -> str:
    ranges = results.ranges
    if isinstance(ranges, Unknown):
        return unknown(ranges.why)
    found, most = ranges.of(results.last_year, name), ranges.most_by(name)
    if found is None or found.low is None or found.high is None:
        return OTHER_RANGES
    unit = results.last[name].unit
    driven = f"; it depends most on {most.group}" if most is not None else ""
    return f"{interval(Value(None, found.low, found.high, None), unit)}{driven}."


def _below(key: str, found: Mapping[str, Sequence[Number]]) -> Iterator[Numbers]:
    """The listed numbers of a world below a key such as `policy.sources.*.faces`, as one entry."""
    of, _, path = key.partition(".")
    pattern = re.compile(re.escape(path).replace(r"\*", ANY.pattern) + r"(\.|$)")
    theirs = [each for each in found.get(of, ()) if pattern.match(each.path)]
    if not theirs:
        return
    origins = counted(theirs)
    total = many_of(sum(origins.values()), "number")
    assumed = f", {origins['assumed']:,} assumed" if "assumed" in origins else ", none assumed"
    yield Numbers(number_anchor(of, theirs[0].path), key.replace("*", "…"), f"{total}{assumed}")


def _verify(laws: Sequence[str]) -> str:
    return shlex.join(("underheaven", "verify", *laws))


def _export(results: Results, table: str) -> str:
    run = str(results.folder.path)
    return shlex.join(("underheaven", "export", run, "--table", table, "--out", f"{table}.csv"))
