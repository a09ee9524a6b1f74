import json
import math
from pathlib import Path

import numpy as np
import pytest

from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.measure.frame import Frame
from underheaven.measure.page import page
from underheaven.measure.pool import Pool
from underheaven.measure.results import NOT_BROKEN_DOWN, Measures, measures_of
from underheaven.measure.run import measure_records, measure_run
from underheaven.measure.series import By, series
from underheaven.measure.table import SPECIFICATIONS
from underheaven.record.query import RunFolder

FRAME = Frame.of(made.world())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return RunFolder(made.complete(tmp_path_factory.mktemp("run"), made.world()))


def from_memory(last_year: int | None = None) -> Measures:
    counts = made.counts_of_weeks()
    return measure_records(
        FRAME, map(counts.year, counts.years()), map(counts.step, range(105)), last_year=last_year
    )


def test_a_folder_and_memory_give_the_same_measures(folder: RunFolder) -> None:
    found, expected = measure_run(folder), from_memory(last_year=2018)
    assert found.to_dict() == expected.to_dict()
    assert found.years == expected.years == (2017, 2018)
    assert found.last_year is not None
    assert expected.last_year is not None
    assert found.last_year.to_dict() == expected.last_year.to_dict()
    assert found.last_year.to_dict() == measure_run(folder, range(2018, 2019)).to_dict()
    assert measure_run(folder, [2017]).last_year is None


def test_every_measure_has_each_breakdown_and_plain_values(folder: RunFolder) -> None:
    measures = measure_run(folder)
    text = json.dumps(measures.to_dict(), allow_nan=False)
    for name, entry in json.loads(text).items():
        assert entry.keys() == {
            "title", "unit", "label", "all", "by_group", "by_region", "by_place", "by_quintile", "by_wave",
        }  # fmt: skip
        for dimension, categories in FRAME.dimensions.items():
            assert tuple(entry[f"by_{dimension}"]) == categories
            assert tuple(measures[name].by(dimension)) == categories
        for value in [entry["all"], *entry["by_group"].values(), *entry["by_quintile"].values()]:
            complete = value["low"] is not None and value["value"] is not None
            assert complete == (value["reason"] is None)
            if complete:
                assert value["low"] <= value["value"] <= value["high"]


def test_measures_by_item_follow_the_world(folder: RunFolder) -> None:
    names = set(measure_run(folder))
    assert {"under.no_trains", "under.confined", "denied.train", "precision.critique"} <= names
    assert {"recall.jaywalk", "precision_of_source.clerks", "held_back.worship"} <= names
    measures = measure_run(folder)
    assert measures.chill is measures["chill"]
    with pytest.raises(AttributeError):
        _ = measures.chil
    assert not {"denied.praise", "recall.train", "precision.worship"} & names
    assert not any("CONSEQUENCE" in name or "KIND" in name or "SOURCE" in name for name in names)
    assert measure_run(folder)["denied.train"].title.endswith(": Train Journey")


def test_nobody_gives_missing_values_and_never_zero() -> None:
    for name, measure in measures_of(Pool(FRAME)).items():
        assert measure.all.value is None, name
        assert measure.all.reason
        for dimension in FRAME.dimensions:
            assert all(value.value is None and value.reason for value in measure.by(dimension).values())


def test_the_distribution_has_no_breakdown_where_it_is_not_kept(folder: RunFolder) -> None:
    gini = measure_run(folder)["score_gini"]
    assert gini.all.value is not None
    assert all(value.value is not None for value in gini.by("region").values())
    assert {value.reason for value in gini.by("quintile").values()} == {NOT_BROKEN_DOWN["scores"]}


def test_an_interrupted_run_is_measured_over_its_complete_years(tmp_path: Path) -> None:
    recorder = made.recorder(tmp_path / "run", made.world())
    for _ in made.drive(recorder, made.counts_of_weeks(), 70):
        pass
    recorder.checkpoint({}, {})
    recorder.interrupt(70)
    cut = RunFolder(tmp_path / "run")
    counts = made.counts_of_weeks()
    complete = [step for step in range(105) if FRAME.year_of(step) == 2017]
    expected = measure_records(FRAME, [counts.year(2017)], map(counts.step, complete))
    assert measure_run(cut).to_dict() == expected.to_dict()
    with pytest.raises(InputError, match="complete years"):
        measure_run(cut, [2018])
    recorder = made.recorder(tmp_path / "short", made.world())
    recorder.interrupt(0)
    with pytest.raises(InputError, match="No calendar year"):
        measure_run(RunFolder(tmp_path / "short"))


@pytest.mark.parametrize("by", ["all", "group", "region"])
def test_series_are_the_counts_of_each_step(folder: RunFolder, by: By) -> None:
    found = series(folder, by)
    sums = {"all": (0, 1), "group": (0,), "region": (1,)}[by]
    for step in (0, 33, 104):
        record = made.counts_of_weeks().step(step)
        tallies = record.tallies.sum(axis=sums).reshape(len(found.categories), -1)
        histogram = record.histogram.sum(axis=sums).reshape(len(found.categories), -1)
        assert np.array_equal(found.histogram[step], histogram)
        column = {name: tallies[:, number] for number, name in enumerate(FRAME.layout.columns)}
        enrolled = column["person.enrolled"]
        assert np.allclose(found.mean_score[step], column["person.shown_sum"] / 16 / enrolled)
        assert np.allclose(found.under["confined"][step], column["consequence.confined.under"] / enrolled)
        assert np.allclose(found.enrolled[step], enrolled / column["person.adults"])
    assert found.step.tolist() == list(range(105))
    assert found.minute[1] == 10_080
    assert (found.edges[0], len(found.edges)) == (0, 65)
    assert 0 < np.mean(found.chill) < 1


def test_the_book_lists_the_measures_as_they_are() -> None:
    assert (Path(__file__).parents[2] / "docs" / "measures.md").read_text() == page()


def test_specifications_are_complete() -> None:
    names = [specification.name for specification in SPECIFICATIONS]
    assert len(names) == len(set(names))
    for specification in SPECIFICATIONS:
        assert all(
            (specification.title, specification.unit, specification.formula, specification.source,
             specification.direction, specification.undefined)
        )  # fmt: skip
        assert bool(specification.each) == ("." in specification.name)
        bounds = (specification.lowest, specification.highest)
        assert all(bound is None or math.isfinite(bound) for bound in bounds)
