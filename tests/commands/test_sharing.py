"""How a run is asked to be shared out, and what is said of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.asking import SMALL
from underheaven.commands import sharing
from underheaven.commands.asked import Request, planned, resuming
from underheaven.distributed.sharing import InShards
from underheaven.study.engines import OnThreads


def _request(folder: Path) -> Request:
    options = dict(zip(SMALL[::2], SMALL[1::2], strict=True))
    return Request(
        "none", "riverton", options["--citizens"], options["--from"], options["--to"], "1", None, "cpu",
        folder / "run", None, options["--step-minutes"], False, False, False, False,
    )  # fmt: skip


@pytest.mark.parametrize(("shards", "threads", "each"), [("3", None, 2), ("16", None, 1), ("3", 4, 4)])
def test_unless_told_otherwise_the_shards_have_the_processors_among_them(
    shards: str, threads: int | None, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "threads_or_default", lambda _: 8)
    found = sharing.shards_asked(shards, None, threads)
    assert found is not None
    assert (found.shards, found.threads, found.address) == (int(shards), each, None)


def test_a_plan_says_how_it_is_lived_and_how_to_go_on(tmp_path: Path) -> None:
    request = replace(_request(tmp_path), shards="2")
    plan = planned(request)
    assert isinstance(plan.engines, InShards)
    assert plan.engines.shards == 2
    assert " --shards 2 " in resuming(request, plan)
    alone = planned(_request(tmp_path))
    assert isinstance(alone.engines, OnThreads)
    assert "--shards" not in resuming(_request(tmp_path), alone)
    assert plan.needed > alone.needed


def test_a_shard_that_is_lost_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = sharing.shards_asked("2", None, 1)
    assert found is not None
    found.on_lost(1, "a process ended with status -9")
    said = capsys.readouterr().err
    assert said == "Shard 2 was lost: a process ended with status -9. Its part is lived again.\n"
