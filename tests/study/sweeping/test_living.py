"""Round-robin, resumable, and never two designs in one folder."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.study.sweeping.worlds import free, function, plan
from underheaven.documents.problems import InputError
from underheaven.study.pool import Here
from underheaven.study.sweeping.design import LATIN, design
from underheaven.study.sweeping.kept import ASKED_FILE, RUNS_FILE
from underheaven.study.sweeping.living import order
from underheaven.study.sweeping.sweep import sweep
from underheaven.study.sweeping.tables import FILE

ROOT = Path(__file__).resolve().parents[3]
PLAN = plan(design(LATIN, free(2), 5, 1), (1, 2, 3))
SUM = function(lambda x, seed: sum(x) + seed)


def test_all_points_have_a_seed_before_any_has_the_next() -> None:
    assert order(3, (7, 8)) == [(0, 7), (1, 7), (2, 7), (0, 8), (1, 8), (2, 8)]
    begun: list[tuple[float, int]] = []
    sweep(PLAN, model=function(lambda x, seed: begun.append((x[0], seed)) or 0.0))  # type: ignore[func-returns-value]
    first = [float(point[0]) for point in PLAN.design.points]
    assert begun == [(x, seed) for seed in PLAN.seeds for x in first]


@pytest.mark.parametrize("after", [1, 4, 7, 14])
def test_one_that_is_stopped_is_balanced_and_goes_on(tmp_path: Path, after: int) -> None:
    done: list[int] = []

    def stopping(x: object, seed: int) -> float:
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(seed)
        return sum(x) + seed  # type: ignore[call-overload, no-any-return]

    folder = tmp_path / "study"
    with pytest.raises(KeyboardInterrupt):
        sweep(PLAN, folder=folder, model=function(stopping))
    rows = [json.loads(line) for line in (folder / RUNS_FILE).read_text().splitlines()]
    assert len(rows) == after == pq.read_table(folder / FILE).num_rows
    often = Counter(row["point"] for row in rows)
    assert max(often.values()) - min(often[point] for point in range(5)) <= 1
    lived: list[int] = []
    found = sweep(PLAN, folder=folder, model=function(lambda x, seed: lived.append(seed) or sum(x) + seed))  # type: ignore[func-returns-value]
    assert len(lived) == 15 - after
    assert found.runs().equals(sweep(PLAN, model=SUM).runs())
    assert pq.read_table(folder / FILE).equals(found.runs())


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.study.sweeping.test_living import PLAN
from tests.study.sweeping.worlds import function
from underheaven.study.sweeping.sweep import sweep
done = []
def of(x, seed):
    if len(done) == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(1)
    return sum(x) + seed
sweep(PLAN, folder=Path(sys.argv[1]), model=function(of))
"""


def test_one_that_is_killed_goes_on_from_the_runs_that_had_ended(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", KILLED, folder], env=surroundings, check=False, cwd=ROOT)
    assert ended.returncode == -signal.SIGKILL
    assert len((folder / RUNS_FILE).read_text().splitlines()) == 6
    lived: list[int] = []
    found = sweep(PLAN, folder=folder, model=function(lambda x, seed: lived.append(seed) or sum(x) + seed))  # type: ignore[func-returns-value]
    assert len(lived) == 9
    assert found.runs().equals(sweep(PLAN, model=SUM).runs())


def test_a_line_that_was_cut_off_is_lived_again_and_one_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    whole = sweep(PLAN, folder=folder, model=SUM)
    path = folder / RUNS_FILE
    path.write_bytes(path.read_bytes()[:-20])
    lived: list[int] = []
    again = sweep(PLAN, folder=folder, model=function(lambda x, seed: lived.append(seed) or sum(x) + seed))  # type: ignore[func-returns-value]
    assert len(lived) == 1
    assert again.runs().equals(whole.runs())
    lines = path.read_text().splitlines()
    lines[3] = lines[3].replace('"point":', '"point":1')
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(InputError, match="Its line 4 was changed"):
        sweep(PLAN, folder=folder, model=SUM)


def test_another_design_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    sweep(PLAN, folder=folder, model=SUM)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for other in (
        plan(design(LATIN, free(2), 6, 1), (1, 2, 3)),
        plan(design(LATIN, free(2), 5, 2), (1, 2, 3)),
        plan(PLAN.design, (1, 2)),
    ):
        with pytest.raises(InputError, match="holds another design"):
            sweep(other, folder=folder, model=SUM)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / ASKED_FILE).write_text("{}")
    with pytest.raises(InputError, match="cannot be gone on with"):
        sweep(PLAN, folder=folder, model=SUM)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="It holds other files"):
        sweep(PLAN, folder=tmp_path, model=SUM)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_rows_stay_in_the_order_of_the_design_whatever_comes_out() -> None:
    falling = sweep(PLAN, pool=Here(3), model=function(lambda x, seed: -sum(x) * seed)).runs()
    rising = sweep(PLAN, pool=Here(2), model=SUM).runs()
    for name in ("point", "seed", "x1", "x2"):
        assert falling[name].equals(rising[name])
    assert falling["point"].to_pylist() == [point for point in range(5) for _ in range(3)]
