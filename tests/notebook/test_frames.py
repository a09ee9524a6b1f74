"""Frames: tables for whoever speaks Arrow, and mappings from categories to values."""

import duckdb
import pyarrow as pa
import pytest

import underheaven as uh

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""


def test_a_breakdown_is_a_mapping_and_a_frame(year: uh.Run) -> None:
    measure = year.measures["records"]
    by_group = measure.by("group")
    assert by_group["holm"].value == by_group["value"][by_group["group"].index("holm")]
    assert list(by_group.keys()) == by_group["group"]
    assert {name: each.value for name, each in by_group.items()} == dict(
        zip(by_group["group"], by_group["value"], strict=True)
    )
    assert "holm" in by_group
    assert "hlm" not in by_group
    assert next(iter(by_group)).keys() == {"group", "value", "low", "high", "missing"}
    for wrong, meant in (("hlm", "holm"), ("valu", "value")):
        with pytest.raises(uh.InputError, match=f"Did you mean {meant}"):
            by_group[wrong]
        with pytest.raises(KeyError):
            by_group[wrong]
    selected = year.audit().figure("selected").by("group")
    assert selected["holm"].value == selected["value"][selected["group"].index("holm")]


def test_what_is_not_there_is_named_with_the_nearest(year: uh.Run) -> None:
    measures = year.measures
    for error in (uh.InputError, KeyError):
        with pytest.raises(error, match="records"):
            measures["recods"]
    with pytest.raises(AttributeError, match="Did you mean records"):
        _ = measures.recods
    assert not hasattr(measures, "recods")
    assert measures.get("recods") is None
    assert "recods" not in measures
    assert [] not in measures  # type: ignore[comparison-overlap]
    with pytest.raises(uh.InputError, match="Did you mean odds"):
        year.audit()["od"]
    with pytest.raises(uh.InputError, match="Did you mean precision"):
        year.audit().figure("presicion")


def test_frames_speak_arrow(year: uh.Run) -> None:
    frame = year.measures["records"].by("group")
    table = pa.table(frame)
    assert table.to_pylist() == frame.to_pylist()
    assert table.schema.metadata[b"synthetic"] == b"true"
    assert table.schema.field("value").metadata[b"unit"] == frame.units["value"].encode()
    assert pa.schema(frame) == table.schema
    assert table.schema.field("low").type == pa.float64()

    def asked(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect() as connection:
            connection.register("frame", frame)
            return connection.execute(query).fetchall()

    # DuckDB finds a frame by its name too, as it finds data frames.
    relation = duckdb.sql("SELECT * FROM frame")
    assert relation is not None
    assert len(relation.fetchall()) == len(frame)
    found = asked('SELECT "group", value FROM frame ORDER BY value DESC')
    assert found == sorted(zip(frame["group"], frame["value"], strict=True), key=lambda row: -row[1])


def test_pandas_is_asked_for_and_not_needed(year: uh.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(uh.InputError, match=r"pandas is not installed.*to_arrow"):
        year.measures["records"].by("group").to_pandas()


def test_nothing_found_is_a_frame_too(year: uh.Run) -> None:
    found = year.lives("denied > 100000")
    assert len(found) == 0
    assert found["citizen"] == []
