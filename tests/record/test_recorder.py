import json
import os
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.engine.world import hash_of_identity
from underheaven.record.folder import DATA
from underheaven.record.query import RunFolder

STATE = {"own": np.arange(10, dtype=np.int16)}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but its provenance."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "provenance.json"
    }


def test_what_is_written_is_what_was_recorded(tmp_path: Path) -> None:
    world = made.world()
    counts = made.counts_of_weeks()
    run = RunFolder(made.complete(tmp_path / "run", world))
    columns = counts.layout.columns
    for step in (0, 31, 32, world.steps - 1):
        record = counts.step(step)
        rows = run.sql('SELECT * FROM steps WHERE step = ? ORDER BY region, "group"', [step])
        stored = np.stack([rows[name].to_numpy() for name in columns], axis=1)
        assert np.array_equal(stored, record.tallies.reshape(4, -1))
        bins = run.sql('SELECT bins FROM histogram WHERE step = ? ORDER BY region, "group"', [step])
        assert np.array_equal(np.array(bins["bins"].to_pylist()), record.histogram.reshape(4, 64))
        public = run.sql("SELECT * FROM public WHERE step = ? ORDER BY region", [step])
        fields = np.stack([public[name].to_numpy() for name in counts.layout.public], axis=1)
        assert np.array_equal(fields, record.public)
        known = np.stack([public[name].to_numpy() for name in counts.layout.known], axis=1)
        assert np.array_equal(known, record.known)
    for year in counts.years():
        record_of_year = counts.year(year)
        for name in ("act.train.done", "person.pull_sum"):
            stored_sum = run.sql(f'SELECT sum("{name}") AS total FROM years WHERE year = ?', [year])
            expected = record_of_year.tallies[..., counts.layout.column(name)].sum()
            assert stored_sum["total"].to_pylist() == [expected]
    communities = run.sql("SELECT * FROM communities")
    assert communities.num_rows == len(made.communities(world))
    assert communities["enrolled_from"].null_count == 1
    assert np.array_equal(run.tables()["rates"], made.TABLES["rates"])


def test_years_hold_the_same_counts_as_steps(tmp_path: Path) -> None:
    run = RunFolder(made.complete(tmp_path / "run", made.world()))
    asked = 'SELECT region, "group", sum("act.jaywalk.recorded") AS total FROM {} GROUP BY ALL ORDER BY ALL'
    assert run.sql(asked.format("steps")).equals(run.sql(asked.format("years")))


def test_every_file_says_that_it_is_synthetic_and_of_which_world(tmp_path: Path) -> None:
    world = made.world()
    folder = made.complete(tmp_path / "run", world)
    parquet = sorted(folder.glob("*.parquet"))
    assert [path.name for path in parquet] == sorted(set(DATA) - {"tables.npz"})
    for path in parquet:
        metadata = pq.ParquetFile(path).metadata
        assert metadata.metadata[b"synthetic"] == b"true"
        assert metadata.metadata[b"world"] == world.hash.encode()
        assert metadata.row_group(0).column(0).compression == "ZSTD"
    assert json.loads((folder / "provenance.json").read_text())["synthetic"] is True


@pytest.mark.parametrize("stops", [[1], [40, 41], [64], [52, 53, 100]])
def test_an_interrupted_and_resumed_folder_equals_an_uninterrupted_one(
    tmp_path: Path, stops: list[int]
) -> None:
    world = made.world()
    counts = made.counts_of_weeks()
    whole = made.complete(tmp_path / "whole", world)
    folder = tmp_path / "run"
    recorder = made.recorder(folder, world)
    for stop in stops:
        for _ in made.drive(recorder, counts, stop):
            pass
        recorder.checkpoint(STATE, {"step": stop})
        recorder.interrupt(stop)
        cut = RunFolder(folder)
        assert not cut.finished
        assert cut.sql("SELECT count(DISTINCT step) AS n FROM steps")["n"].to_pylist() == [stop]
        recorder = type(recorder).resume(folder, world)
        assert recorder.next_step == stop
    for _ in made.drive(recorder, counts):
        pass
    made.end(recorder)
    assert files(folder) == files(whole)
    assert RunFolder(folder).finished


@pytest.mark.parametrize(("kept", "killed"), [(30, 50), (40, 104), (33, 33), (60, 97)])
def test_a_killed_run_resumes_from_its_checkpoint_to_the_same_folder(
    tmp_path: Path, kept: int, killed: int
) -> None:
    world = made.world()
    counts = made.counts_of_weeks()
    whole = made.complete(tmp_path / "whole", world)
    folder = tmp_path / "run"
    recorder = made.recorder(folder, world)
    for _ in made.drive(recorder, counts, kept):
        pass
    recorder.checkpoint(STATE, {})
    for _ in made.drive(recorder, counts, killed):
        pass
    # What a kill in the middle of a write leaves.
    (folder / "segments" / "steps-0000000096.arrow.part").write_bytes(b"half")
    with pytest.raises(InputError, match="--resume"):
        RunFolder(folder)
    resumed = type(recorder).resume(folder, world)
    assert resumed.next_step == kept
    for _ in made.drive(resumed, counts):
        pass
    made.end(resumed)
    assert files(folder) == files(whole)


def test_a_kill_while_files_are_being_closed_loses_nothing(tmp_path: Path) -> None:
    world = made.world()
    counts = made.counts_of_weeks()
    folder = tmp_path / "run"
    recorder = made.recorder(folder, world)
    for _ in made.drive(recorder, counts, 70):
        pass
    recorder.checkpoint(STATE, {})
    segment = (folder / "segments" / "steps-0000000032.arrow").read_bytes()
    recorder.interrupt(70)
    # The one file is complete, but one of its segments was not yet removed.
    (folder / "segments").mkdir()
    (folder / "segments" / "steps-0000000032.arrow").write_bytes(segment)
    resumed = type(recorder).resume(folder, world)
    for _ in made.drive(resumed, counts):
        pass
    made.end(resumed)
    assert files(folder) == files(made.complete(tmp_path / "whole", world))


