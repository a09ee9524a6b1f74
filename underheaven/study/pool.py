"""Where the worlds of a study are lived: in this process and others of this machine, or on other machines.

A study says what is computed of each of its tasks, a *model*, and takes what comes of them in any order. So
it comes to the same wherever its worlds are lived.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

from underheaven.engine.world import World
from underheaven.study.apart import apart
from underheaven.study.limits import require_memory, threads_or_default
from underheaven.study.workers import Work, Workers

Model = Callable[..., Any]
"""What is computed of the parts of a task and a `Check`; whoever lives it elsewhere has a copy of it."""
Task = tuple[Any, ...]
Take = Callable[[int, Any], None]
"""Given the number of a task and what came of it."""


class Pool(Protocol):
    """Where the worlds of a study are lived; it changes no result."""

    @property
    def places(self) -> int:
        """How many tasks are computed at a time, at most."""

    @property
    def here(self) -> bool:
        """Whether tasks are computed on threads that can share what this process has in memory."""

    def require(self, world: World, most: int | None = None, lives: bool = False) -> None:
        """Refuse a world that does not fit into memory as often as it is lived at a time.

        That is as often as there are places, and not more often than `most`. Raises `InputError`, also where
        the pool cannot be had.
        """

    def compute(self, model: Model, tasks: Sequence[Task], take: Take) -> None:
        """Compute a model of every task; they are begun in their order.

        `take` is told of each as it ends, never by two threads at once. Raises what the model or `take`
        raises, and `KeyboardInterrupt` when it is interrupted; what is under way is then given up.
        """

    def close(self) -> None:
        """Give back whatever is kept between computations; nothing is computed afterwards."""


@dataclass(frozen=True)
class Here:
    """So many threads of this process; a model of many tasks gets a process for each thread."""

    threads: int = 1

    @property
    def places(self) -> int:
        """The number of threads."""
        return self.threads

    @property
    def here(self) -> bool:
        """They are threads of this process."""
        return True

    def require(self, world: World, most: int | None = None, lives: bool = False) -> None:
        """Refuse what does not fit into this machine's memory."""
        engines = self.threads if most is None else min(self.threads, most)
        require_memory(world, 1, engines=engines, lives=lives)

    def compute(self, model: Model, tasks: Sequence[Task], take: Take) -> None:
        """Compute it side by side."""
        if not tasks:
            return
        workers, lock = Workers(self.threads), Lock()
        with apart(model, self.threads, len(tasks), workers) as computed:

            def work(number: int, task: Task) -> Work:
                def one() -> None:
                    found = computed(*task)
                    with lock:
                        take(number, found)

                return one

            for number, task in enumerate(tasks):
                workers.add(number, work(number, task))
            workers.run()

    def close(self) -> None:
        """Nothing is kept."""


ALONE = Here()
"""One thread of this process."""


def on_threads(threads: int | None = None) -> Here:
    """So many threads of this process; by default one for each processor. Raises `InputError`."""
    return Here(threads_or_default(threads))
