"""The table of coverage is of the model and the method as they are; judging finds what holds too seldom."""

import json
from pathlib import Path

import numpy as np
import pytest

from tools.interval_coverage import __main__ as command
from tools.interval_coverage import living
from tools.interval_coverage.judging import EVENTS, WIDEST, Judged, judge
from tools.interval_coverage.page import printed
from underheaven.measure.headlines import MAIN
from underheaven.verify.covered import AGAIN, chosen
from underheaven.verify.repeats import SETTINGS, Cell, Repeated, apart, cells, kept, mark
from underheaven.verify.shipped import society_of

KNOWN = {Cell("spell_if_alike", "place", "rural")}
"""Cells that hold too seldom, as docs/coverage.md says: what is divided by what few people did."""
AGAIN_BY = "run: python -m tools.interval_coverage FOLDER"
PAGE = command.KEPT.with_suffix(".md")


def test_what_is_kept_is_of_today_and_on_the_page() -> None:
    table = json.loads(command.KEPT.read_text(encoding="utf-8"))
    assert table["inputs"] == command.follows_from(), AGAIN_BY
    assert table["settings"].keys() == kept()["marks"].keys() == SETTINGS.keys()
    assert all(len(marks) == table["repeats"] for marks in kept()["marks"].values())
    assert printed(table) in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SETTINGS)
def test_no_cell_holds_too_seldom_and_the_main_measures_are_there(name: str) -> None:
    table = json.loads(command.KEPT.read_text(encoding="utf-8"))
    rows = [Judged.of_list(each) for each in table["settings"][name]["cells"]]
    assert {row.cell for row in rows if row.fails} <= KNOWN
    assert all(f"`{cell.measure}`" in PAGE.read_text(encoding="utf-8") for cell in KNOWN)
    assert {row.cell.measure for row in rows if row.cell.by == ""} >= MAIN.keys()
    assert {row.cell.by for row in rows} == {"", "group", "region", "place", "quintile"}
    assert {row.cell for row in rows} <= set(cells(name))


def test_every_fourth_region_begins_with_the_largest() -> None:
    regions = society_of("china-2019").regions
    chosen_of_it = SETTINGS["china-eight"].regions()
    assert len(chosen_of_it) == 8
    assert max(regions, key=lambda name: regions[name].population.value) in chosen_of_it
    assert [name for name in regions if name in chosen_of_it] == chosen_of_it
    assert Repeated("riverton", 1_000, 256).regions() == list(society_of("riverton").regions)


def test_intervals_that_hold_as_often_as_they_say_pass_and_narrow_ones_do_not() -> None:
    draw, n = np.random.default_rng(3), 400
    names = [Cell("mean_score", "group", name) for name in ("good", "narrow", "absent", "wide")]
    values = draw.normal(600, 1, (n, 4))
    half = np.array([1.96, 1.2, 1.96, 3.5])
    repeats = np.stack([values, values - half, values + half], axis=-1)
    # A quarter gives no interval at all: it counts as one that does not hold.
    repeats[::4, 2, 1:] = np.nan
    good, narrow, absent, wide = judge(names, repeats, np.full(4, 600.0))
    assert not good.fails
    assert narrow.fails
    assert absent.fails
    assert absent.given == 300
    assert absent.defined == n
    assert wide.wide
    assert not good.wide
    assert good.width == pytest.approx(1, abs=0.12)


def test_events_are_those_that_vary_as_much() -> None:
    draw = np.random.default_rng(4)
    few, many = draw.poisson(4, 4_000) / 7, draw.binomial(100, 0.9, 4_000) / 100
    repeats = np.stack([np.stack([few, many], axis=1)] * 3, axis=-1)
    names = [Cell("records", "", ""), Cell("under", "", "")]
    rate, share = judge(names, repeats, np.array([4 / 7, 0.9]))
    assert rate.events == pytest.approx(4, rel=0.1)
    # Of a hundred trials ninety hit: ten did not.
    assert share.events == pytest.approx(10, rel=0.1)


def test_a_waves_cells_and_what_never_has_an_interval_are_not_judged() -> None:
    repeats = np.zeros((3, 2, 3))
    repeats[:, 1, 1:] = np.nan
    names = [Cell("under", "wave", "pilots"), Cell("under", "", "")]
    assert judge(names, repeats, np.zeros(2)) == []


def test_rows_go_through_json() -> None:
    row = Judged(Cell("under", "group", "fen"), 400, 399, 380, 0.0123456, 1.05, 33.3, 0.5)
    back = Judged.of_list(json.loads(json.dumps(row.to_list())))
    assert back.cell == row.cell
    assert (back.held, back.truth) == (380, 0.01235)
    assert np.isnan(Judged.of_list(row._replace(width=np.inf).to_list()).width)
    assert (EVENTS, WIDEST) == (10, 1.3)


def test_repeats_that_are_kept_are_not_lived_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = {"tiny": Repeated("riverton", 2_048, 256)}
    monkeypatch.setattr(living, "SETTINGS", small)
    monkeypatch.setattr("underheaven.verify.repeats.SETTINGS", small)
    for task in living.missing(tmp_path, 2):
        living.live(task)
    assert list(living.missing(tmp_path, 2)) == []
    assert [number for *_, number in living.missing(tmp_path, 3)] == [2]
    assert living.repeats_in(tmp_path, 9) == 2
    found = living.ends(tmp_path, "tiny", 2)
    assert found.shape[0] == 2
    cells.cache_clear()
    truth = living.truths(tmp_path, "tiny", found[..., 0])
    under = cells("tiny").index(Cell("records", "group", "weir"))
    assert found[:, under, 0].min() <= truth[under] <= found[:, under, 0].max()
    monkeypatch.setattr(living, "measures_of", lambda _: pytest.fail("it was lived before"))
    (tmp_path / "tiny" / "0001.npz").unlink()
    assert living.repeats_in(tmp_path, 9) == 1
    assert apart(mark(found[0]), mark(found[0])) == 0
    assert apart(mark(found[0]), mark(found[1])) > 1
    cells.cache_clear()


def test_twenty_repeats_are_chosen_and_always_the_same() -> None:
    marks = {name: [[0.0, 0.0, 0.0]] * 400 for name in SETTINGS}
    assert len(set(chosen(marks))) == AGAIN
    assert chosen(marks) == chosen(marks)
    assert {name for name, _ in chosen(marks)} == SETTINGS.keys()
