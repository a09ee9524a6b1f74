"""A run that is killed, also while it keeps its state, and resumed comes to the digest of one left alone."""

import random
from pathlib import Path

import pytest

from tools.killing import asked_of, digest_of, kept, kill
from tools.pages.proofs import inputs
from underheaven.cli import main
from underheaven.study.watching import Watch

SMALL = ("article-2019", "--society", "riverton", "--citizens", "2000", "--threads", "1", "--json")
RUN = (*SMALL, "--from", "2019-10-01", "--to", "2020-03-31")


def test_killed_runs_come_to_the_same_digest(tmp_path: Path) -> None:
    chance, killed = random.Random(9), 0
    for during in (False, True, True):
        killed += kill(RUN, tmp_path / "killed", chance, during)
    assert killed >= 2
    assert digest_of(RUN, tmp_path / "killed") == digest_of(RUN, tmp_path / "alone")


def test_a_run_that_ends_before_it_is_killed_is_not_waited_for(tmp_path: Path) -> None:
    within_a_year = (*SMALL, "--from", "2019-10-01", "--to", "2019-12-31")
    assert not kill(within_a_year, tmp_path / "ends", random.Random(9), during=False, minutes=600)


def test_a_run_that_was_killed_after_its_end_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").mkdir()
    (tmp_path / "checkpoint" / "checkpoint.json").write_text("{}")
    assert asked_of(RUN, tmp_path, 0)[-1] == "--resume"
    (tmp_path / "provenance.json").write_text('{"status": "finished"}')
    assert asked_of(RUN, tmp_path, 0)[-1] == "--replace"


def test_checkpoints_are_as_far_apart_as_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []

    def begun(*_world: object, watch: Watch, **_how: object) -> None:
        seen.append(watch.checkpoint_seconds)
        raise SystemExit(0)

    monkeypatch.setattr("underheaven.commands.run.run_on", begun)
    for minutes in (0, 10):
        monkeypatch.setattr("sys.argv", ["underheaven", *asked_of(RUN, tmp_path / "run", minutes)])
        with pytest.raises(SystemExit):
            main()
    assert seen == [0, 600]


def test_a_hundred_kills_are_of_the_model_as_it_is() -> None:
    known = kept()
    assert {citizens for citizens, of in known.items() if of["inputs"] != inputs()} == set()
    assert any(int(citizens) >= 200_000 and of["kills"] >= 100 for citizens, of in known.items())
