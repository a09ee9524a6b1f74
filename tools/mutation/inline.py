"""An engine without threads and without hashing of tallies, so that a process with it can be forked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from underheaven.engine import cpu
from underheaven.engine.chaining import NOTHING, Chain


class Inline:
    """In the place of a pool of threads: what is submitted is done at once."""

    def __init__(self, _threads: int = 1) -> None:
        """However many threads are asked for."""

    def submit(self, do: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """What came of it, which is there already."""
        done = Future[Any]()
        done.set_result(do(*arguments))
        return done

    def map(self, do: Callable[..., Any], *each: Sequence[Any]) -> list[Any]:
        """What came of each."""
        return list(map(do, *each))

    def shutdown(self, **_how: bool) -> None:
        """There is nothing to end."""


class Unhashed(Chain):
    """What is hashed of a step is compared itself."""

    def after(self, _before: bytes, _record: Any) -> bytes:
        """No digest."""
        return NOTHING


def without_threads() -> None:
    """From now on engines of this process have none, and hash nothing."""
    for name, other in (("ThreadPoolExecutor", Inline), ("Chain", Unhashed)):
        setattr(cpu, name, other)
