import json
from pathlib import Path

import pytest

from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.record.query import RunFolder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made.complete(tmp_path / "run [1]", made.world())


def test_a_changed_file_is_found(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        original = path.read_bytes()
        changed = bytearray(original)
        changed[len(changed) // 2] ^= 1
        path.write_bytes(bytes(changed))
        with pytest.raises(InputError, match=path.name):
            RunFolder(folder)
        path.write_bytes(original)
    RunFolder(folder)


def test_a_missing_file_is_found(folder: Path) -> None:
    (folder / "public.parquet").unlink()
    with pytest.raises(InputError, match=r"public\.parquet is missing"):
        RunFolder(folder)


def test_a_world_changed_with_its_seal_is_found(folder: Path) -> None:
    path = folder / "provenance.json"
    data = json.loads(path.read_text())
    data["world"]["seed"] = 7
    path.write_text(json.dumps(data))
    with pytest.raises(InputError, match="not as the run left it"):
        RunFolder(folder)


def test_what_is_no_run_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        RunFolder(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is not a run folder"):
        RunFolder(tmp_path)
    (tmp_path / "provenance.json").write_text('{"folder": "underheaven run"}')
    with pytest.raises(InputError, match="cannot be read"):
        RunFolder(tmp_path)


def test_the_world_is_rebuilt_to_the_same_hash(folder: Path) -> None:
    run = RunFolder(folder)
    assert run.world == made.world()
    assert run.layout == made.layout(made.world())


def test_a_query_sees_the_run_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    run = RunFolder(folder)
    (tmp_path / "other.csv").write_text("a\n1\n")
    for query in (
        f"SELECT * FROM '{tmp_path}/other.csv'",
        f"COPY steps TO '{tmp_path}/out.csv'",
        f"ATTACH '{tmp_path}/other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM folder",
        "SELECT nonsense FROM steps",
        "CREATE TABLE mine (a INTEGER)",
        "SELECT 1; SELECT 2",
        "",
    ):
        with pytest.raises(InputError, match="views are steps"):
            run.sql(query)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.csv", "run [1]"]


def test_sums_come_back_as_64_bit_integers(folder: Path) -> None:
    table = RunFolder(folder).sql('SELECT sum("person.persons") AS n FROM steps')
    assert str(table.schema.field("n").type) == "int64"
