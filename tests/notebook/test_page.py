"""The page about Python: every line of it runs."""

import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import underheaven as uh
from underheaven.report.exports.tagged import texts_of

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "python.md"


def test_every_line_runs_and_every_file_says_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
        for thing in list(names.values()):
            if hasattr(type(thing), "_repr_html_"):
                assert "synthetic" in thing._repr_html_()
                assert "synthetic" in repr(thing)
    said = capsys.readouterr().out
    assert "scores" in said
    assert "article-2019" in said
    # A policy is a document of rules, which says nothing of anybody.
    written = [path for path in tmp_path.iterdir() if path.is_file() and path.suffix != ".yaml"]
    assert {path.suffix for path in written} == {".png", ".json", ".parquet", ".csv", ".html", ".md"}
    for path in written:
        content = path.read_bytes()
        assert b"synthetic" in content, path
        if path.suffix == ".parquet":
            assert pq.read_schema(path).metadata[b"synthetic"] == b"true"


def test_lives_and_screens_are_those_of_the_run(tmp_path: Path) -> None:
    world = uh.World("article-2019", citizens=2_000, start="2019-10-01", end="2020-12-31")
    run = world.run(tmp_path / "run", threads=1)
    life = run.life(0)
    assert len(life.weeks) == world.model.steps
    assert life.told.citizen == 0
    with pytest.raises(uh.InputError):
        run.life(2_000)
    with pytest.raises(uh.InputError, match="limit=0 is too small"):
        run.lives("denied", limit=0)
    assert {row["element"] for row in run.screen()["elements"]} == {
        row["element"] for row in uh.screen("article-2019")["elements"]
    }
    assert set(run.tables) >= {"audit", "screen"}
    assert len(run.table("audit")) == sum(map(len, run.audit().values()))
    drawn = life.plot().save(tmp_path / "life.png")
    assert "run.life(0).plot()" in texts_of(drawn.read_bytes())["python"]
    assert set(run.audit().pictures) <= set(run.pictures)
    assert run.audit().plot("odds").stamp.command[-1].startswith("underheaven export runs/")
    assert len(life.mattered) <= len(life.events)
    with pytest.raises(uh.InputError, match="Did you mean events"):
        life.table("event")
