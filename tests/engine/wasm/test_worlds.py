"""Worlds lived in WebAssembly, a machine of 32 bits, come out as on the processor, in every bit."""

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, REDRESS, guarded, shipped
from tests.worlds import random_world
from underheaven.engine.cpu import Engine
from underheaven.engine.laid import Kernel, Laid
from underheaven.engine.state import make_ledger
from underheaven.engine.wasm.engine import NAMES, WasmEngine, WasmLaid
from underheaven.engine.wasm.objects import KERNELS
from underheaven.engine.world import World

SEEDS = (5, 7, 12, 33, 34)
"""Of random worlds that between them have every mechanism (tests/engine/test_four_ways.py)."""


def lived(engine: Engine, room: int | None = None) -> dict[str, str]:
    """The digests of a whole run; of a ledger with `room` for so many entries at first."""
    if room is not None:
        engine.keep(make_ledger(len(engine.communities.size), room))
    for _ in engine.records():
        pass
    engine.close()
    return engine.digests()


@pytest.mark.parametrize("policy", ["article-2019", "rights-respecting"])
def test_a_year_of_a_shipped_policy(policy: str) -> None:
    """Of the other policies docs/wasm.json says the same (tests/tools/test_wasm_policies.py)."""
    world = shipped(policy, days=366, citizens=20_000)
    assert lived(WasmEngine(world)) == lived(Engine(world))


def test_nothing_between_tables_and_digest_is_computed_by_this_processor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Across a first of January, so that places are allotted; with firms, appeals and people from margins."""
    start = NEW_YEAR - dt.timedelta(days=14)
    world = guarded(shipped(start=start, days=28, citizens=1_500, community_size=256), **REDRESS)
    expected = lived(Engine(world))
    called = set[str]()

    def elsewhere(laid: WasmLaid, kernel: Kernel, *numbers: Any) -> int:
        called.add(NAMES[kernel])
        return run(laid, kernel, *numbers)

    def here(_laid: Laid, kernel: Kernel, *_numbers: Any) -> int:
        raise AssertionError(f"{kernel} ran on the processor")

    run = WasmLaid.run
    monkeypatch.setattr(Laid, "run", here)
    monkeypatch.setattr(WasmLaid, "run", elsewhere)
    assert lived(WasmEngine(world)) == expected
    assert called == set(KERNELS)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_worlds(seed: int) -> None:
    world, columns = random_world(seed)
    assert lived(WasmEngine(world, columns)) == lived(Engine(world, 1, columns))


@pytest.mark.parametrize("seed", [0, 1 << 31, (1 << 63) + 5, (1 << 64) - 1])
def test_every_seed_of_64_bits(seed: int) -> None:
    world = dataclasses.replace(shipped(days=14, citizens=300), seed=seed)
    assert lived(WasmEngine(world)) == lived(Engine(world))


def test_a_ledger_that_gets_longer() -> None:
    """Everything is then laid out anew, and nothing that was counted or lived is lost."""
    world = guarded(shipped(days=56, citizens=1_000))
    engine = WasmEngine(world)
    assert lived(engine, room=4) == lived(Engine(world))
    assert engine.ledger.at.shape[1] > 4


def test_what_is_counted_of_each_citizen() -> None:
    world = shipped(days=56, citizens=500)
    there, here = WasmEngine(world, lives=True), Engine(world, lives=True)
    assert lived(there) == lived(here)
    assert there.lives.any()
    assert np.array_equal(there.lives, here.lives)


def test_a_checkpoint_goes_from_one_to_the_other() -> None:
    world = shipped(days=84, citizens=500)
    whole, begun, resumed = Engine(world), WasmEngine(world), WasmEngine(world)
    records = begun.records()
    for _ in range(5):
        next(records)
    resumed.restore(5, begun.checkpoint())
    assert lived(resumed) == lived(whole)


def test_two_worlds_at_once() -> None:
    """Each has a memory of its own."""
    worlds: list[World] = [shipped(days=28, citizens=400), shipped("none", days=28, citizens=600)]
    engines = [WasmEngine(world) for world in worlds]
    for records in zip(*(engine.records() for engine in engines), strict=True):
        assert len(records) == 2
    assert [engine.digests() for engine in engines] == [lived(Engine(world)) for world in worlds]
