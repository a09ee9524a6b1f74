"""How studies are asked to live their worlds on a cluster, and what is refused before any work."""

import sys
from pathlib import Path

import pytest

from tests.commands.asking import ask
from tests.study.calibrating.asked import written
from underheaven.commands import pooled
from underheaven.distributed import cluster
from underheaven.distributed.elsewhere import Elsewhere
from underheaven.documents.problems import InputError
from underheaven.study.pool import Here

ASKED = {
    "sweep": ("sweep", "none", "--key", "society.behaviour.climate.alone=1..3"),
    "sensitivity": ("sensitivity", "none", "--key", "society.behaviour.climate.alone=1..3"),
    "compare": ("compare", "article-2019", "none"),
    "ablate": ("ablate", "article-2019"),
    "seek": ("seek", "article-2019", "--limit", "sanctioned in error <= 5"),
    "calibrate": ("calibrate",),
}


@pytest.mark.parametrize("name", ASKED)
def test_each_of_them_says_that_ray_is_missing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.chdir(tmp_path)
    files = [written(tmp_path)] if name == "calibrate" else []
    answer = ask(*ASKED[name], *files, "--address", "auto")
    assert answer.status == 2
    assert "pip install 'underheaven[distributed]'" in answer.err
    assert {path.name for path in tmp_path.iterdir()} <= {"asked.yaml"}


class _Ray:
    """Notes what is joined, where nobody is."""

    def __init__(self) -> None:
        self.joined = list[str]()

    def init(self, address: str, **_: object) -> None:
        self.joined.append(address)
        raise ConnectionError("nobody there")


@pytest.mark.parametrize("name", ASKED)
def test_each_of_them_joins_the_cluster_that_is_given_before_it_lives_a_world(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = _Ray()
    monkeypatch.setattr(cluster, "require_ray", lambda: ray)
    monkeypatch.chdir(tmp_path)
    files = [written(tmp_path)] if name == "calibrate" else []
    answer = ask(*ASKED[name], *files, "--address", "10.0.0.1:6379")
    assert answer.status == 2
    assert "the cluster at 10.0.0.1:6379 does not answer. Nobody there." in answer.err
    assert ray.joined == ["10.0.0.1:6379"]
    assert {path.name for path in tmp_path.iterdir()} <= {"asked.yaml"}


def test_threads_are_of_this_machine_or_worlds_at_a_time_on_a_cluster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "require_ray", _Ray)
    assert pooled.pool_asked("3", None) == Here(3)
    assert isinstance(pooled.pool_asked("3", "auto"), Elsewhere)
    with pytest.raises(InputError, match="cannot use 1000 threads"):
        pooled.pool_asked("1000", None)
    assert not pooled.pool_asked("1000", "auto").here
    for number in ("0", "100001"):
        with pytest.raises(InputError, match="worlds at a time"):
            pooled.pool_asked(number, "auto")


def test_a_worker_that_is_lost_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    pooled._say_lost("the actor died")
    assert capsys.readouterr().err == "A worker was lost: the actor died. What it was at is lived again.\n"


def test_other_versions_of_ray_or_python_are_said_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other(_Ray):
        def init(self, address: str, **_: object) -> None:
            raise RuntimeError(f"Version mismatch: The cluster was started with:\n    Ray: 9\n  on {address}")

    monkeypatch.setattr(cluster, "require_ray", Other)
    with pytest.raises(InputError, match=r"has other versions than this machine.*started with: Ray: 9"):
        pooled.pool_asked(None, "auto").places  # noqa: B018
