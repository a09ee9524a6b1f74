"""`underheaven run` from beginning to end: what it prints, what it leaves, and the same again."""

from __future__ import annotations

import json
import re
import weakref
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.commands.asking import SMALL, ask, refused, spawn
from underheaven.cli import app
from underheaven.commands import page
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.cpu import Engine
from underheaven.measure.table import SPECIFICATIONS
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_path
from underheaven.record.query import RunFolder

RUN = ("run", "article-2019", *SMALL)
KEYS = [
    "policy", "society", "citizens", "firms", "weeks", "seed", "digest", "seconds",
    "citizen_weeks_per_second", "considered_acts_per_citizen_day", "peak_rss_bytes", "bytes_per_citizen",
    "synthetic", "measures", "renewal", "extra_bytes", "flags",
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A run in a process of its own, and the JSON that it printed."""
    place = tmp_path_factory.mktemp("whole")
    answer = spawn(*RUN, "--out", "out", "--json", cwd=place)
    assert answer.status == 0
    # Not a terminal: no progress. (The kernels may have to be compiled, which is said.)
    assert [line for line in answer.problems if not line.startswith("Compiling")] == []
    found: dict[str, object] = json.loads(answer.out)
    return place / "out", found


def test_json_is_one_object_with_the_keys_that_are_promised(whole: tuple[Path, dict[str, object]]) -> None:
    path, found = whole
    assert set(KEYS) <= set(found)
    assert found["policy"] == "article-2019"
    assert found["society"] == "riverton"
    assert found["citizens"] == 2_000
    last = 'SELECT sum("firm.firms") AS n FROM steps WHERE step = (SELECT max(step) FROM steps)'
    assert found["firms"] == RunFolder(path).sql(last).to_pylist()[0]["n"] > 0
    assert int(str(found["extra_bytes"])) > 0
    assert found["renewal"] is False
    assert found["flags"] == list(flags(load_policy("article-2019")))
    assert found["weeks"] == 8
    assert found["seed"] == 1
    assert found["bytes_per_citizen"] == 12
    assert found["synthetic"] is True
    assert found["corrections"] == list(load_policy("article-2019").corrections)
    assert re.fullmatch("[0-9a-f]{64}", str(found["digest"]))
    measures = found["measures"]
    assert isinstance(measures, dict)
    named = {each.name.partition(".")[0] for each in SPECIFICATIONS}
    assert {name.partition(".")[0] for name in measures} <= named
    for measure in measures.values():
        assert {"all", "by_group", "by_region"} <= set(measure)


def test_the_folder_holds_the_run_that_was_printed(whole: tuple[Path, dict[str, object]]) -> None:
    path, found = whole
    folder = RunFolder(path)
    assert folder.finished
    assert folder.provenance.digests["run"] == found["digest"]
    assert folder.provenance.world_hash == found["world"]
    assert folder.provenance.extra["given"] == {"policy": "article-2019", "society": "riverton"}


def test_the_same_world_gives_the_same_digest(
    whole: tuple[Path, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On two threads, in this process, in the folder that is named by the world."""
    monkeypatch.chdir(tmp_path)
    answer = ask(*RUN, "--threads", "2")
    assert answer.status == 0
    _, found = whole
    assert f"Digest: {found['digest']}" in answer.out
    assert f"Run:    runs/{str(found['world'])[:12]}" in answer.out
    assert answer.out.startswith("article-2019 on riverton, seed 1\n")


def test_renewal_is_asked_for_and_declared(
    whole: tuple[Path, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = ask(*RUN, "--renewal", "--out", "out", "--html", "report.html")
    assert answer.status == 0
    said = " ".join(answer.out.split())
    assert "while births, deaths and moves brought others." in said
    assert "State: 13 bytes for each citizen, and 48 to count what happens to each of them; " in said
    folder = RunFolder(tmp_path / "out")
    assert folder.provenance.world["renewal"] is True
    assert folder.provenance.world_hash != whole[1]["world"]
    assert " --renewal" in (tmp_path / "report.html").read_text(encoding="utf-8")
    answer = ask("run", "none", *SMALL, "--renewal", "--json")
    found = json.loads(answer.out)
    assert (found["renewal"], found["bytes_per_citizen"]) == (True, 13)
    assert found["extra_bytes"] == 48 * int(str(found["citizens"]))
    assert found["firms"] > 0


def test_a_number_changed_in_a_copy_changes_the_run_and_the_copy_is_named(
    whole: tuple[Path, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = policy_path("article-2019").read_text(encoding="utf-8")
    changed, times = re.subn(r"(\n  traffic_offence:\n    points: \{value: )-[0-9]+", r"\1-40", text)
    assert times == 1
    (tmp_path / "a copy.yaml").write_text(changed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answer = ask("run", "a copy.yaml", *SMALL, "--out", "out", "--html", "reports/report.html")
    assert answer.status == 0
    assert answer.out.startswith("a copy.yaml (article-2019) on riverton, seed 1\n")
    assert "Report: reports/report.html" in answer.out
    _, found = whole
    assert str(found["digest"]) not in answer.out
    report = (tmp_path / "reports" / "report.html").read_text(encoding="utf-8")
    assert "Policy a copy.yaml (article-2019), society riverton." in report
    assert "underheaven run &#39;a copy.yaml&#39; --society riverton" in report


def test_a_copy_that_changes_nothing_gives_the_same_digest(
    whole: tuple[Path, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.yaml").write_text(policy_path("article-2019").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    answer = ask("run", "copy.yaml", *SMALL, "--json")
    assert answer.status == 0
    assert json.loads(answer.out)["digest"] == whole[1]["digest"]
    assert json.loads(answer.out)["given"]["policy"] == "copy.yaml"


def test_a_report_that_fails_leaves_the_run_and_its_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of the report vanishes, or fills up, while the run goes on."""
    monkeypatch.chdir(tmp_path)
    full = refuse("cannot write to here", "the disk is full", "free some space")
    monkeypatch.setattr("underheaven.commands.finished.write_page", lambda *_: full)
    answer = ask(*RUN, "--out", "out", "--html", "report.html")
    assert answer.status == 2
    warning, problem = answer.problems
    assert ": warning: news.viral_video.day: " in warning
    assert problem == "underheaven: cannot write to here. The disk is full. Free some space."
    assert "Digest:" in answer.out
    assert "Report:" not in answer.out
    assert RunFolder(tmp_path / "out").finished


def test_who_draws_a_report_says_why_it_failed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    def fails() -> None:
        raise refuse("no-run is no run", "it is not a folder", "name a run")

    for html, words in (("report.html", "is not a folder"), ("file/report.html", "cannot write to")):
        error = page.write_page(fails, tmp_path / html, tmp_path / "no-run")
        assert isinstance(error, InputError)
        assert words in str(error)
        assert not (tmp_path / html).exists()


@pytest.mark.parametrize("option", ["--html", "--brief"])
def test_a_fault_in_drawing_is_told_after_the_summary_and_leaves_the_run(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("in a picture")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("underheaven.report.html.page", fails)
    monkeypatch.setattr("underheaven.report.brief.content.brief_of", fails)
    result = CliRunner().invoke(app, [*RUN, "--out", "out", option, "drawn.html"])
    assert isinstance(result.exception, ZeroDivisionError)
    assert "Digest:" in result.stdout
    assert "drawn.html" not in result.stdout
    assert not (tmp_path / "drawn.html").exists()
    assert RunFolder(tmp_path / "out").finished


def test_nothing_of_the_engine_is_held_while_the_report_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pictures need memory too, and come when the people of a nation are no longer in it."""
    engines: list[weakref.ref[Engine]] = []
    made = Engine.__init__

    def noted(self: Engine, *given: Any, **named: Any) -> None:
        engines.append(weakref.ref(self))
        made(self, *given, **named)

    def drawn(*_: object) -> None:
        assert [engine() for engine in engines] == [None]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Engine, "__init__", noted)
    monkeypatch.setattr("underheaven.commands.finished.write_page", drawn)
    assert ask(*RUN, "--out", "out", "--html", "report.html").status == 0


def test_dates_at_the_end_of_the_calendar_are_lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for first, last in (("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-01-02")):
        answer = ask("run", "none", "--citizens", "300", "--from", first, "--to", last)
        assert answer.status == 0, answer.err


def test_nothing_is_run_for_a_name_that_is_wrong(tmp_path: Path) -> None:
    """In a process of its own, so that standard output is seen to be empty."""
    (line,) = refused(spawn("run", "articel-2019", "--json", "--html", "report.html", cwd=tmp_path))
    assert line.startswith("underheaven: there is no policy 'articel-2019'.")
    assert not list(tmp_path.iterdir())


def test_nothing_is_compiled_for_a_run_that_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is it said that something would be; the folder and the report are refused together."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("underheaven.commands.compiling.compiled", lambda: False)
    (tmp_path / "letter").write_text("mine", encoding="utf-8")
    folder, html = refused(ask(*RUN, "--out", "letter", "--html", "letter"), 2)
    assert "letter is not a folder" in folder
    assert "the report letter cannot be written" in html
