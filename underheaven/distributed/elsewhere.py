"""A study's worlds lived elsewhere: each task by some worker, and again by another where one is lost."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Protocol

from underheaven import __version__
from underheaven.distributed.crew import TRIES
from underheaven.distributed.place import Machine
from underheaven.distributed.shard import LostError, Worker, Workplace
from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study.limits import memory_needed, said_bytes
from underheaven.study.pool import Model, Take, Task

WAKES = 0.5
"""Seconds after which whoever waits for workers is woken, so that it can be interrupted."""
EARLIER = -1
"""In the place of a task's number: the worker gets a model of an earlier computation."""
Lost = Callable[[str], None]
"""Told how a worker ended that was lost."""


def quietly(_how: str) -> None:
    """For who need not know that a worker was lost."""


class Places(Workplace, Protocol):
    """Where workers are that have a `place.Place` each."""

    def room(self) -> int:
        """How many there can be at a time."""

    def machines(self) -> Sequence[Machine]:
        """The machines on which they are."""

    def wait(self, asked: Sequence[Worker], seconds: float) -> Sequence[Worker]:
        """Some that have answered, or are lost; none where none has within so many seconds."""


class Elsewhere:
    """A pool (`study.pool.Pool`) of workers of a workplace. Raises `InputError` where that cannot be had."""

    def __init__(self, workplace: Places, on_lost: Lost = quietly) -> None:
        self._workplace, self._on_lost = workplace, on_lost
        self._idle: list[Worker] = []
        self._coming: list[Worker] = []
        """Those that have not come to have an earlier model yet."""

    @property
    def places(self) -> int:
        """How many workers there can be."""
        return self._workplace.room()

    @property
    def here(self) -> bool:
        """They are elsewhere."""
        return False

    def require(self, world: World, most: int | None = None, lives: bool = False) -> None:
        """Refuse a world that does not fit into a machine as often as the machine may live it at a time."""
        needed = memory_needed(world, 1, lives=lives).total
        for machine in self._workplace.machines():
            times = min(machine.processors, self.places, most or self.places)
            if machine.memory is not None and needed * times > machine.memory:
                raise refuse(
                    f"{world.citizens:,} citizens do not fit into the memory of {machine.name} "
                    f"{times:,} times",
                    f"each world needs about {said_bytes(needed)}, and {said_bytes(machine.memory)} are free",
                    "lower --citizens or --threads, or use machines with more memory",
                )

    def compute(self, model: Model, tasks: Sequence[Task], take: Take) -> None:
        """Compute it on the workers; each stays for the next model."""
        if not tasks:
            return
        there = self._idle, self._coming
        self._idle, self._coming = [], []
        computing = _Computing(self._workplace, self._on_lost, model, tasks, take)
        self._idle, self._coming = computing.through(*there)

    def close(self) -> None:
        """End the workers, and leave."""
        for worker in (*self._idle, *self._coming):
            worker.end()
        self._idle, self._coming = [], []
        self._workplace.leave()


class _Computing:
    """One model while it is computed of its tasks."""

    def __init__(
        self, workplace: Places, on_lost: Lost, model: Model, tasks: Sequence[Task], take: Take
    ) -> None:
        self._workplace, self._on_lost = workplace, on_lost
        self._model, self._tasks, self._take = model, tasks, take
        self._waiting = deque(range(len(tasks)))
        self._done = 0
        self._asked: dict[Worker, int | None] = {}
        """Those at work with the number of their task; None where one gets the model, `EARLIER` another."""
        self._idle: list[Worker] = []
        self._lost: Counter[int | None] = Counter()
        """How often one was lost, by the task that it was at; None: before it had any."""

    def through(self, idle: Sequence[Worker], coming: Sequence[Worker]) -> tuple[list[Worker], list[Worker]]:
        """Compute all, with these workers and others as there is room.

        Returns those that are idle in the end, and those that do not have the model yet.
        """
        try:
            self._asked.update(dict.fromkeys(coming, EARLIER))
            for worker in idle:
                self._ask(worker, None)
            while self._done < len(self._tasks):
                self._hire()
                for worker in self._workplace.wait(list(self._asked), WAKES):
                    self._answered(worker)
        except BaseException:
            for worker in (*self._asked, *self._idle):
                worker.end()
            raise
        return self._idle, list(self._asked)

    def _hire(self) -> None:
        most = min(self._workplace.room(), len(self._tasks) - self._done)
        while len(self._asked) + len(self._idle) < most:
            self._ask(self._workplace.hire(), None)

    def _ask(self, worker: Worker, number: int | None) -> None:
        self._asked[worker] = number
        try:
            if number is None:
                worker.ask("hold", (self._model, __version__))
            else:
                worker.ask("compute", self._tasks[number])
        except LostError as error:
            self._gone(worker, str(error))

    def _answered(self, worker: Worker) -> None:
        try:
            found = worker.answer()
        except LostError as error:
            self._gone(worker, str(error))
            return
        number = self._asked.pop(worker)
        if number == EARLIER:
            self._ask(worker, None)
            return
        self._idle.append(worker)
        if number is None:
            del self._lost[None]
        else:
            self._done += 1
            self._take(number, found)
        if self._waiting:
            self._ask(self._idle.pop(), self._waiting.popleft())

    def _gone(self, worker: Worker, how: str) -> None:
        """Its task is the next that anybody gets; `_hire` finds another worker."""
        number = self._asked.pop(worker)
        number = None if number == EARLIER else number
        worker.end()
        self._on_lost(how)
        self._lost[number] += 1
        if self._lost[number] >= TRIES:
            raise refuse(
                f"{counted(TRIES, 'worker')} were lost one after the other",
                f"{'before any world' if number is None else 'at the same world'}; at last {how}",
                "find out why they end, such as for want of memory",
            )
        if number is not None:
            self._waiting.appendleft(number)
            if self._idle:
                self._ask(self._idle.pop(), self._waiting.popleft())
