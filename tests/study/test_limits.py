"""Limits that are checked before any work starts."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.small import shipped, with_policy
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.study import limits
from underheaven.study.limits import (
    BYTES_PER_CITIZEN,
    MOST_THREADS,
    OVERHEAD,
    THREAD_BYTES,
    bytes_of_a_citizen,
    memory_needed,
    memory_there,
    require_memory,
    require_renewal,
    threads_or_default,
)


@pytest.mark.parametrize("threads", [0, -1, MOST_THREADS + 1])
def test_no_threads_and_too_many_are_refused(threads: int) -> None:
    with pytest.raises(InputError, match="--threads"):
        threads_or_default(threads)


def test_threads_are_as_asked_or_one_for_each_processor() -> None:
    assert threads_or_default(1) == 1
    assert threads_or_default(MOST_THREADS) == MOST_THREADS
    assert threads_or_default(None) >= 1


def test_memory_grows_with_citizens_and_threads() -> None:
    world = shipped()
    more = replace(world, citizens=100_000)
    assert memory_needed(more, 1).total - memory_needed(world, 1).total >= 98_000 * BYTES_PER_CITIZEN
    assert memory_needed(world, 2).total > memory_needed(world, 1).total


WORLDS = {
    "plain": lambda: shipped("none", days=1, citizens=300),
    "firms": lambda: shipped(days=1, citizens=2_000, community_size=256),
    "renewal": lambda: shipped(days=1, citizens=300, renewal=True),
    "contexts": lambda: shipped("rights-respecting", days=1, citizens=300),
    "all": lambda: with_policy(
        shipped(days=1, citizens=999, renewal=True), safeguards={"same_context": True}, consequences={}
    ),
}


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_counted_is_what_the_engine_holds(name: str) -> None:
    world = WORLDS[name]()
    engine = Engine(world)
    engine.close()
    needed = memory_needed(world, 1)
    assert bytes_of_a_citizen(world) == engine.bytes_per_citizen
    assert needed.people == world.citizens * engine.bytes_per_citizen
    assert needed.firms == pytest.approx(engine.state.firm.nbytes, rel=0.05, abs=100)
    assert needed.tallies == engine.checkpoint()["year"].nbytes + THREAD_BYTES
    assert (needed.ledger > 0) == (engine.ledger.at.size > 0)


def test_in_shards_everybody_is_there_three_times_and_the_program_in_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = shipped()
    one, shards = memory_needed(world, 2), memory_needed(world, 2, shards=2)
    assert shards.people == 3 * one.people
    once = [each.total - each.growing - each.tallies - each.tables for each in (one, shards)]
    assert once[1] - once[0] == 2 * OVERHEAD
    monkeypatch.setattr(limits, "memory_there", lambda: 1_000_000)
    with pytest.raises(InputError, match=r"2 threads, in 2 shards, do not fit .* 3 times 12 bytes a citizen"):
        require_memory(world, 2, shards=2)


def test_two_engines_need_twice_the_room_of_one_and_one_program() -> None:
    world = shipped()
    one, two = memory_needed(world, 1), memory_needed(world, 1, engines=2)
    once = OVERHEAD + one.census + one.written
    assert two.total - once == 2 * (one.total - once)


def test_memory_is_refused_or_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    world = shipped()
    needed = memory_needed(world, 4).total
    monkeypatch.setattr(limits, "memory_there", lambda: needed)
    require_memory(world, 4)
    monkeypatch.setattr(limits, "memory_there", lambda: needed - 1)
    with pytest.raises(InputError, match="Lower --citizens to 1,900 or less") as caught:
        require_memory(world, 4)
    (problem,) = caught.value.problems
    assert "12 bytes a citizen, 0.6 KiB for scores of firms, " in problem.why
    monkeypatch.setattr(limits, "memory_there", lambda: None)
    require_memory(world, 4)


def test_renewal_needs_a_society_that_has_it() -> None:
    world = shipped(days=1, citizens=300, renewal=True)
    require_renewal(world)
    still = replace(world, society=world.society.model_copy(update={"renewal": None}))
    require_renewal(replace(still, renewal=False))
    with pytest.raises(InputError, match="--renewal"):
        require_renewal(still)


def test_the_system_says_how_much_memory_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    there = memory_there()
    assert there is None or there > 0

    def unreadable(_path: Path, encoding: str) -> str:
        raise OSError(encoding)

    monkeypatch.setattr(Path, "read_text", unreadable)
    there = memory_there()
    assert there is None or there > 0
    monkeypatch.setattr(Path, "read_text", lambda _path, encoding: f"MemAvailable: 12 kB {encoding}")
    assert memory_there() == 12 * 1024
