"""Mesa, NumPy and the plain loop live what the engine lives; what is said of draws and threads is found out.

NumPy and the loop need nothing that the tests do not have; Mesa has the environment that its lock pins.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers.environments import PLACE, interpreter, version_of
from benchmarks.peers.judging import differences, pooled
from benchmarks.peers.known import BY_NAME, COUNTING, KEYED, LOOP, MESA, OURS
from benchmarks.peers.models.tables import read, write
from benchmarks.peers.running import PeerError, Running, Setting

WEEKS, TURNS = 12, 2
NUMPY = replace(BY_NAME["numpy"], lock=None)
HERE = (OURS, replace(LOOP, lock=None), NUMPY, MESA, KEYED, COUNTING)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Running:
    folder = tmp_path_factory.mktemp("peers")
    setting = Setting(citizens=40_000, weeks=WEEKS, timed=2, turns=TURNS, few=3_000)
    return Running(setting, HERE, PLACE, folder, lambda _text: None)


def test_each_lives_what_the_engine_lives(running: Running) -> None:
    found = running.whole_years()
    assert set(found) == {"loop", "numpy", "mesa"}
    for name, row in found.items():
        assert row["equal"], (name, row)


def test_the_loops_that_tell_what_pairing_costs_live_the_same(running: Running) -> None:
    weeks = ("--weeks", str(WEEKS))
    ours = pooled([running.lived(OURS, running.many, *weeks)])
    keyed, counting = (running.lived(peer, running.many, *weeks) for peer in (KEYED, COUNTING))
    assert keyed["digest"] == counting["digest"]
    assert all(each.equal for each in differences(ours, keyed))


def test_means_of_weeks_agree_with_the_last_scores(running: Running, tmp_path: Path) -> None:
    for peer in (OURS, NUMPY):
        scores = tmp_path / "scores.npy"
        run = running.lived(peer, running.many, "--weeks", "3", "--scores", str(scores))
        last = np.load(scores)
        assert len(run["means"]) == len(run["below"]) == 3
        assert run["means"][-1] == pytest.approx(last.mean())
        assert run["below"][-1] == pytest.approx((last < 570).mean())
        assert run["considered"] == pytest.approx(40_000 * 3 * 7 * 0.311, rel=0.02)


def test_who_lives_by_other_rules_is_found_out(running: Running, tmp_path: Path) -> None:
    ours = pooled([running.lived(OURS, running.many, "--weeks", str(WEEKS))])
    tables = read(running.many)
    write(tmp_path / "other.npz", tables._replace(points=tables.points * 1.1))
    other = running.lived(NUMPY, tmp_path / "other.npz", "--weeks", str(WEEKS))
    assert not all(each.equal for each in differences(ours, other))


def test_draws_of_the_engine_belong_to_citizens_and_those_of_one_generator_do_not(running: Running) -> None:
    assert running.paired(OURS) == 1
    assert running.paired(KEYED) == 1
    assert running.paired(NUMPY) < 1
    assert running.same_with_threads(OURS)


def test_turns_are_measured_in_every_turn(running: Running) -> None:
    fewer = copy.copy(running)
    fewer.peers = (OURS, NUMPY, MESA)
    found = fewer.in_turn()
    assert set(found) == {"underheaven", "numpy", "mesa"}
    assert all(len(runs) == TURNS for runs in found.values())
    assert all(run["processor"] > 0 and run["bytes"] >= 0 for runs in found.values() for run in runs)
    assert {run["citizens"] for run in found["mesa"]} == {3_000}
    least = running.setting.citizens * 8
    assert all(run["bytes"] > least for run in found["numpy"])


def test_a_peer_that_fails_is_named(running: Running, tmp_path: Path) -> None:
    (tmp_path / "none.npz").write_bytes(b"")
    with pytest.raises(PeerError, match="NumPy ended with status 1"):
        running.lived(NUMPY, tmp_path / "none.npz")


def test_an_environment_has_what_its_lock_pins() -> None:
    python = interpreter(MESA)
    assert python.is_relative_to(PLACE)
    (package,) = python.parents[1].glob(f"lib/python*/site-packages/mesa-{version_of(MESA)}.dist-info")
    assert package.is_dir()
