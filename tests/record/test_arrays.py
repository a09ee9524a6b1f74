"""Columns made without `pyarrow.array` are the ones that it makes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.commands.asking import environment
from underheaven.record.arrays import array_of, column_of, texts_of

KINDS = st.sampled_from([np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint32, np.bool_, np.float64])
COLUMNS = KINDS.flatmap(lambda kind: arrays(kind, st.integers(0, 70)))


@given(COLUMNS, st.randoms(use_true_random=False))
def test_a_column_is_the_one_that_arrow_makes(values: NDArray[Any], dice: Any) -> None:
    made = column_of(values)
    made.validate(full=True)
    assert made.type == pa.array(values).type
    assert repr(made.to_pylist()) == repr(pa.array(values).to_pylist())
    missing = np.array([dice.random() < 0.3 for _ in values], dtype=np.bool_)
    gapped = column_of(values, missing)
    gapped.validate(full=True)
    assert gapped.null_count == missing.sum()
    assert repr(gapped.to_pylist()) == repr(pa.array(values, mask=missing).to_pylist())


@given(COLUMNS.filter(lambda values: values.dtype != np.bool_))
def test_there_and_back(values: NDArray[Any]) -> None:
    np.testing.assert_array_equal(array_of(column_of(values[::2])), values[::2])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_are_those_that_arrow_makes(texts: list[str]) -> None:
    made = texts_of(texts)
    made.validate(full=True)
    assert made.equals(pa.array(texts, pa.string()))


@pytest.mark.parametrize("option", ["--html", "--brief"])
def test_a_run_and_its_pages_import_nothing_that_they_do_not_need(option: str, tmp_path: Path) -> None:
    """Pandas is brought in by Arrow where it is installed, if it is let; the others by who asks for them."""
    script = f"""
import atexit, sys
atexit.register(lambda: print("MODULES", *sorted(sys.modules)))
sys.argv = ["underheaven", "run", "article-2019", "--citizens", "500", "--from", "2019-12-16", "--to",
            "2020-01-12", "--threads", "1", "--out", "out", {option!r}, "page.html"]
from underheaven.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    (line,) = [each for each in done.stdout.splitlines() if each.startswith("MODULES")]
    slow = {"pandas", "polars", "duckdb", "altair", "scipy.stats", "scipy.optimize", "jsonschema", "IPython"}
    assert slow & set(line.split()) == set()
