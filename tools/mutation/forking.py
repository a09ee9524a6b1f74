"""Processes forked from one that is warm: each does one thing, and says what came of it."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

ROOM = 1 << 30
"""Bytes that a process may take beside what it has from the beginning."""
ENDLESS = "did not end"


class Saying:
    """What a forked process says: what it is about to do, and last what came of it."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def about(self, what: str, seconds: float) -> None:
        """From now on it does something that takes at most so many seconds of a processor."""
        self._say({"about": what})
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))

    def done(self, what: dict[str, Any]) -> None:
        """This came of it."""
        self._say({"done": what})

    def _say(self, what: dict[str, Any]) -> None:
        data = (json.dumps(what) + "\n").encode()
        while data:
            data = data[os.write(self._pipe, data) :]


Do = Callable[[Saying], None]


def forked(tasks: Iterable[tuple[str, Do]], processes: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Do each task in a process of its own, so many at a time; gives names and what came of them.

    Of one that ran out of its time it is `ENDLESS`, with what it was about.
    """
    waiting, running = iter(tasks), dict[int, tuple[str, int]]()
    gc.collect()
    gc.freeze()
    try:
        while True:
            while len(running) < processes and (task := next(waiting, None)) is not None:
                pid, pipe = _fork(task[1])
                running[pid] = (task[0], pipe)
            if not running:
                return
            pid, status = os.wait()
            if pid in running:
                name, pipe = running.pop(pid)
                yield name, _heard(pipe, status)
    finally:
        gc.unfreeze()


def _fork(do: Do) -> tuple[int, int]:
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        # Whatever threads there are wait for work, and hold nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    try:
        gc.disable()
        os.close(read)
        _limit_memory()
        do(Saying(write))
        os._exit(0)
    except BaseException as error:  # noqa: BLE001, the parent is told, and nothing of it may go on here
        Saying(write).done({"error": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(1)


def _limit_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        has = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (has + ROOM, has + ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _heard(pipe: int, status: int) -> dict[str, Any]:
    with os.fdopen(pipe, encoding="utf-8") as file:
        said = [json.loads(line) for line in file]
    if said and "done" in said[-1]:
        return dict(said[-1]["done"])
    about = next((each["about"] for each in reversed(said) if "about" in each), "")
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    how = ENDLESS if ended in (signal.SIGXCPU, signal.SIGKILL) else f"ended by signal {ended}"
    return {"by": about, "how": how}
