"""An audit: every line has a value or a reason, of a complete year, whatever the run."""

import json
from pathlib import Path

import pytest

from tests.record import made
from tests.report import runs
from underheaven.documents.problems import InputError
from underheaven.measure.audit import SUBJECTS, Audit, audit
from underheaven.measure.auditing import NO_CENSUS
from underheaven.measure.definitions import ENDS, FUNCTIONS
from underheaven.record.query import RunFolder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.complete(tmp_path_factory.mktemp("audit") / "run", made.world())


@pytest.fixture(scope="module")
def whole(folder: Path) -> Audit:
    return audit(folder)


def test_every_line_has_a_value_or_a_reason(whole: Audit) -> None:
    assert {row.subject for row in whole.rows} == set(SUBJECTS)
    for row in whole.rows:
        complete = row.value is not None and row.low is not None and row.high is not None
        assert complete == (row.reason is None), row
        if complete:
            assert row.low is not None
            assert row.value is not None
            assert row.high is not None
            assert row.low <= row.value <= row.high, row
        assert row.title
        assert row.unit


def test_every_number_is_a_measure_or_stands_in_the_list_of_functions(whole: Audit) -> None:
    known = {*FUNCTIONS, *whole.measures}
    for row in whole.rows:
        name = next((row.measure.removesuffix(end) for end in ENDS if row.measure.endswith(end)), "")
        assert row.measure in known or name in known, row.measure


def test_lines_are_told_apart(whole: Audit) -> None:
    keys = [row.key for row in whole.rows]
    assert len(keys) == len(set(keys))


def test_frames_hold_every_line_with_its_unit(whole: Audit) -> None:
    assert sum(table.num_rows for table in whole.frames.values()) == len(whole.rows) == whole.frame.num_rows
    assert whole.frame.schema.metadata[b"synthetic"] == b"true"
    odds = whole.frames["odds"]
    assert set(odds["unit"].to_pylist()) == {"share", "times"}
    assert odds["value"].null_count == sum(row.value is None for row in whole.of("odds"))


def test_it_is_plain_and_says_that_people_are_synthetic(whole: Audit) -> None:
    found = json.loads(json.dumps(whole.to_dict(), allow_nan=False))
    assert found["synthetic"] is True
    assert found["year"] == 2018
    assert found["seeds"] == [1]
    assert len(found["rows"]) == len(whole.rows)


def test_measures_are_those_of_the_year(whole: Audit) -> None:
    (under,) = whole.of("measures", "under", category="everyone")
    assert under.value == whole.measures.under.all.value
    assert whole.measures.years == (2018,)
    assert {row.measure.partition(".")[0] for row in whole.of("watch")} >= {"precision", "recall", "watch"}


def test_another_year_may_be_asked_for(folder: Path, whole: Audit) -> None:
    other = audit(folder, year=2017)
    assert other.year == 2017
    assert other.of("validity") != whole.of("validity")
    with pytest.raises(InputError, match=r"2017, 2018"):
        audit(folder, year=2019)


def test_people_are_told_apart_as_asked(folder: Path) -> None:
    found = audit(folder, by=[("region",), ("group", "region")])
    assert {row.by for row in found.of("four fifths")} == {"everyone", "region", "group, region"}
    assert {row.by for row in found.of("intersections")} == {"everyone", "group, region"}


def test_misconduct_may_be_said(folder: Path) -> None:
    assert {row.basis for row in audit(folder, deeds=4).of("odds")} == {
        "done, at least 4 a year", "expected, over 4 a year",
    }  # fmt: skip


def test_without_a_scheme_it_is_said_what_is_undefined(tmp_path: Path) -> None:
    bare = audit(runs.without_scheme(tmp_path / "run"))
    for subject in ("validity", "calibration", "odds", "identity"):
        assert [row.reason for row in bare.of(subject)] == ["nobody is in the scheme"]
    assert all(row.value is None and row.reason for row in bare.of("four fifths"))


def test_a_run_without_a_census_says_so(tmp_path: Path) -> None:
    run = RunFolder(made.complete(tmp_path / "run", made.world()))
    (run.path / "census.parquet").unlink()
    assert [row.reason for row in audit(run).of("validity")] == [NO_CENSUS]


def test_an_interrupted_run_is_audited_over_its_last_complete_year(tmp_path: Path) -> None:
    cut = runs.interrupted(tmp_path / "run", made.policy())
    assert audit(cut).year == 2017
    recorder = made.recorder(tmp_path / "short", made.world())
    recorder.interrupt(0)
    with pytest.raises(InputError, match="No calendar year"):
        audit(tmp_path / "short")


def test_a_folder_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    with (folder / "census.parquet").open("ab") as file:
        file.write(b"!")
    with pytest.raises(InputError, match=r"not as the run left it.*census\.parquet"):
        audit(folder)
    with pytest.raises(InputError, match="not a folder"):
        audit(tmp_path / "none")


def test_a_world_with_every_mechanism_is_audited(tmp_path: Path) -> None:
    found = audit(runs.everything(tmp_path / "run"))
    outcomes = {row.basis for row in found.of("four fifths")}
    assert any(outcome.startswith("holds.") for outcome in outcomes)
    assert any(outcome.startswith("placed.") for outcome in outcomes)
    assert found.of("validity", "gained_by_gaming")