@pytest.mark.parametrize("way", ["truncated", "empty", "garbage", "of another file", "one byte"])
def test_a_damaged_segment_is_refused_or_read_and_never_ends_the_program(way: str, tmp_path: Path) -> None:
    world = made.world()
    folder = tmp_path / "run"
    recorder = made.recorder(folder, world)
    for _ in made.drive(recorder, made.counts_of_weeks(), 70):
        pass
    recorder.checkpoint(STATE, {})
    path = folder / "segments" / "steps-0000000032.arrow"
    whole = path.read_bytes()
    other = (folder / "segments" / "public-0000000032.arrow").read_bytes()
    cuts = range(0, len(whole) - 16, max(1, len(whole) // 40))
    altered = {
        "truncated": [whole[:cut] for cut in cuts],
        "empty": [b""],
        "garbage": [bytes(range(256)) * 20],
        "of another file": [other],
        "one byte": [whole[:cut] + bytes([whole[cut] ^ 0x5A]) + whole[cut + 1 :] for cut in cuts],
    }[way]
    for data in altered:
        path.write_bytes(data)
        said = ""
        try:
            type(recorder).resume(folder, world)
        except InputError as error:
            said = str(error)
        # A count that is another count looks like one.
        assert "steps" in said or way == "one byte"


def test_memory_and_segments_do_not_grow_with_steps(tmp_path: Path) -> None:
    recorder = made.recorder(tmp_path / "run", made.world())
    held = [array.nbytes for array in vars(recorder).values() if isinstance(array, np.ndarray)]
    for _ in made.drive(recorder, made.counts_of_weeks(), 100):
        pass
    assert held == [array.nbytes for array in vars(recorder).values() if isinstance(array, np.ndarray)]
    assert len(list((tmp_path / "run" / "segments").glob("steps-*"))) == 100 // 32


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "provenance.json").write_text('{"folder": "of another program"}')
    before = files(tmp_path)
    for replace in (False, True):
        with pytest.raises(InputError, match=r"not empty.*--out"):
            made.recorder(tmp_path, made.world(), replace)
    assert files(tmp_path) == before


def test_a_run_is_replaced_only_when_asked_and_nothing_else_is_removed(tmp_path: Path) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    (folder / "notes.txt").write_text("mine")
    (folder / "segments").mkdir()
    (folder / "segments" / "mine.txt").write_text("mine")
    before = files(folder)
    with pytest.raises(InputError, match="--replace"):
        made.recorder(folder, made.world())
    assert files(folder) == before
    made.complete(folder, made.world(seed=2), replace=True)
    assert (folder / "notes.txt").read_text() == (folder / "segments" / "mine.txt").read_text() == "mine"
    assert RunFolder(folder).world.seed == 2


def test_a_full_disk_is_refused_and_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    recorder = made.recorder(folder, made.world())
    counts = made.counts_of_weeks()
    (folder / "segments" / "steps-0000000000.arrow.part").symlink_to("/dev/full")
    with pytest.raises(InputError, match="disk is full"):
        for _ in made.drive(recorder, counts):
            pass
    assert not list((folder / "segments").iterdir())
    assert not (folder / "steps.parquet").exists()


def test_too_little_room_is_refused_before_anything_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    before = files(folder)
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("underheaven.record.disk.shutil.disk_usage", lambda _: usage)
    with pytest.raises(InputError, match="GB free"):
        made.recorder(folder, made.world(), replace=True)
    with pytest.raises(InputError, match="GB free"):
        made.recorder(tmp_path / "new" / "run", made.world())
    assert files(folder) == before
    assert not (tmp_path / "new").exists()


def test_a_run_of_another_world_is_not_resumed(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    recorder = made.recorder(folder, made.world())
    recorder.checkpoint(STATE, {})
    recorder.interrupt(0)
    before = files(folder)
    with pytest.raises(InputError, match="differs in seed"):
        type(recorder).resume(folder, made.world(seed=2))
    assert files(folder) == before
    finished = made.complete(tmp_path / "finished", made.world())
    with pytest.raises(InputError, match="finished"):
        type(recorder).resume(finished, made.world())


def test_records_out_of_order_are_refused(tmp_path: Path) -> None:
    world = made.world()
    counts = made.counts_of_weeks()
    recorder = made.recorder(tmp_path / "run", world)
    with pytest.raises(ValueError, match="step 0 was due"):
        recorder.step(counts.step(1))
    recorder.year(counts.year(2017))
    with pytest.raises(ValueError, match="came after"):
        recorder.year(counts.year(2017))
    with pytest.raises(ValueError, match="0 of 105"):
        recorder.finish({}, 0.0)


def test_no_checkpoint_comes_between_a_year_and_its_record(tmp_path: Path) -> None:
    counts = made.counts_of_weeks()
    recorder = made.recorder(tmp_path / "run", made.world())
    for step in range(53):
        recorder.checkpoint(STATE, {})
        recorder.step(counts.step(step))
    with pytest.raises(ValueError, match="2017 is over"):
        recorder.checkpoint(STATE, {})
    recorder.year(counts.year(2017))
    recorder.checkpoint(STATE, {})


def test_provenance_names_neither_host_nor_user_nor_path(tmp_path: Path) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    text = (folder / "provenance.json").read_text()
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert os.uname().nodename not in text
    data = json.loads(text)
    assert hash_of_identity(data["world"]) == data["world_hash"] == made.world().hash
