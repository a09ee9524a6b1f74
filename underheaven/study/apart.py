"""Runs of a model in processes of their own: within one process Python does one thing at a time."""

from __future__ import annotations

import pickle
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, TypeVar

from underheaven.study.piped import LostError as LostError
from underheaven.study.piped import end, received, send, serve, started
from underheaven.study.workers import Workers

T = TypeVar("T")
Check = Callable[[], None]
Model = Callable[..., T]
"""What is computed of the parts of a task and a `Check`, which is called now and then, and may end it."""
WORTH = 12
"""Runs for each process from which on starting one is worth its while."""
WAIT = 0.2


class _Process:
    """One process that computes a model."""

    def __init__(self, model: Model[Any]) -> None:
        self._process = started("underheaven.study.apart")
        send(self._process.stdin, model)

    def ask(self, task: tuple[Any, ...], check: Check) -> Any:
        """What the model makes of a task; raises what it raised, or what `check` raises."""
        send(self._process.stdin, task)
        pipe = self._process.stdout
        assert pipe is not None
        while not select.select([pipe], [], [], WAIT)[0]:
            check()
        return received(self._process)

    def end(self) -> None:
        """End it, whatever it is at."""
        end(self._process)


@contextmanager
def apart(model: Model[T], processes: int, runs: int, workers: Workers) -> Iterator[Callable[..., T]]:
    """How to compute a model of the parts of a task, by one of so many threads at a time.

    In processes, where so many `runs` are worth starting some, and else in the threads themselves; so is a
    model that cannot be sent to another process, such as a function within a function.
    """
    if processes < 2 or runs < WORTH * processes or not _can_be_sent(model):
        yield lambda *task: model(*task, workers.check)
        return
    free: SimpleQueue[_Process] = SimpleQueue()
    every = [_Process(model) for _ in range(processes)]
    for each in every:
        free.put(each)

    def ask(*task: Any) -> T:
        process = free.get()
        try:
            found: T = process.ask(task, workers.check)
        finally:
            free.put(process)
        return found

    try:
        yield ask
    finally:
        for each in every:
            each.end()


def _can_be_sent(model: Model[Any]) -> bool:
    try:
        pickle.dumps(model)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _answering(model: Model[Any]) -> Callable[[tuple[Any, ...]], Any]:
    """What answers with what a model makes of a task."""
    return lambda asked: model(*asked, lambda: None)


if __name__ == "__main__":
    serve(_answering)
