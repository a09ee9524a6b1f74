"""`underheaven life`: a life told, drawn, laid beside its twin, or refused with what would work."""

import json
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask, keep_nobody, refused
from underheaven.engine.world import MODEL_VERSION, hash_of_identity
from underheaven.record.provenance import read_provenance
from underheaven.record.query import RunFolder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life") / "run"
    assert ask("run", "article-2019", *SMALL, "--out", folder).status == 0
    return folder


@pytest.fixture(scope="module")
def citizen(run: Path) -> str:
    """Somebody who was recorded for what another did."""
    rows = RunFolder(run).sql("SELECT wrong_records FROM final").column("wrong_records").to_pylist()
    return str(rows.index(max(rows)))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twins are kept where the command is given."""
    monkeypatch.chdir(tmp_path)


def test_the_account_says_what_mattered_and_counts_the_rest(run: Path, citizen: str) -> None:
    answer = ask("life", run, citizen)
    assert answer.status == 0
    assert "synthetic" in answer.out
    assert "Comes into the scheme" in answer.out
    assert "never done: recorded" in answer.out
    assert "Not shown:" in answer.out
    assert f"underheaven life {run} {citizen}" in answer.out
    whole = ask("life", run, citizen, "--all")
    assert len(whole.out.splitlines()) > len(answer.out.splitlines())
    assert "Not shown:" not in whole.out


def test_the_json_is_the_whole_life_and_agrees_with_the_run(run: Path, citizen: str) -> None:
    """What the run counted of each citizen is what is told."""
    data = json.loads(ask("life", run, citizen, "--json").out)
    assert data["synthetic"] is True
    assert data["corrections"]
    row = RunFolder(run).sql("SELECT * FROM final").slice(int(citizen), 1).to_pylist()[0]
    assert data["totals"]["true records"] == row["records"]
    for name in ("wrong records", "denied", "refused", "prevented"):
        assert data["totals"][name] == row[name.replace(" ", "_")]
    assert len(data["weeks"]) == RunFolder(run).world.steps
    assert sum(bool(week["standing"]) for week in data["weeks"]) == row["sanctioned"]


def test_pictures_and_a_page_are_written(run: Path, citizen: str, tmp_path: Path) -> None:
    files = {option: tmp_path / f"life{option.replace('--', '.')}" for option in ("--png", "--svg", "--html")}
    words = [word for option, path in files.items() for word in (option, path)]
    assert ask("life", run, citizen, *words).status == 0
    assert files["--png"].read_bytes().startswith(b"\x89PNG")
    for option in ("--svg", "--html"):
        text = files[option].read_text(encoding="utf-8")
        assert "synthetic" in text
        assert f"underheaven life runs/{RunFolder(run).world.hash[:12]} {citizen}" in text
    assert refused(ask("life", run, citizen, "--png", files["--png"]))
    assert ask("life", run, citizen, "--png", files["--png"], "--replace").status == 0


def test_a_twin_is_lived_once_and_kept(run: Path, citizen: str) -> None:
    """Under the policy by name, and then as the folder in which it is kept."""
    first = ask("life", run, citizen, "--twin", "none", "--threads", "1")
    assert first.status == 0
    assert "Living the twin" in first.err
    assert "They part" in first.out
    second = ask("life", run, citizen, "--twin", "none")
    assert "is kept in" in second.err
    assert second.out == first.out
    (kept,) = Path("runs").iterdir()
    data = json.loads(ask("life", run, citizen, "--twin", kept, "--json").out)
    assert data["policies"] == ["article-2019", "none"]
    assert data["divergence"]["differing"]
    assert data["totals"][1]["true records"] == 0
    assert data["totals"][0]["acts considered"] == data["totals"][1]["acts considered"]


def test_the_same_policy_changes_nothing(run: Path, citizen: str) -> None:
    answer = ask("life", run, citizen, "--twin", "article-2019")
    assert "it is the run itself" in answer.err
    assert "Nothing differs" in answer.out
    assert not Path("runs").exists()


def test_a_life_and_its_twin_go_into_files_together(run: Path, citizen: str, tmp_path: Path) -> None:
    files = {ending: tmp_path / f"twins.{ending}" for ending in ("html", "png", "svg")}
    words = [word for ending, file in files.items() for word in (f"--{ending}", str(file))]
    data = json.loads(ask("life", run, citizen, "--twin", "none", *words, "--json").out)
    assert set(data["files"]) == set(map(str, files.values()))
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    page = files["html"].read_text(encoding="utf-8")
    for text in (page, files["svg"].read_text(encoding="utf-8")):
        assert f"Citizen {citizen} twice" in text
        assert "article-2019" in text
    for name in data["totals"][0]:
        assert f">{name}</th>" in page
    (problem,) = refused(ask("life", run, citizen, "--twin", "none", "--png", files["png"]))
    assert "there already" in problem


def test_runs_that_are_no_twins_are_refused_with_what_differs(run: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert ask("run", "none", *SMALL, "--seed", "9", "--out", other).status == 0
    (problem,) = refused(ask("life", run, "3", "--twin", other))
    assert "seed (1 and 9)" in problem
    assert "society" not in problem


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("5000",), "0 to 1999"),
        (("one",), "'one' is not the number of a citizen"),
        (("3", "--png", "life.jpg"), "life.png"),
        (("3", "--svg", "nowhere/life.svg"), "no folder nowhere"),
        (("3", "--twin", "non"), "non"),
        (("3", "--twin", "riverton"), "is a society"),
        (("3", "--twin", "none", "--all"), "of one life alone"),
        (("3", "--twin", "none", "--png", "life.svg"), "The picture asked for is .png"),
    ],
)
def test_wrong_input_is_refused_before_any_work(run: Path, words: tuple[str, ...], said: str) -> None:
    (problem,) = refused(ask("life", run, *words))
    assert said in problem


def test_a_folder_that_is_no_run_or_was_altered(run: Path, tmp_path: Path) -> None:
    assert "not a folder" in refused(ask("life", tmp_path / "nothing", "3"))[0]
    assert "not a run folder" in refused(ask("life", tmp_path, "3"))[0]
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in run.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    public = copy / "public.parquet"
    public.write_bytes(public.read_bytes()[:-40])
    assert "not as the run left it" in refused(ask("life", copy, "3"))[0]
    public.write_bytes((run / "public.parquet").read_bytes())
    (copy / "final.parquet").unlink()
    assert "final.parquet is missing" in refused(ask("life", copy, "3"))[0]


def test_a_life_needs_no_table_of_all_citizens(
    run: Path, citizen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(ask("life", run, citizen, "--json").out)
    keep_nobody(monkeypatch)
    bare = tmp_path / "bare"
    assert ask("run", "article-2019", *SMALL, "--out", bare).status == 0
    assert not (bare / "final.parquet").exists()
    assert json.loads(ask("life", bare, citizen, "--json").out)["weeks"] == told["weeks"]


def test_a_run_of_another_version_of_the_model(run: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for path in run.iterdir():
        (old / path.name).write_bytes(path.read_bytes())
    provenance = read_provenance(run)
    world = {**provenance.world, "model_version": MODEL_VERSION - 1}
    forged = {"world": world, "world_hash": hash_of_identity(world)}
    provenance.model_copy(update=forged).write(old)
    (problem,) = refused(ask("life", old, "3"))
    assert "made by another version of the model" in problem
    assert f"of version {MODEL_VERSION - 1} of the model" in problem
    assert "Make the run again" in problem
