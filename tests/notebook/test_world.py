"""Worlds and runs from Python: the same as from the command line, and shown with what they are."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import underheaven as uh
from underheaven.policy.loading import load_policy
from underheaven.report.exports.tagged import texts_of

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""


@pytest.fixture(scope="module")
def world() -> uh.World:
    return uh.World(
        "article-2019", citizens=2_000, start="2019-12-16", end=dt.date(2020, 2, 9), step_minutes=5_040
    )


@pytest.fixture(scope="module")
def run(world: uh.World, tmp_path_factory: pytest.TempPathFactory) -> uh.Run:
    return world.run(tmp_path_factory.mktemp("runs") / "one", threads=1)


def test_names_and_days_are_read_and_what_is_wrong_is_said(world: uh.World) -> None:
    assert world.model.society.society == "riverton"
    assert world.model.start == dt.date(2019, 12, 16)
    with pytest.raises(uh.InputError, match="is not a day"):
        uh.World("none", start="2019-13-01")
    with pytest.raises(uh.InputError, match="articel-2019"):
        uh.World("articel-2019")


def test_a_run_that_is_there_is_opened_and_not_made_again(world: uh.World, run: uh.Run) -> None:
    before = (run.path / "provenance.json").read_bytes()
    assert world.run(run.path).digest == run.digest == uh.open(run.path).digest
    assert (run.path / "provenance.json").read_bytes() == before
    other = uh.World("none", citizens=2_000, start="2019-12-16", end="2020-01-09")
    with pytest.raises(uh.InputError, match="another world"):
        other.run(run.path)


def test_measures_are_attributes_and_frames(run: uh.Run) -> None:
    assert run.measures.chill.all == run.measures["chill"].all
    frame = run.measures.chill.by("group")
    assert frame.columns == ["group", "value", "low", "high", "missing"]
    assert len(frame) == 3
    assert frame.units["value"] == "share"
    assert "synthetic" in frame._repr_html_()
    assert "chill" in dir(run.measures)
    assert len(run.measures.frame) > len(run.measures)
    with pytest.raises(uh.InputError, match="Did you mean group"):
        run.measures.chill.by("groups")
    with pytest.raises(AttributeError, match="Did you mean chill"):
        _ = run.measures.chil
    with pytest.raises(uh.InputError, match="Did you mean speech"):
        run.picture("speach")


def test_every_table_and_picture_can_be_written_and_says_what_it_is(run: uh.Run, tmp_path: Path) -> None:
    corrections = load_policy("article-2019").corrections
    for name in run.tables:
        assert len(run.table(name))
    table = run.table("main")
    text = table.save(tmp_path / "main.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line.endswith(",true") for line in lines[1:])
    assert lines[0].endswith(",synthetic")
    assert all(each in text for each in corrections)
    metadata = pq.read_schema(table.save(tmp_path / "main.parquet")).metadata
    assert metadata[b"synthetic"] == b"true"
    assert json.loads(metadata[b"corrections"]) == list(corrections)
    assert json.loads(table.save(tmp_path / "main.json").read_text("utf-8"))["synthetic"] is True
    figure = run.picture("scores")
    texts = texts_of(figure.save(tmp_path / "scores.png").read_bytes())
    assert "synthetic" in texts["notice"]
    assert "underheaven export" in texts["command"]
    drawn = figure.save(tmp_path / "scores.svg").read_text("utf-8")
    assert "<desc" in drawn
    assert drawn.count(figure.stamp.notice) >= 2  # in the description, and where it is read
    specification = json.loads(figure.save(tmp_path / "scores.json").read_text("utf-8"))
    assert specification["usermeta"]["synthetic"] is True
    assert pq.read_table(figure.save(tmp_path / "scores.parquet")).num_rows == len(figure.data)
    bundle = figure._repr_mimebundle_(include=None, exclude=None)
    assert {"text/plain", "image/svg+xml"} < set(bundle)
    with pytest.raises(uh.InputError, match=r"Name it .*scores\.svg"):
        figure.save(tmp_path / "scores.svgz")
    assert len(list(tmp_path.iterdir())) == 7


def test_the_python_of_a_caption_makes_the_same_world(world: uh.World, run: uh.Run) -> None:
    _, made, *_ = run.picture("scores").stamp.python
    assert made == (
        "run = uh.World('article-2019', society='riverton', citizens=2000, start='2019-12-16', "
        "end='2020-02-09', seed=1, step_minutes=5040).run()"
    )
    again = eval(made.removeprefix("run = ").removesuffix(".run()"), {"uh": uh})
    assert again.hash == world.hash


def test_hostile_words_are_only_text(run: uh.Run) -> None:
    frame = uh.Frame.of_rows("<b>", [{"<i>": "<script>"}], run.exports.stamp)
    assert "<script>" not in frame._repr_html_()
    assert "<i>" not in frame._repr_html_()


def test_importing_is_light() -> None:
    heavy = "{'numpy', 'numba', 'altair', 'pyarrow', 'pydantic'}"
    code = f"import sys, underheaven; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_name_of_the_package_is_there() -> None:
    for name in uh.__all__:
        assert getattr(uh, name).__module__.startswith("underheaven.")
    with pytest.raises(AttributeError, match="no attribute 'Wrold'"):
        _ = uh.__getattr__("Wrold")
