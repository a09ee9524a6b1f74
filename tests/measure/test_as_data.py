"""Measures as plain JSON: a second evaluator reads them, and the counts, and finds the same values."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.measure import second_evaluator
from tests.record import made
from tests.worlds import random_world
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.reference import simulate
from underheaven.engine.world import World
from underheaven.measure.as_data import measures_as_data, table_as_data
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.expression import COLUMNS, read, written
from underheaven.measure.frame import Frame
from underheaven.measure.named import base_for, named
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, names_in
from underheaven.measure.run import measure_records
from underheaven.measure.selections import SELECTIONS
from underheaven.measure.table import SPECIFICATIONS
from underheaven.society.schema import PLACES, QUINTILES

SEEDS = (1, 4, 5, 11)
"""Random worlds of every feature, lived by the slow engine."""
Lived = tuple[World, Sequence[StepRecord], Sequence[YearRecord]]


@cache
def lived(name: str) -> Lived:
    """The records of a made world, or of a random one by its seed."""
    if name.isdigit():
        world, archetypes = random_world(int(name))
        result = simulate(world, archetypes)
        years = []
        for year in sorted({key[0] for key in result.years}):
            of_year = {key[1:]: tallies for key, tallies in result.years.items() if key[0] == year}
            years.append(YearRecord(year, list(of_year), np.stack(list(of_year.values()))))
        return world, result.steps, years
    counts = made.full_counts() if name == "full" else made.counts_of_weeks()
    steps = [counts.step(step) for step in range(counts.world.steps)]
    return counts.world, steps, [counts.year(year) for year in counts.years()]


WORLDS = ("plain", "full", *map(str, SEEDS))


def counted(name: str, years: Iterable[int]) -> dict[str, Any]:
    """What the second evaluator counts from: plain numbers of the records of some years, in their order."""
    world, steps, records = lived(name)
    frame, wanted = Frame.of(world), set(years)
    waves = frame.dimensions["wave"]
    rows = []
    for record in records:
        for (_, number, wave), cells in zip(record.rows, record.tallies.tolist(), strict=True):
            for cell, tallies in enumerate(cells):
                of_class, quintile = divmod(cell, len(QUINTILES))
                group_number, residence = divmod(of_class, len(PLACES))
                if record.year in wanted:
                    rows.append(
                        {
                            "group": frame.groups[group_number], "region": frame.regions[number],
                            "place": PLACES[residence], "quintile": QUINTILES[quintile], "wave": waves[wave],
                            "tallies": tallies,
                        }
                    )  # fmt: skip
    bins: dict[tuple[str, str], list[int]] = {}
    queue = {region: [0, 0, 0] for region in frame.regions}
    waited = dict.fromkeys(frame.regions, 0)
    public, known = frame.layout.public.index, frame.layout.known.index
    for step in steps:
        inside = frame.year_of(step.step) in wanted
        for place, region in enumerate(frame.regions):
            for of, group in enumerate(frame.groups):
                there = bins.setdefault((region, group), [0] * 64)
                if inside:
                    more = step.histogram[place, of].tolist()
                    bins[region, group] = [one + other for one, other in zip(there, more, strict=True)]
            filed = int(step.public[place, public("appeals")])
            backlog = int(step.known[place, known("backlog")])
            if inside:
                sums = (filed, filed * waited[region], backlog)
                queue[region] = [one + other for one, other in zip(queue[region], sums, strict=True)]
            waited[region] = int(step.known[place, known("appeal_wait")])
    return {
        "rows": rows, "bins": bins, "queue": queue, "from_start": min(wanted) == world.start.year,
    }  # fmt: skip


def measured(name: str, years: Sequence[int]) -> Measures:
    """The package's own measures of the whole run, or of its last year."""
    world, steps, records = lived(name)
    found = measure_records(Frame.of(world), records, steps, last_year=records[-1].year)
    if len(years) == len(records):
        return found
    assert found.last_year is not None
    return found.last_year


def document(name: str) -> dict[str, Any]:
    """The measures of a world after they have been through JSON."""
    found: dict[str, Any] = json.loads(json.dumps(measures_as_data(lived(name)[0]), allow_nan=False))
    return found


