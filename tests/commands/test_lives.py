"""`underheaven lives`: examples out of a run that was made, each with the way on."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.commands.asking import SMALL, ask, keep_nobody, refused
from underheaven.counted.columns import Life, labels
from underheaven.record.people import KEYS, adults_of, categories_of, clear_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.sampling import communities_of, lived_again, spread

WANTED = ("denied", "shown")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lives") / "run"
    assert ask("run", "article-2019", *SMALL, "--out", folder).status == 0
    return folder


@pytest.fixture(scope="module")
def unscored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lives") / "none"
    assert ask("run", "none", *SMALL, "--out", folder).status == 0
    return folder


def test_examples_are_rows_of_the_table(run: Path) -> None:
    answer = ask("lives", run, "--where", "most wrong records and place = urban", "--limit", "5", "--json")
    found = json.loads(answer.out)
    assert found["synthetic"] is True
    assert found["corrections"]
    assert found["searched"] == found["citizens_of_the_run"] == 2_000
    rows = pq.read_table(run / "final.parquet").to_pylist()
    expected = sorted(
        (-row["wrong_records"], number)
        for number, row in enumerate(rows)
        if row["wrong_records"] and row["place"] == "urban"
    )
    assert found["found"] == len(expected)
    assert [(-each["value"], each["citizen"]) for each in found["citizens"]] == expected[:5]
    for each in found["citizens"]:
        assert each["age"] == rows[each["citizen"]]["age"]
        assert each["command"] == f"underheaven life {run} {each['citizen']}"


def test_the_list_fits_a_terminal_but_for_the_run_s_own_name(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = ask("lives", run, "--where", "top family", "--limit", "3")
    assert answer.status == 0
    assert "synthetic" in answer.out
    assert max(len(line) for line in answer.out.splitlines() if "underheaven life" not in line) <= 80
    assert answer.out == ask("lives", run, "--where", "top family", "--limit", "3").out


def test_blocks_hold_whole_households_however_the_file_is_cut(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = RunFolder(run)
    assert keeps_lives(folder)
    table = pq.read_table(run / "final.parquet")

    def cut(name: str, columns: list[str]) -> object:
        assert name == "final"
        return iter(table.select(columns).combine_chunks().to_batches(max_chunksize=37))

    monkeypatch.setattr(folder, "batches", cut)
    blocks = list(everybody(folder, WANTED))
    assert len(blocks) > 50
    assert np.concatenate([each.citizen for each in blocks]).tolist() == list(range(2_000))
    for name in WANTED:
        assert np.concatenate([each.columns[name] for each in blocks]).tolist() == table[name].to_pylist()
    for name, of in categories_of(folder).items():
        codes = np.concatenate([each.codes[name] for each in blocks]).tolist()
        assert [of[code] for code in codes] == table[name].to_pylist()
    homes = set(zip(*(table[key].to_pylist() for key in KEYS), strict=True))
    assert sum(int(each.household[-1]) + 1 for each in blocks) == len(homes)


def test_communities_lived_again_are_as_the_run_left_them(run: Path) -> None:
    folder = RunFolder(run)
    every = communities_of(folder.world)
    columns = (*labels(Life), "shown", "dread", "hardship")
    kept, again = list(everybody(folder, columns)), list(lived_again(folder, columns, every))
    for of in ("columns", "codes"):
        for name in getattr(again[0], of):
            left = np.concatenate([getattr(each, of)[name] for each in kept])
            right = np.concatenate([getattr(each, of)[name] for each in again])
            np.testing.assert_array_equal(left, right, err_msg=name)
    assert np.concatenate([each.citizen for each in again]).tolist() == list(range(2_000))
    assert sum(int(each.household[-1]) + 1 for each in again) == sum(
        int(each.household[-1]) + 1 for each in kept
    )


def test_a_sample_is_spread_and_said(run: Path) -> None:
    world = RunFolder(run).world
    every = communities_of(world)
    for many in (1, 2, len(every), len(every) + 5):
        some = spread(world, many)
        assert len(set(some)) == len(some) == min(many, len(every))
        assert some == sorted(some)
    options = ("--where", "highest score", "--limit", "1000", "--json")
    whole = json.loads(ask("lives", run, *options).out)
    found = json.loads(ask("lives", run, *options, "--communities", "2").out)
    assert (found["communities"], found["communities_of_the_run"]) == (2, len(every))
    assert (found["lived_again"], whole["lived_again"]) == (True, False)
    assert found["searched"] < whole["searched"]
    of_all = {each["citizen"]: each["value"] for each in whole["citizens"]}
    both = [each for each in found["citizens"] if each["citizen"] in of_all]
    assert both
    assert all(of_all[each["citizen"]] == each["value"] for each in both)
    assert "communities" in ask("lives", run, "--where", "highest score", "--communities", "2").out


def test_a_run_that_kept_nobody_is_lived_again(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    keep_nobody(monkeypatch)
    assert ask("run", "article-2019", *SMALL, "--out", bare).status == 0
    assert not (bare / "final.parquet").exists()
    options = ("--where", "lowest score", "--limit", "5", "--json")
    kept, again = (json.loads(ask("lives", folder, *options).out) for folder in (run, bare))
    assert again["lived_again"]
    assert [each["citizen"] for each in kept["citizens"]] == [each["citizen"] for each in again["citizens"]]


def test_people_and_thresholds_are_those_of_the_world(run: Path) -> None:
    folder = RunFolder(run)
    highest = max(each.below.value or 0 for each in folder.world.policy.consequences.values())
    society = folder.world.society
    # In every region alike, since no threshold moves.
    of_groups = [16 * int(highest)] * len(society.groups)
    assert clear_of(folder).tolist() == [of_groups] * len(society.regions)
    bands = list(folder.world.society.age_bands.values())
    assert adults_of(folder).tolist() == [band.first >= 18 for band in bands]


def test_nobody_to_find_is_said_with_what_there_is(run: Path, unscored: Path) -> None:
    (problem,) = refused(ask("lives", run, "--where", "longest confined and denied > 99"))
    assert "there are examples of" in problem.casefold()
    assert "most wrong records (" in problem
    (problem,) = refused(ask("lives", unscored, "--where", "sanctioned in error"))
    assert "nobody of 2,000" in problem


def test_wrong_input_is_refused(run: Path, tmp_path: Path) -> None:
    assert "longest confined" in refused(ask("lives", run, "--where", "longest confind"))[0]
    assert "--limit" in refused(ask("lives", run, "--limit", "0"))[0]
    refused(ask("lives", run, "--limit", "many", "--where", "most denid"), 2)
    assert "--communities 1" in refused(ask("lives", run, "--communities", "0"))[0]
    refused(ask("lives", tmp_path / "none"))


def test_a_table_that_was_altered_is_refused(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in run.iterdir():
        if path.is_file():
            (copy / path.name).write_bytes(path.read_bytes())
    altered = pq.read_table(copy / "final.parquet").slice(1)
    pq.write_table(altered, copy / "final.parquet")
    (problem,) = refused(ask("lives", copy))
    assert "final.parquet" in problem
