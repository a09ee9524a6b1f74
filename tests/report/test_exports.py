"""Files and objects of a report: what is drawn can be read back, and every one says what it is."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.report import runs
from underheaven.documents.problems import InputError
from underheaven.record.query import RunFolder
from underheaven.report.exports.data import drawn_data
from underheaven.report.exports.endings import BRIEFS, PICTURES, TABLES, ending
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import Exports
from underheaven.report.exports.stamp import Stamp
from underheaven.report.exports.tagged import png_with, texts_of
from underheaven.report.results import Results


@pytest.fixture(scope="module")
def exports(run: RunFolder) -> Exports:
    return Exports(run)


def test_the_data_of_a_drawing_are_its_marks_without_its_words() -> None:
    part = {
        "data": {"name": "a"},
        "title": {"text": ["Over", "all"]},
        "layer": [
            {"mark": "line", "encoding": {"x": {"field": "from", "type": "temporal"}}},
            {"mark": {"type": "point"}},
            {"mark": "text", "data": {"name": "b"}},
        ],
    }
    table = drawn_data(
        part, {"a": [{"from": 86_400_000, "share": 1}, {"from": 0, "share": 0.5}], "b": [{"t": "x"}]}
    )
    assert table.to_pydict()["part"] == ["1 line and point: Over all"] * 2
    assert table.schema.field("from").type == pa.date32()
    assert table.to_pydict()["share"] == [1.0, 0.5]
    assert "t" not in table.column_names


def test_texts_go_into_a_png_and_come_out_of_it(exports: Exports, tmp_path: Path) -> None:
    drawn = exports.figure("scores").save(tmp_path / "x.png").read_bytes()
    texts = {"Extra": "Ein Bild 图", "long": "line\n" * 1_000}
    assert {**texts_of(drawn), **texts} == texts_of(png_with(drawn, texts.items()))
    with pytest.raises(ValueError, match="not a PNG"):
        png_with(b"GIF89a", {}.items())


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("a.pngg", PICTURES, "a.png"),
        ("a.parq", TABLES, "a.parquet"),
        ("a.htm", BRIEFS, "a.html"),
        ("a", TABLES, "a.csv"),
    ],
)
def test_other_endings_are_refused_with_the_nearest(name: str, known: tuple[str, ...], meant: str) -> None:
    with pytest.raises(InputError) as error:
        ending(Path(name), known, "it")
    assert error.value.problems[0].remedy == f"name it {meant}"
    assert ending(Path(meant.upper()), known, "it") == Path(meant).suffix


def test_every_picture_and_table_carries_the_command_and_the_corrections(
    exports: Exports, results: Results
) -> None:
    for name in exports.pictures:
        figure = exports.figure(name)
        assert figure.stamp.corrections == results.world.policy.corrections
        assert f"--picture {name} " in figure.stamp.command[-1]
        if figure.picture.wide is not None:
            whole = figure.specification
            assert json.loads(json.dumps(whole)) == whole
            assert whole["usermeta"]["synthetic"] is True
            assert len(figure.data) > 0
        else:
            with pytest.raises(InputError, match="nothing to draw"):
                figure.save("never.png")
    for name in exports.tables:
        assert f"--table {name} " in exports.frame(name).stamp.command[-1]


def test_a_frame_keeps_values_and_says_what_is_missing(tmp_path: Path) -> None:
    stamp = Stamp("About, #1", ("command",), ("python",), ('It is, "quoted".',))
    rows: list[dict[str, Any]] = [{"a": 1, "b": 0.5, "c": "x, y"}, {"a": None, "b": None, "c": None}]
    frame = Frame.of_rows("Title", rows, stamp, {"b": "share"})
    assert frame.to_pylist() == rows
    text = frame.to_csv(tmp_path / "x.csv").read_text("utf-8")
    body = list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
    assert body == [["a", "b", "c", "synthetic"], ["1", "0.5", "x, y", "true"], ["", "", "", "true"]]
    assert '# correction: It is, "quoted".' in text
    assert "# unit of b: share" in text
    again = pq.read_table(frame.to_parquet(tmp_path / "x.parquet"))
    assert again.to_pylist() == rows
    assert again.schema.field("b").metadata == {b"unit": b"share"}
    assert json.loads(frame.to_json(tmp_path / "x.json").read_text("utf-8"))["rows"] == rows
    assert "–" in frame._repr_html_()


def test_a_run_without_a_scheme_exports_what_it_has(tmp_path: Path) -> None:
    bare = Exports(runs.without_scheme(tmp_path / "run"))
    for name in bare.tables:
        bare.frame(name).to_parquet(tmp_path / f"{name}.parquet")
    with pytest.raises(InputError, match="nothing to draw"):
        bare.figure("scores").save(tmp_path / "scores.png")
