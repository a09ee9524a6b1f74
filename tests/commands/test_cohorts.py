"""`underheaven cohorts`: people followed, out of a run that was made; what cannot be followed is refused."""

import csv
import json
from pathlib import Path

import pytest

import underheaven as uh
from tests.commands.asking import ask
from underheaven.measure.lived.figures import FIGURES

OF = (
    "--citizens", "700", "--from", "2019-12-16", "--to", "2020-04-30",
    "--threads", "1",
)  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohorts") / "run"
    harsh = folder.parent / "harsh.yaml"
    harsh.write_text(
        "reform_of: article-2019\npolicy: harsh\ntitle: Harsh\n"
        "consequences: {no_high_quality_goods: {below: 599}}\n",
        encoding="utf-8",
    )
    answer = ask("run", harsh, *OF, "--out", folder, "--json")
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)["lived"]
    assert found["exact"]
    assert len(found["cohorts"]) == 2 * (1 + 7)
    return folder


@pytest.fixture(scope="module")
def unscored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohorts") / "none"
    assert ask("run", "none", *OF, "--out", folder).status == 0
    return folder


def test_the_same_is_said_as_text_as_json_as_a_table_and_in_python(run: Path, tmp_path: Path) -> None:
    answer = ask("cohorts", run, "--day", "2020-03-01", "--json")
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    assert found["synthetic"] is True
    (under,) = (
        each for each in found["cohorts"] if each["cohort"] == "under" and each["consequence"] is None
    )
    assert under["day"] == "2020-03-01"
    assert under["people"] > 20
    assert sum(under["people_by"]["group"].values()) == under["people"]
    assert set(under["figures"]) == {each.name for each in FIGURES}
    back = under["figures"]["back_soon"]["all"]
    assert 0 < back["value"] < 1
    text = " ".join(ask("cohorts", run, "--day", "2020-03-01").out.split())
    assert f"Under it on 1 March 2020: {under['people']} people" in text
    assert f"{100 * back['value']:.1f}" in text
    people = uh.open(run).cohorts(day="2020-03-01")
    assert people.lived.to_dict() == {key: found[key] for key in people.lived.to_dict()}
    file = people["cohorts"].save(tmp_path / "cohorts.csv")
    rows = [
        row
        for row in csv.DictReader(line for line in file.read_text().splitlines() if not line.startswith("#"))
        if row["figure"] == "back_soon"
        and row["cohort"] == "under"
        and not row["consequence"]
        and not row["by"]
    ]
    assert [float(row["value"]) for row in rows] == [back["value"]]


def test_a_year_is_not_told_of_a_run_that_ends_before(run: Path) -> None:
    found = json.loads(ask("cohorts", run, "--json").out)
    for each in found["cohorts"]:
        value = each["figures"]["free_after_year"]["all"]
        assert value["value"] is None
        assert "year" in value["reason"] or "nobody" in value["reason"]


def test_it_is_told_by_what_people_are_told_apart_by(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for by in ("group", "region", "opinion", "age"):
        answer = ask("cohorts", run, "--by", by, "--consequence", "no_high_quality_goods")
        assert answer.status == 0
        assert f"by {by}" in " ".join(answer.out.split())
        assert max(map(len, answer.out.splitlines())) <= 80


def test_tables_of_a_run_have_them_too(run: Path, tmp_path: Path) -> None:
    for table in ("cohorts", "sides", "margins"):
        out = tmp_path / f"{table}.json"
        assert ask("export", run, "--table", table, "--out", out).status == 0
        rows = json.loads(out.read_text())["rows"]
        assert {"value", "low", "high", "missing", "by", "category"} <= set(rows[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--day", "2019-12-16"), "Name a day from 2019-12-23 to 2020-04-30"),
        (("--day", "soon"), "is not a day"),
        (("--year", "2018"), "The run lived steps of 2019 to 2020"),
        (("--communities", "0"), "at least 1"),
        (("--by", "groups"), "group"),
        (("--consequence", "no_trains"), "no_train"),
    ],
)
def test_what_cannot_be_followed_is_refused(run: Path, words: tuple[str, ...], said: str) -> None:
    answer = ask("cohorts", run, *words)
    assert answer.status == 2
    assert said in " ".join(answer.err.split())
    assert not answer.out


def test_where_nothing_hangs_on_a_score_nobody_is_followed(unscored: Path) -> None:
    answer = ask("cohorts", unscored)
    assert answer.status == 2
    assert "Nothing depends on a score" in " ".join(answer.err.split())


def test_any_measure_of_people_is_had_by_opinion_sex_and_age(run: Path) -> None:
    people = uh.open(run).cohorts()
    frame = people.by("records")
    assert {"supportive", "neutral", "critical", "male", "female", "18-29"} <= set(frame["category"])
    with pytest.raises(uh.InputError, match="records"):
        people.by("recrods")
    with pytest.raises(uh.InputError, match="measure"):
        people.by("score_gini")
