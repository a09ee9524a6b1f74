"""Yardsticks are fixed files: whoever tunes one measures nothing."""

from __future__ import annotations

import ast
import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from underheaven.documents.problems import InputError
from underheaven.draws import once
from underheaven.engine.cpu import Engine
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.bench.fixed import FOLDER, W2_POLICY, W2_SOCIETY, listed, require_unchanged
from underheaven.study.bench.worlds import lived, people_of, world_of_w2
from underheaven.study.bench.yardsticks import floor, w2_loop

FIXED = {
    "floor.py": "0419862ec3e55b0e5f43c1420616519cb4edca922386768336e2a184c4de90d5",
    "import_numpy_pyarrow.py": "727f223697a4281a20f30428b98f0bcab7b53a608e13d78363985d5cd15489e8",
    "w2_loop.py": "84d561ab614f1c7ac0db5da0f676ba17106a1f7f994ffa90a5b19063d7b8d19b",
    "w2_policy.yaml": "db15f152794b2d504a3515333058520533f1ad2b2954e3cbf77efbb026091381",
    "w2_society.yaml": "094946c22e5836c28f08869ec89fe58314e54574d59102d6f454490cecf8fdf2",
}
"""As they were when ratios were first taken over them."""


def test_yardsticks_are_unchanged() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.is_file()}
    assert files - {"__init__.py", "SHA256SUMS"} == listed().keys() == FIXED.keys()
    for name, digest in FIXED.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == listed()[name] == digest, name
    require_unchanged()


def test_a_changed_yardstick_is_named_and_one_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "yardsticks"
    shutil.copytree(FOLDER, folder)
    with (folder / "floor.py").open("a") as file:
        file.write("\n")
    (folder / "w2_policy.yaml").unlink()
    with pytest.raises(InputError) as refused:
        require_unchanged(folder)
    first, second = refused.value.problems
    assert first.what == "the yardstick floor.py was changed"
    assert second.what == "the yardstick w2_policy.yaml was changed"
    assert "SHA256SUMS" in first.why
    assert "install the package again" in first.remedy


def test_yardsticks_share_no_code_with_the_package() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith(("underheaven", "."))], path


def test_the_floor_draws_the_words_of_philox_and_copies_the_state() -> None:
    state = floor.made(5_000)
    wide, narrow, to_wide, to_narrow, words = state
    wide[:] = np.arange(5_000)
    narrow[:] = 7
    assert floor.lived(state, 2, 0.0) == 2 * 2 * 5_000
    assert (to_wide == wide).all()
    assert (to_narrow == narrow).all()
    floor.drawn(words, 3, 10, 5, 8, 4)
    for i in range(5):
        assert tuple(words[:, i].tolist()) == once(3, 10 + i, 8, 4, (1, 2))


def test_the_floor_draws_for_as_many_acts_as_there_are() -> None:
    state = floor.made(5_000)
    assert floor.lived(state, 4, 0.86) == pytest.approx(2 * 4 * 5_000 * 1.86, abs=4)


def test_the_plain_loop_has_the_rates_and_rules_of_its_files() -> None:
    policy, society = load_policy(str(W2_POLICY)), load_society(str(W2_SOCIETY))
    rates = np.array([float(act.per_year.value) for act in society.acts.values()])
    assert rates == pytest.approx(-np.log1p(-w2_loop.CHANCES) * 365.25, rel=1e-6)
    for act in society.acts.values():
        by = {name: [float(value.value) for value in table.values()] for name, table in act.rate_by.items()}
        assert by["quintile"] == w2_loop.FIFTHS.tolist()
        assert by["place"] == w2_loop.PLACES.tolist()
    points = [float(each) for rule in policy.rules.values() if rule.points for each in rule.points.values]
    assert points == w2_loop.POINTS.tolist()
    (denied,) = policy.consequences.values()
    assert list(denied.denies) == [list(society.acts)[w2_loop.DENIED]]
    assert denied.below is not None
    assert [float(each) for each in denied.below.values] == [w2_loop.BELOW]


def test_the_plain_loop_and_the_engine_live_the_same_world() -> None:
    """Means of other draws, and of two pulls: the loop's moves the score, the engine's what is shown."""
    citizens, weeks = 40_000, 6
    means, below, acts = w2_loop.lived(w2_loop.made(citizens), weeks)
    engine = Engine(world_of_w2(citizens, weeks), 1)
    found = lived(engine)
    assert found.acts == pytest.approx(acts, rel=0.02)
    scores = engine.state.shown / 16
    assert scores.mean() == pytest.approx(means[-1], abs=0.6)
    assert (scores < w2_loop.BELOW).mean() == pytest.approx(below[-1], abs=0.01)
    assert sum(map(len, people_of(engine).values())) == citizens