@pytest.mark.parametrize("last", [False, True], ids=["whole", "last year"])
@pytest.mark.parametrize("name", WORLDS)
def test_a_second_evaluator_finds_every_value(name: str, last: bool) -> None:
    """Of every measure, everyone and every category: the same number."""
    years = [record.year for record in lived(name)[2]][-1 if last else 0 :]
    said, counts, expected = document(name), counted(name, years), measured(name, years)
    assert [measure["name"] for measure in said["measures"]] == list(expected)
    everywhere = [("", ""), *((of, each) for of, names in said["breakdowns"].items() for each in names)]
    there = {
        (*where, weighed): second_evaluator.category(said, counts, *where, weighed)
        for where in everywhere
        for weighed in (False, True)
    }
    for measure in said["measures"]:
        known = expected[measure["name"]]
        for breakdown, each in everywhere:
            value = (known.by(breakdown)[each] if breakdown else known.all).value
            of = there[breakdown, each, measure["weighed"]]
            found = second_evaluator.value(said, counts, measure, breakdown, of)
            # Sums of weighed counts hang on their order by a few of the last digits.
            same = found == value if None in (found, value) else found == pytest.approx(value, 1e-9, 1e-9)
            assert same, (measure["name"], breakdown, each, found, value)


@pytest.mark.parametrize("name", WORLDS)
def test_a_second_evaluator_finds_what_each_measure_is_counted_over(name: str) -> None:
    world, steps, records = lived(name)
    frame, years = Frame.of(world), [record.year for record in records]
    pool = Pool(frame)
    for record in records:
        pool.add_year(record)
    said, counts = document(name), counted(name, years)
    groups = said["breakdowns"]["group"]
    of = [
        second_evaluator.category(said, counts, "group" if group else "", group, True)
        for group in ("", *groups)
    ]
    for measure in said["measures"]:
        specification, entry = named(measure["name"])
        base = base_for(specification, entry, pool.counts(), len(steps))
        interval = measure["interval"]
        found = [second_evaluator.evaluate(said, interval["over"], each) for each in of]
        assert found == pytest.approx(base.of[: len(of)].tolist(), 1e-9, 1e-9), measure["name"]
        if interval["one"] is None:
            assert np.isnan(base.one)
        else:
            assert interval["one"] * len(steps) == pytest.approx(base.one)


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_said_of_intervals_holds(name: str) -> None:
    """Limits hold what they enclose, and there is none where it is said that there is none."""
    expected = measured(name, [record.year for record in lived(name)[2]])
    for measure in document(name)["measures"]:
        interval, known = measure["interval"], expected[measure["name"]]
        for breakdown, values in (("everyone", {"": known.all}), *known.breakdown.items()):
            for value in values.values():
                if interval["kind"] == "none" or breakdown in interval["none_by"]:
                    assert value.low is None
                if value.low is not None and value.high is not None:
                    assert interval["lowest"] is None or value.low >= interval["lowest"]
                    assert interval["highest"] is None or value.high <= interval["highest"]
                if breakdown not in ("everyone", *measure["breakdowns"]):
                    assert value.value is None


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_s_measures_round_trip_and_ask_for_what_it_counts(name: str) -> None:
    said = document(name)
    columns = {*said["columns"], *said["derived"], *said["queue"]}
    frame = Frame.of(lived(name)[0])
    assert [measure["name"] for measure in said["measures"]] == list(names_in(frame))
    for measure in said["measures"]:
        expression = read(measure["expression"], {}, columns)
        assert written(expression) == measure["expression"]
        text = json.dumps(measure["expression"])
        assert not any(mark in text for mark in ("{privilege", "*", '"world"', '"total"'))
        assert all(measure[part] for part in ("name", "title", "unit", "definition", "missing", "interval"))
        assert measure["interval"]["kind"] in ("blocks", "blocks of regions", "none")
        assert measure["label"] in ("input", "calibrated", "emergent")


def test_the_table_of_all_worlds_round_trips() -> None:
    table = json.loads(json.dumps(table_as_data(), allow_nan=False))
    assert [measure["name"] for measure in table["measures"]] == [each.name for each in SPECIFICATIONS]
    for said, each in zip(table["measures"], SPECIFICATIONS, strict=True):
        block = SELECTIONS[each.entries].block if each.entries else ""
        read_back = read(said["expression"], {each.placeholder: block} if block else {})
        assert read_back == each.parsed
        assert written(read_back) == said["expression"] == json.loads(json.dumps(each.expression))


def test_the_closed_lists_are_used() -> None:
    """No combinator, selection, number or condition stands in a list that no measure asks for."""
    table = table_as_data()
    text = json.dumps([measure["expression"] for measure in table["measures"]])
    for combinator in COMBINATORS:
        assert f'"{combinator}"' in text or combinator == "plus", combinator
    for number in table["numbers"]:
        assert f'"{number.split(".")[0]}' in text
    conditions = {measure[part] for measure in table["measures"] for part in ("where", "shared_where")}
    assert conditions - {None} == set(table["conditions"])
    assert {column.split(".")[0] for column in COLUMNS} >= {
        each["block"] for each in table["selections"].values()
    }
