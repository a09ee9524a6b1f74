"""Worlds that the page's own modules live in node: digests and counts are those of the engine."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.engine.small import NEW_YEAR, REDRESS, guarded, shipped
from tests.observatory.small_site import DATA, digest_of, world_of
from tools.site_policies import in_node, lived_in_node
from tools.wasm_policies import digest
from underheaven.engine import lengths
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.observatory.counting import CountingEngine
from underheaven.observatory.frames import frame
from underheaven.observatory.telling import doors_of, told_of_world

NAMES = ["article-2019", "sesame-2015"]


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / DATA


@pytest.fixture(scope="module")
def lived(data: Path) -> dict[str, dict[str, Any]]:
    return {name: lived_in_node(data, "riverton", f"{name}-2020", 2_000, 1) for name in NAMES}


@pytest.mark.parametrize("policy", NAMES)
def test_the_digest_is_that_of_the_engine(policy: str, lived: dict[str, dict[str, Any]]) -> None:
    assert lived[policy]["digest"] == digest_of(policy)


def test_another_seed_and_number_of_citizens(data: Path) -> None:
    there = lived_in_node(data, "riverton", "article-2019-2020", 1_500, 2)
    assert there["digest"] == digest_of(citizens=1_500, seed=2)


@pytest.mark.parametrize("policy", NAMES)
def test_every_frame_is_what_the_package_counts(policy: str, lived: dict[str, dict[str, Any]]) -> None:
    """Counted twice: by the page from the memory of its kernels, and natively with NumPy."""
    world = world_of(policy)
    said = told_of_world(world, doors_of(NAMES))
    engine = CountingEngine(world, said["edges"], 2)
    here = [frame(engine, each, said) for each in engine.records() if isinstance(each, StepRecord)]
    engine.close()
    assert len(here) == world.steps
    assert lived[policy]["frames"] == here


@pytest.mark.parametrize("policy", NAMES)
def test_bars_add_up_to_what_the_kernel_counts(policy: str, lived: dict[str, dict[str, Any]]) -> None:
    """Where people join of their own accord too: only the kernel knows who did."""
    for each, (members, in_error) in zip(lived[policy]["frames"], lived[policy]["kernel"], strict=True):
        assert sum(each["histogram"]) == members
        assert sum(each["wrong"]) == in_error
    assert any(sum(each["histogram"]) for each in lived[policy]["frames"])


def test_across_new_year_with_a_ledger_that_gets_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are allotted, and are forgotten in the next step; firms, appeals, records that wait."""
    start = NEW_YEAR - dt.timedelta(days=14)
    world = guarded(shipped(start=start, days=28, citizens=1_500, community_size=256), **REDRESS)
    expected = digest(Engine(world))
    monkeypatch.setattr(lengths, "ROOM", 2)
    there = in_node(world)
    assert there["room"] > 2
    assert there["digest"] == expected
