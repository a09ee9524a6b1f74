"""A policy in another order is the same run wherever runs are trusted, or it is refused by name."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests.engine.small import NEW_YEAR, shipped
from tests.reordering import shuffled, without_meaning
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.record.query import RunFolder
from underheaven.study.audits import audits
from underheaven.study.compare import compare
from underheaven.study.pool import ALONE
from underheaven.study.running import run_world
from underheaven.study.seeds import Estimate
from underheaven.study.watching import Watch

WORLD = shipped(start=NEW_YEAR, days=42, citizens=600, community_size=256)


def _rewritten(world: World = WORLD) -> World:
    """The same policy with every mapping in another order, whose order has no meaning."""
    policy = world.policy
    return replace(world, policy=shuffled(policy, 5, without_meaning(policy)))


def _turned(*names: str) -> World:
    """The same policy with some mappings the other way round, whose order counts."""
    parts = {name: dict(reversed(getattr(WORLD.policy, name).items())) for name in names}
    return replace(WORLD, policy=WORLD.policy.model_copy(update=parts))


def _begun(world: World, folder: Path) -> Path:
    asked = count(1)
    run_world(world, folder, watch=Watch(stop=lambda: next(asked) == 3))
    return folder


def test_a_run_is_resumed_from_a_policy_in_another_order(tmp_path: Path) -> None:
    whole = run_world(WORLD, tmp_path / "whole")
    ended = run_world(_rewritten(), _begun(WORLD, tmp_path / "run"), resume=True)
    assert ended.digests == whole.digests
    rows = [RunFolder(tmp_path / name).provenance.files for name in ("run", "whole")]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("name", ["sources", "consequences"])
def test_it_is_not_resumed_where_the_order_counts(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="policy_order"):
        run_world(_turned(name), _begun(WORLD, tmp_path / "run"), resume=True)


@pytest.mark.parametrize("name", ["sources", "consequences"])
def test_runs_of_different_orders_are_not_audited_together(name: str, tmp_path: Path) -> None:
    run_world(WORLD, tmp_path / "one")
    run_world(replace(_turned(name), seed=8), tmp_path / "other")
    with pytest.raises(InputError, match="policy_order"):
        audits([tmp_path / "one", tmp_path / "other"])


def test_a_run_read_back_is_the_world_that_was_lived(tmp_path: Path) -> None:
    for number, world in enumerate((WORLD, _rewritten(), _turned("sources"), _turned("consequences"))):
        run_world(world, tmp_path / str(number))
        again = RunFolder(tmp_path / str(number)).world
        assert again.hash == world.hash
        assert list(again.policy.sources) == list(world.policy.sources)
        assert list(again.policy.consequences) == list(world.policy.consequences)


@pytest.mark.parametrize(
    "other", [_rewritten(), _turned("consequences", "privileges")], ids=["rewritten", "shown otherwise"]
)
def test_compared_with_itself_in_another_order_a_policy_changes_nothing(other: World) -> None:
    found = compare(WORLD, other, seeds=(3, 5), names=("a", "b"), pool=ALONE)
    (twin,) = found.twins
    assert twin.digests == found.digests
    assert twin.differs_on is None
    for each in twin.effects:
        for _, _, of in each.rows():
            assert of.difference.missing or of.difference == Estimate(0.0, 0.0, 0.0, 2)
