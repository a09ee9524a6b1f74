"""The base line and its rule, from made-up measurements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents.problems import InputError
from underheaven.study.bench.base import PAIRS, base_of, held, read_base, require_place, worse, write_base
from underheaven.study.bench.measuring import Setting
from underheaven.study.bench.pairs import ratio_of

DAY = dt.date(2026, 11, 28)
SETTING = Setting(200_000, 26, 9, 10_000_000)
RATIOS = [ratio_of(name, [(3.0, 1.0), (2.0, 1.0), (4.0, 1.0)]) for name in ("article", "w2", "size-1000000")]
ratios = st.floats(0.1, 100)


def never(names: Sequence[str]) -> dict[str, float]:
    raise AssertionError(names)


@given(ratios, st.floats(0.5, 1.09))
def test_less_than_a_tenth_is_no_growth_and_nothing_is_measured_anew(base: float, factor: float) -> None:
    (found,) = held({"article": base}, {"article": base * factor}, never)
    assert not found.grown
    assert len(found.found) == 1


@given(ratios, st.floats(1.11, 5), st.floats(0.5, 5))
def test_a_ratio_has_grown_where_it_did_in_both_runs(base: float, first: float, second: float) -> None:
    (found,) = held({"w2": base}, {"w2": base * first}, lambda _names: {"w2": base * second})
    assert found.found == (base * first, base * second)
    assert found.grown == worse("w2", base, base * second)
    if second > 1.11:
        assert found.grown
    if second < 1.09:
        assert not found.grown


@given(ratios, st.floats(1.11, 5))
def test_a_speed_is_worse_where_it_is_less(base: float, factor: float) -> None:
    slow, fast = {"threads": base / factor}, {"threads": base * factor}
    assert held({"threads": base}, slow, lambda _names: slow)[0].grown
    assert not held({"threads": base}, fast, never)[0].grown


def test_only_what_is_worse_is_measured_anew_and_only_what_both_have_is_held() -> None:
    asked: list[str] = []

    def again(names: Sequence[str]) -> dict[str, float]:
        asked.extend(names)
        return {"w2": 2.0, "article": 50.0}

    base = {"article": 10.0, "w2": 1.0, "synthesis": 2.0}
    found = held(base, {"article": 10.0, "w2": 2.0, "none": 3.0}, again)
    assert asked == ["w2"]
    assert [(each.name, each.grown) for each in found] == [("article", False), ("w2", True)]


def test_a_base_line_is_read_as_it_was_written(tmp_path: Path) -> None:
    path, base = tmp_path / "base.json", base_of(SETTING, RATIOS, DAY)
    write_base(path, base)
    assert read_base(path) == base
    assert base.setting == Setting(200_000, 26, PAIRS, 10_000_000)
    assert base.ratios["w2"].ratio == 3
    assert base.measured == DAY
    assert base.processor


def test_what_is_no_base_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    data = base_of(SETTING, RATIOS, DAY).model_dump(mode="json")
    with pytest.raises(InputError, match=r"there is no base line .*--write-base"):
        read_base(path)
    for changed, why in (
        ({"yardsticks": "0" * 64}, "other yardsticks"),
        ({"citizens": 0}, "citizens"),
        ({"host": "x"}, "host"),
        ({"ratios": {"w2": {"ratio": 0, "low": 1, "high": 1}}}, "ratios.w2.ratio"),
    ):
        path.write_text(json.dumps({**data, **changed}), encoding="utf-8")
        with pytest.raises(InputError, match=f"(?i){why}"):
            read_base(path)
    for text in ("", "[]", "{", "[" * 100_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="not a base line"):
            read_base(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_base(tmp_path)


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    require_place(tmp_path / "base.json")
    for path in (tmp_path, tmp_path / "nowhere" / "base.json"):
        with pytest.raises(InputError, match="cannot be written"):
            require_place(path)


def test_the_base_line_of_the_repository_holds() -> None:
    path = Path(__file__).resolve().parents[3] / "benchmarks" / "base.json"
    if path.exists():
        assert {"article", "w2", "none", "unused", "synthesis", "compiling"} <= read_base(path).ratios.keys()
