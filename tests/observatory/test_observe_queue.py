"""One world is lived at a time: places, cancelling, and how many are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.observatory.serving import YEAR
from underheaven.engine.world import World
from underheaven.observatory.serving.errors import RefusedError
from underheaven.observatory.serving.kept import Kept
from underheaven.observatory.serving.limits import USUAL, Limits
from underheaven.observatory.serving.streaming import Stream
from underheaven.observatory.serving.worlds import Worlds
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

LIMITS = replace(USUAL, kept=3, waiting=2, patience=0.0)


class Lives:
    """In the place of what lives: a world goes on until `go` says that it is finished, or it is to stop."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.begun: list[str] = []
        self.go = threading.Event()
        self.worlds = Worlds(self._live, limits)

    def _live(self, kept: Kept, stops: Callable[[], bool]) -> None:
        self.begun.append(kept.world.hash)
        while not self.go.wait(0.001):
            if stops():
                return
        kept.finish("0" * 64)


def world(seed: int) -> World:
    return World(load_policy("none"), load_society("riverton"), seed, *YEAR, 2_000)


@pytest.fixture
def lives() -> Iterator[Lives]:
    found = Lives()
    yield found
    assert found.worlds.close(30)


def wait(kept: Kept, *states: str) -> None:
    with kept.changed:
        assert kept.changed.wait_for(lambda: kept.state in states, 30), kept.state


def test_each_world_is_told_its_place_and_lived_in_turn(lives: Lives) -> None:
    first = lives.worlds.ask(world(1))
    first.watch(1)
    wait(first, "living")
    second, third = lives.worlds.ask(world(2)), lives.worlds.ask(world(3))
    assert (second.state, second.says) == ("queued", "1 world is lived before this one.")
    assert third.says == "2 worlds are lived before this one."
    assert lives.worlds.ask(world(2)) is second
    lives.worlds.cancel(world(2).hash)
    assert second.state == "cancelled"
    assert third.says == "1 world is lived before this one."
    lives.go.set()
    wait(third, "done")
    assert lives.begun == [world(1).hash, world(3).hash]


def test_too_many_are_refused_and_the_one_left_first_makes_room(lives: Lives) -> None:
    first = lives.worlds.ask(world(1))
    first.watch(1)
    wait(first, "living")
    waiting = [lives.worlds.ask(world(seed)) for seed in (2, 3)]
    with pytest.raises(RefusedError, match="no other world") as refusal:
        lives.worlds.ask(world(4))
    assert refusal.value.status == 429
    lives.go.set()
    wait(waiting[1], "done")
    waiting[0].watch(1)
    first.watch(-1)
    lives.worlds.ask(world(4))
    with pytest.raises(RefusedError):
        lives.worlds.of(waiting[1].world.hash)
    assert lives.worlds.of(world(1).hash) is first
    assert lives.worlds.of(world(2).hash) is waiting[0]


def test_a_world_that_others_watch_is_not_cancelled(lives: Lives) -> None:
    kept = lives.worlds.ask(world(1))
    wait(kept, "living")
    kept.watch(1)
    kept.watch(1)
    with pytest.raises(RefusedError, match="not cancelled"):
        lives.worlds.cancel(world(1).hash)
    kept.watch(-1)
    lives.worlds.cancel(world(1).hash)
    wait(kept, "cancelled")
    again = lives.worlds.ask(world(1))
    assert again is not kept
    wait(again, "living")


def test_a_world_that_nobody_watches_gives_way_to_one_that_is_waited_for(lives: Lives) -> None:
    kept = lives.worlds.ask(world(1))
    wait(kept, "living")
    other = lives.worlds.ask(world(2))
    wait(other, "living")
    assert (kept.state, kept.failure["error"]["code"]) == ("cancelled", "left")


def test_a_world_is_lived_so_long_and_no_longer() -> None:
    lives = Lives(replace(LIMITS, seconds=0.0))
    kept = lives.worlds.ask(world(1))
    wait(kept, "failed")
    assert kept.failure["error"]["code"] == "too_long"
    assert lives.worlds.close(30)


def test_closing_ends_what_is_lived_and_what_waits(lives: Lives) -> None:
    first, second = lives.worlds.ask(world(1)), lives.worlds.ask(world(2))
    assert lives.worlds.close(30)
    assert {first.state, second.state} == {"cancelled"}


def test_a_server_that_ends_tells_nobody_that_a_world_was_cancelled(lives: Lives) -> None:
    """Otherwise a page would not ask for it again."""
    kept, sent = lives.worlds.ask(world(1)), list[bytes]()
    wait(kept, "living")
    # It ends after the stream has looked whether it does, and before it tells what there is.
    looks = iter([False])

    def closing() -> bool:
        ends = next(looks, True)
        if not ends:
            assert lives.worlds.close(30)
        return ends

    Stream(kept, 0, closing, LIMITS).run(sent.append)
    assert kept.state == "cancelled"
    assert b"cancelled" not in b"".join(sent)
