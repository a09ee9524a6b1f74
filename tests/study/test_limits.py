"""Limits that are checked before any work starts."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.small import shipped
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.study import limits
from underheaven.study.limits import (
    BYTES_PER_CITIZEN,
    MOST_THREADS,
    memory_needed,
    memory_there,
    require_memory,
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
    assert memory_needed(more, 1) - memory_needed(world, 1) >= 98_000 * BYTES_PER_CITIZEN
    assert memory_needed(world, 2) > memory_needed(world, 1)


def test_the_bytes_of_a_citizen_are_those_of_the_engine() -> None:
    engine = Engine(shipped(days=1, citizens=300))
    engine.close()
    assert engine.bytes_per_citizen == BYTES_PER_CITIZEN


def test_memory_is_refused_or_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    world = shipped()
    needed = memory_needed(world, 4)
    monkeypatch.setattr(limits, "memory_there", lambda: needed)
    require_memory(world, 4)
    monkeypatch.setattr(limits, "memory_there", lambda: needed - 1)
    with pytest.raises(InputError, match="--citizens or --threads"):
        require_memory(world, 4)
    monkeypatch.setattr(limits, "memory_there", lambda: None)
    require_memory(world, 4)


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
