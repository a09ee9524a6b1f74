"""Runs of shipped policies against their tables: what is counted, what lies outside, and how it is named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tools.expected.disturbing import without
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.policy.expected import Interval, Intervals, Row, load_intervals
from underheaven.verify.expected import (
    EVERYWHERE,
    Counted,
    count,
    findings,
    outside,
    table_of,
    world_of,
)

COLUMNS = ("act.a.done", "act.b.done", "person.adults")
TALLIES = np.array([[[1, 2, 10], [3, 4, 20]], [[5, 6, 10], [7, 8, 20]]])
"""Two years, two regions."""
COUNTED = Counted((2020, 2021), ("east", "west"), COLUMNS, TALLIES)
ROW = Row(what="a", kind="emergent", of=("act.a.*",), over=("person.adults",), why="so")


def test_a_run_is_counted_by_year_and_region() -> None:
    """Against the tallies of the steps, which an engine adds up for itself."""
    world = replace(world_of("rongcheng-2016", 7), citizens=1_500)
    found, result = count(world), simulate(world)
    assert found.columns == layout_of(world).columns
    assert found.regions == tuple(world.society.regions)
    for number, year in enumerate(found.years):
        steps = [step.tallies for step in result.steps if world.year_of(step.step) == year]
        assert np.array_equal(found.tallies[number], np.sum(steps, axis=(0, 2)))


def test_places_are_everybody_and_each_region_over_all_years() -> None:
    found = {place: of.tolist() for place, of in COUNTED.places().items()}
    assert found == {EVERYWHERE: [16, 20, 60], "east": [6, 8, 20], "west": [10, 12, 40]}


def test_a_quotient_is_of_a_year_or_of_all_and_what_is_not_there_counts_nothing() -> None:
    assert COUNTED.quotient(ROW) == 16 / 60
    assert COUNTED.quotient(ROW.model_copy(update={"year": 2021, "times": 10})) == pytest.approx(10 * 12 / 30)
    assert COUNTED.quotient(ROW.model_copy(update={"of": ("source.*",)})) == 0
    assert np.isnan(COUNTED.quotient(ROW.model_copy(update={"over": ("source.*",)})))


def test_what_lies_outside_is_named_with_what_was_expected() -> None:
    table = table_of("none").model_copy(update={"rows": (ROW,)})
    counts: dict[str, dict[str, Interval]] = {
        EVERYWHERE: {"act.a.done": (16, 16), "act.c.done": (0, 2)},
        "east": {"act.b.done": (9, 12)},
        "west": {},
    }
    within = Intervals(0.001, {"a": (0.2, 0.3)}, {**counts, "east": {"act.b.done": (8, 8)}})
    assert list(outside(table, within, COUNTED)) == []
    (each,) = outside(table, replace(within, counts=counts), COUNTED)
    assert (each.named, each.low, each.high, each.found) == ("act.b.done, east", 9, 12, 8)
    missing: dict[str, dict[str, Interval]] = {**counts, "east": {}, EVERYWHERE: {"act.c.done": (1, 2)}}
    assert [each.named for each in outside(table, replace(within, counts=missing), COUNTED)] == [
        f"act.c.done, {EVERYWHERE}"
    ]
    undefined = table.model_copy(update={"rows": (ROW.model_copy(update={"over": ("x",)}),)})
    assert [each.named for each in outside(undefined, within, COUNTED)] == ["a"]


def test_a_world_without_a_mechanism_fails_column_by_column() -> None:
    world = without("mistakes")(world_of("article-2019", 333))
    found = list(findings("article-2019", count(world)))
    assert all(each.passed == each.what.endswith("that lie within") for each in found)
    by_name = {each.what: each for each in found}
    wrong = by_name[f"article-2019: source.cameras.wrong, {EVERYWHERE}"]
    low, high = load_intervals("article-2019").counts[EVERYWHERE]["source.cameras.wrong"]
    assert wrong.expected == f"{low:,.6g} to {high:,.6g}"
    assert wrong.found == 0 < low
    assert "article-2019: camera records of the wrong person" in by_name
