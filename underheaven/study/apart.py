"""Runs of a model in processes of their own: within one process Python does one thing at a time.

A process is started as a module, so that whoever called is not imported there again. What goes to and fro are
pickles through pipes that only these two hold.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, BinaryIO, TypeVar

from underheaven.study.workers import Workers

T = TypeVar("T")
Check = Callable[[], None]
Model = Callable[[Any, int, Check], T]
"""What is computed of values and a seed; `Check` is called now and then, and may end it."""
WORTH = 12
"""Runs for each process from which on starting one is worth its while."""
WAIT = 0.2
SIZE = struct.Struct("<Q")


class LostError(RuntimeError):
    """A process ended before it answered."""


class _Process:
    """One process that computes a model."""

    def __init__(self, model: Model[Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "underheaven.study.apart"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._send(model)

    def ask(self, values: Any, seed: int, check: Check) -> Any:
        """What the model makes of values and a seed; raises what it raised, or what `check` raises."""
        self._send((values, seed))
        pipe = self._process.stdout
        assert pipe is not None
        while not select.select([pipe], [], [], WAIT)[0]:
            check()
        try:
            well, found = _receive(pipe)
        except EOFError:
            raise LostError(f"a process ended with status {self._process.wait()}") from None
        if not well:
            raise found
        return found

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.communicate()

    def _send(self, thing: Any) -> None:
        assert self._process.stdin is not None
        _send(self._process.stdin, thing)


@contextmanager
def apart(model: Model[T], processes: int, runs: int, workers: Workers) -> Iterator[Callable[[Any, int], T]]:
    """How to compute a model of values and a seed, by one of so many threads at a time.

    In processes, where so many `runs` are worth starting some, and else in the threads themselves; so is a
    model that cannot be sent to another process, such as a function within a function.
    """
    if processes < 2 or runs < WORTH * processes or not _can_be_sent(model):
        yield lambda values, seed: model(values, seed, workers.check)
        return
    free: SimpleQueue[_Process] = SimpleQueue()
    every = [_Process(model) for _ in range(processes)]
    for each in every:
        free.put(each)

    def ask(values: Any, seed: int) -> T:
        process = free.get()
        try:
            found: T = process.ask(values, seed, workers.check)
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


def _send(pipe: Any, thing: Any) -> None:
    data = pickle.dumps(thing)
    pipe.write(SIZE.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: Any) -> Any:
    """The next thing; EOFError where the other side has ended."""
    head = pipe.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    (size,) = SIZE.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def _serve(source: BinaryIO, to: BinaryIO) -> None:
    """Compute until nobody asks any more; who asks ends it, so that Ctrl-C is none of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        model = _receive(source)
        while True:
            values, seed = _receive(source)
            try:
                found = True, model(values, seed, lambda: None)
            except Exception as error:  # noqa: BLE001  # It is raised again where it was asked for.
                found = False, error
            _send(to, found)
    except (EOFError, BrokenPipeError):
        return


if __name__ == "__main__":
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _serve(sys.stdin.buffer, answers)
